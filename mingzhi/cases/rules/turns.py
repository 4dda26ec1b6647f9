"""Whose turn it is while a time of another runs: the party's, the applicant's, the police's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """While the limit ``clock`` runs it is another's turn (no clock: until it does something).

    ``who``: the party or the police; ``expects`` is the step that records what it does; ``late`` is the
    agency's once the time is over. ``within``: a nearer time that lies inside this one; ``then``: others
    that also have to be over first.
    """

    words: str
    who: str = "party"
    clock: str = ""
    expects: str = ""
    late: str = ""
    within: "Turn | None" = None
    then: "tuple[Turn, ...]" = ()

    def now(self, clocks: Mapping[str, bool]) -> "Turn":
        """Return whose time counts: the nearer one, as long as the whole time is not over."""
        nearer = self.within
        return nearer if nearer and nearer.clock in clocks and not clocks.get(self.clock) else self

    def still(self, clocks: Mapping[str, bool]) -> "Turn | None":
        """Return what keeps the agency from its next step although this time is over."""
        return next((turn for turn in self.then if clocks.get(turn.clock) is False), None)

    def all(self) -> Iterator["Turn"]:
        """Yield the turn and those that belong to it."""
        yield from (turn for turn in (self, self.within, *self.then) if turn)


_BY_INSTALMENTS = Turn(
    words=_("等待当事人缴纳本期罚没款"), clock="instalment", expects="pay", late="demand_instalment"
)
_PAYING = Turn(words=_("当事人缴款期限内"), clock="pay", expects="pay", late="demand", within=_BY_INSTALMENTS)
_REMEDY_TIME = _("当事人申请行政复议、提起行政诉讼的期限内，还不能申请人民法院强制执行")


def _demanded(*remedies: str) -> Turn:
    """The court is asked once the demand and the party's time for remedies are over (行政强制法 §53, §54)."""
    return Turn(
        words=_("催告期限内，等待当事人履行"),
        clock="demand",
        expects="pay",
        late="apply_court",
        then=tuple(Turn(words=_REMEDY_TIME, clock=code, expects="pay") for code in remedies),
    )


TURNS: Mapping[tuple[str, str], Turn] = {
    ("ordinary", "noticed"): Turn(words=_("当事人陈述、申辩期限内"), clock="waiting"),
    ("ordinary", "served"): _PAYING,
    ("ordinary", "demanded"): _demanded("sue", "sue_after"),
    ("ordinary", "crime_sent"): Turn(
        words=_("等待公安机关答复"), who="police", clock="crime_answer", expects="police_file"
    ),
    ("summary", "served"): _PAYING,
    ("summary", "demanded"): _demanded("reconsider", "sue_after"),
    ("licence", "correcting"): Turn(words=_("等待申请人补正"), expects="receive_correction"),
}
