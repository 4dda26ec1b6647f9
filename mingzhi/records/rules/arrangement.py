"""The legal order of a file: main and auxiliary part, headings, page numbers.

市场监督管理行政处罚程序规定 §78-2, §78-3; files of other procedures use the same places by analogy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mingzhi.kernel.wording import gettext_noop as _


class Part(StrEnum):
    """The two parts of a file."""

    MAIN = "正卷"
    AUXILIARY = "副卷"


HEADINGS: dict[Part, tuple[str, ...]] = {
    Part.MAIN: (
        _("立案审批表"),
        _("决定书及送达回证"),
        _("对当事人制发的其他法律文书及送达回证"),
        _("证据材料"),
        _("听证笔录"),
        _("财物处理单据"),
        _("其他有关材料"),
    ),
    Part.AUXILIARY: (
        _("案源材料"),
        _("调查终结报告"),
        _("审核意见"),
        _("听证报告"),
        _("结案审批表"),
        _("其他有关材料"),
    ),
}
"""The places of each part in their order; ``order`` of a document counts from 1."""

EVIDENCE = 4


def place(part: str, order: int) -> int:
    """Return a valid place: unknown or missing orders go to the last heading (其他有关材料)."""
    last = len(HEADINGS[Part(part)])
    return order if 1 <= order <= last else last


def heading(part: str, order: int) -> str:
    """Return the heading under which a document of this place stands."""
    return HEADINGS[Part(part)][place(part, order) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One thing of a file before page numbers: ``pages`` 0 for what has none (recordings, objects)."""

    urn: str
    part: str
    order: int
    on: str
    sequence: int
    title: str
    number: str = ""
    responsible: str = ""
    pages: int = 0
    sha256: str = ""
    sm3: str = ""
    media_type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """One line of the contents list: position and pages inside its part."""

    placed: Placed
    position: int
    page_from: int
    page_to: int

    @property
    def span(self) -> str:
        """The pages as a contents list writes them: 3, 4-6, or — for what has no pages."""
        if not self.page_to:
            return "—"
        return str(self.page_from) if self.page_from == self.page_to else f"{self.page_from}-{self.page_to}"


def arranged(things: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return the things of a file in legal order, the main part first."""
    parts = list(Part)
    return tuple(
        sorted(
            things,
            key=lambda one: (parts.index(Part(one.part)), place(one.part, one.order), one.on, one.sequence),
        )
    )


def numbered(things: Sequence[Placed]) -> tuple[Numbered, ...]:
    """Give positions and continuous page numbers, each part from 1."""
    lines: list[Numbered] = []
    reached: dict[str, tuple[int, int]] = {}
    for one in arranged(things):
        position, page = reached.get(one.part, (0, 0))
        first = page + 1 if one.pages else 0
        last = page + one.pages if one.pages else 0
        lines.append(Numbered(placed=one, position=position + 1, page_from=first, page_to=last))
        reached[one.part] = (position + 1, page + one.pages)
    return tuple(lines)
