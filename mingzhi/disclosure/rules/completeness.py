"""The arithmetic of completeness: every decision is accounted for, once.

decisions = exempt + not yet due + overdue + published (corrected ones among them) + withdrawn +
expired + ended early (浙政办发〔2019〕20号 二(一)3: publish, withdraw, update, in time).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from mingzhi.kernel.wording import gettext_noop as _

OWED, EXEMPT, PUBLISHED = "owed", "exempt", "published"
WITHDRAWN, EXPIRED, ENDED_EARLY = "withdrawn", "expired", "ended_early"
REMOVAL = "removal"
"""Another channel must still take the information down; never a state on this platform."""
STATES = {
    OWED: _("待公示"),
    EXEMPT: _("不予公示"),
    PUBLISHED: _("已公示"),
    WITHDRAWN: _("已撤回"),
    EXPIRED: _("已到期"),
    ENDED_EARLY: _("提前停止公示"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How the decisions of one agency (or of all) stand at the end of a day."""

    exempt: int = 0
    not_yet_due: int = 0
    overdue: int = 0
    published: int = 0
    withdrawn: int = 0
    expired: int = 0
    ended_early: int = 0

    @property
    def accounted(self) -> int:
        """The number of decisions whose whereabouts are known."""
        return sum(getattr(self, part.name) for part in fields(self))

    def as_dict(self) -> dict[str, int]:
        """Return the counts by name."""
        return {part.name: getattr(self, part.name) for part in fields(self)}

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(**{name: value + getattr(other, name) for name, value in self.as_dict().items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One agency's line of the statement. ``decisions`` is what the owner of decisions counted
    (None as long as it has not handed its count in).
    """

    agency_code: str
    agency_name: str
    counts: Counts
    corrected: int = 0
    late: int = 0
    decisions: int | None = None

    @property
    def surplus(self) -> int:
        """Duties without a decision."""
        return max(0, -self.missing)

    @property
    def missing(self) -> int:
        """Decisions that nobody accounts for (positive) or duties without a decision (negative)."""
        return 0 if self.decisions is None else self.decisions - self.counts.accounted


def counts_from(rows: Iterable[tuple[str, bool, int]]) -> Counts:
    """Add up (state, due day has passed, number) rows."""
    totals: dict[str, int] = {}
    for state, passed, number in rows:
        name = ("overdue" if passed else "not_yet_due") if state == OWED else state
        totals[name] = totals.get(name, 0) + number
    return Counts(**totals)


def total(lines: Iterable[Line]) -> Line:
    """Return the sum of all agencies (agency code "")."""
    whole = list(lines)
    counted = [line.decisions for line in whole if line.decisions is not None]
    counts = Counts()
    for line in whole:
        counts = counts + line.counts
    return Line(
        agency_code="",
        agency_name=_("全部机关"),
        counts=counts,
        corrected=sum(line.corrected for line in whole),
        late=sum(line.late for line in whole),
        decisions=sum(counted) if counted else None,
    )
