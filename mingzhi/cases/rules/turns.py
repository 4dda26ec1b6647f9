"""Whose turn it is while a time of another runs: the party's, the applicant's, the police's."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """While the limit ``clock`` runs it is another's turn (no clock: until it does something).

    ``who``: the party or the police; ``expects`` is the step that records what it does; ``late`` is the
    agency's once the time is over. ``within``: a nearer time that lies inside this one.
    """

    words: str
    who: str = "party"
    clock: str = ""
    expects: str = ""
    late: str = ""
    within: "Turn | None" = None

    def now(self, clocks: Mapping[str, bool]) -> "Turn":
        """Return whose time counts: the nearer one, as long as the whole time is not over."""
        nearer = self.within
        return nearer if nearer and nearer.clock in clocks and not clocks.get(self.clock) else self


_BY_INSTALMENTS = Turn(
    words=_("等待当事人缴纳本期罚没款"), clock="instalment", expects="pay", late="demand_instalment"
)
_PAYING = Turn(words=_("当事人缴款期限内"), clock="pay", expects="pay", late="demand", within=_BY_INSTALMENTS)
_DEMANDED = Turn(words=_("催告期限内，等待当事人履行"), clock="demand", expects="pay", late="apply_court")
TURNS: Mapping[tuple[str, str], Turn] = {
    ("ordinary", "noticed"): Turn(words=_("当事人陈述、申辩期限内"), clock="waiting"),
    ("ordinary", "served"): _PAYING,
    ("ordinary", "demanded"): _DEMANDED,
    ("ordinary", "crime_sent"): Turn(
        words=_("等待公安机关答复"), who="police", clock="crime_answer", expects="police_file"
    ),
    ("summary", "served"): _PAYING,
    ("summary", "demanded"): _DEMANDED,
    ("licence", "correcting"): Turn(words=_("等待申请人补正"), expects="receive_correction"),
}
