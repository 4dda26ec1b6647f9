"""Prepare an archive volume: arrange, number, re-read, check, draw cover, contents and note.

All of it outside the transaction; :func:`mingzhi.records.acts.make_volume` then seals the result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingzhi.catalogue.rules.reading import template_files
from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.papers import PaperAgency
from mingzhi.records.queries.checking import reread
from mingzhi.records.queries.dossier import dossier, placed, recording_states
from mingzhi.records.queries.views import DocumentView
from mingzhi.records.render import pages_of, render
from mingzhi.records.rules.arrangement import Numbered, Part, numbered
from mingzhi.records.rules.properties import Check, check
from mingzhi.records.rules.recordings import RecordingDemand
from mingzhi.records.storing import Stored, store_bytes

COVER, CONTENTS, NOTE = "volume_cover", "volume_contents", "volume_note"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedVolume:
    """An arranged, checked and drawn volume, waiting for its seal."""

    agency_name: str
    archive_number: str
    retention: str
    lines: tuple[Numbered, ...]
    checks: tuple[Check, ...]
    main_pages: int
    auxiliary_pages: int
    cover: Stored
    contents: Stored
    auxiliary_contents: Stored | None
    note: Stored

    @property
    def papers(self) -> tuple[Stored, ...]:
        """The drawn papers of the volume."""
        second = (self.auxiliary_contents,) if self.auxiliary_contents else ()
        return (self.cover, self.contents, *second, self.note)


def prepare_volume(
    *,
    actor: Actor,
    case_urn: str,
    agency: PaperAgency,
    facts: Mapping[str, Any],
    retention: str,
    archive_number: str = "",
    required: Sequence[tuple[str, str]] = (),
    demands: Sequence[RecordingDemand] = (),
    templates: Mapping[str, TemplateView] | None = None,
    on: date | None = None,
) -> PreparedVolume:
    """Arrange the whole file of a case in legal order and draw its papers.

    ``facts`` fill the cover (case_title, party_name, decision_number, filed_on, closed_on, handlers);
    ``required`` are (template code, title) of documents the procedure demands, ``demands`` the recording
    list. Failed checks do not stop the volume: they are sealed with it. NotNow when the file is empty.
    """
    day = on or clock.today()
    file = dossier(case_urn, actor, auxiliary=True)
    if not file.things:
        raise NotNow("records.empty_file", _("本案还没有材料，不能立卷。"), way_out=_("请先归入案卷材料。"))
    lines = numbered([placed(thing, number) for number, thing in enumerate(file.things)])
    present = [thing.template_code for thing in file.things if isinstance(thing, DocumentView)]
    checks = check(
        lines=lines,
        found=reread(case_urn),
        required=required,
        present=present,
        recordings=recording_states(case_urn, tuple(demands), actor),
    )
    pages = {
        part: max((line.page_to for line in lines if line.placed.part == part), default=0) for part in Part
    }
    known = {
        **facts,
        "archive_number": archive_number,
        "retention": retention,
        "sign_maker": actor.label,
        "pages": sum(pages.values()),
        "recordings_count": len(file.recordings),
        **_told(lines, checks, day),
    }
    press = _Press(templates or template_files(), agency, known, day)
    auxiliary = [line for line in lines if line.placed.part == Part.AUXILIARY]
    return PreparedVolume(
        agency_name=agency.name,
        archive_number=archive_number,
        retention=retention,
        lines=lines,
        checks=checks,
        main_pages=pages[Part.MAIN],
        auxiliary_pages=pages[Part.AUXILIARY],
        cover=press.draw(COVER),
        contents=press.contents(Part.MAIN, lines),
        auxiliary_contents=press.contents(Part.AUXILIARY, lines) if auxiliary else None,
        note=press.draw(NOTE),
    )


def _told(lines: Sequence[Numbered], checks: Sequence[Check], day: date) -> dict[str, Any]:
    """Return what cover and note say of the volume as a whole."""
    held = {line.placed.part for line in lines}
    return {
        "archived_on": day.isoformat(),
        "signed_on": day.isoformat(),
        "documents_count": len(lines),
        "part": "、".join(part.value for part in Part if part in held),
        "facts": account(checks),
    }


def account(checks: Sequence[Check]) -> str:
    """Say in words how the four-property check went, for the note at the end of the volume."""
    lines = [f"四性检测共{len(checks)}项，通过{sum(one.passed for one in checks)}项。"]
    lines += [
        f"{one.quality}：{one.title}——未通过：{'、'.join(one.failed)}。" for one in checks if not one.passed
    ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Press:
    """Draws the papers of one volume."""

    templates: Mapping[str, TemplateView]
    agency: PaperAgency
    known: Mapping[str, Any]
    day: date

    def draw(self, code: str, *, title: str = "", **more: Any) -> Stored:
        """Draw one paper and store it."""
        view = self.templates[code]
        view = replace(view, title=title) if title else view
        pdf = render(view, {**self.known, **more}, agency=self.agency, on=self.day)
        return store_bytes(pdf, f"{code}.pdf", pages=pages_of(pdf))

    def contents(self, part: Part, lines: Sequence[Numbered]) -> Stored:
        """Draw the contents list of one part."""
        rows = [
            {
                "order": line.position,
                "title": line.placed.title,
                "number": line.placed.number,
                "on": line.placed.on,
                "pages": line.span,
                "note": line.placed.note,
            }
            for line in lines
            if line.placed.part == part
        ]
        title = f"{self.templates[CONTENTS].title}（{part.value}）"
        return self.draw(CONTENTS, title=title, documents=rows)
