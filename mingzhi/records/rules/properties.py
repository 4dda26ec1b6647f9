"""The four-property check of an electronic file: 真实性, 完整性, 可用性, 安全性.

档案法实施条例 §40-2 names the four, §39 the conditions on origin, procedure and elements. Each line is
data: what was checked, how many, what failed; a volume is sealed with its list, passed or not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.rules.arrangement import Numbered
from mingzhi.records.rules.media import MEDIA
from mingzhi.records.rules.recordings import RecordingStanding, RecordingState

BASIS = "档案法实施条例 §40-2"


class Property(StrEnum):
    """The four properties."""

    AUTHENTIC = _("真实性")
    COMPLETE = _("完整性")
    USABLE = _("可用性")
    SAFE = _("安全性")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One line of the list: ``failed`` names what did not pass, empty means passed."""

    code: str
    quality: str
    title: str
    counted: int
    failed: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Tell whether nothing failed."""
        return not self.failed

    def row(self) -> dict[str, Any]:
        """Return the line as canonical JSON."""
        return {**asdict(self), "failed": list(self.failed), "passed": self.passed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What reading a thing again showed."""

    urn: str
    title: str
    digest_matches: bool
    commitment_matches: bool | None = None  # None: no structured content to compare
    author_known: bool = True


def check(
    *,
    lines: Sequence[Numbered],
    found: Sequence[Found],
    required: Iterable[tuple[str, str]] = (),
    present: Iterable[str] = (),
    recordings: Sequence[RecordingState] = (),
) -> tuple[Check, ...]:
    """Return the list; ``required`` are (code, title) of documents the file must hold."""
    things = [line.placed for line in lines]
    return (
        *_authentic(found),
        *_complete(lines, list(required), set(present), recordings),
        _line(
            "readable",
            Property.USABLE,
            _("格式在长期保存的范围内"),
            things,
            [one.title for one in things if one.media_type not in MEDIA],
        ),
        _line(
            "paged",
            Property.USABLE,
            _("文档可打开并有页数"),
            things,
            [one.title for one in things if one.media_type == "application/pdf" and not one.pages],
        ),
        _line(
            "second",
            Property.SAFE,
            _("具有两种算法的摘要（SHA-256、SM3）"),
            things,
            [one.title for one in things if not (one.sha256 and one.sm3)],
        ),
    )


def _authentic(found: Sequence[Found]) -> tuple[Check, ...]:
    structured = [one for one in found if one.commitment_matches is not None]
    changed = [one.title for one in found if not one.digest_matches]
    other = [one.title for one in structured if not one.commitment_matches]
    nameless = [one.title for one in found if not one.author_known]
    kind = Property.AUTHENTIC
    return (
        _line("digest", kind, _("逐件重算哈希，与收存时一致"), found, changed),
        _line("commitment", kind, _("文书结构化内容与其承诺一致"), structured, other),
        _line("author", kind, _("形成者、形成时间可确认"), found, nameless),
    )


def _complete(
    lines: Sequence[Numbered],
    required: Sequence[tuple[str, str]],
    held: set[str],
    recordings: Sequence[RecordingState],
) -> tuple[Check, ...]:
    lacking = [title for code, title in required if code not in held]
    open_standings = {RecordingStanding.MISSING, RecordingStanding.INTERRUPTED}
    unexplained = [one.demand.label for one in recordings if one.standing in open_standings]
    kind = Property.COMPLETE
    return (
        _line("documents", kind, _("应有文书齐全"), required, lacking),
        _line("recordings", kind, _("应有音像记录齐全，缺失、中断的有说明"), recordings, unexplained),
        _line("pages", kind, _("页号连续"), lines, _broken(lines)),
    )


def _line(code: str, kind: Property, title: str, counted: Sequence[object], failed: list[str]) -> Check:
    return Check(code=code, quality=kind.value, title=title, counted=len(counted), failed=tuple(failed))


def _broken(lines: Sequence[Numbered]) -> list[str]:
    reached: dict[str, int] = {}
    broken = []
    for line in lines:
        page = reached.get(line.placed.part, 0)
        if line.page_to and line.page_from != page + 1:
            broken.append(line.placed.title)
        reached[line.placed.part] = line.page_to or page
    return broken
