"""What became of a licence, read from its public notices: renewed, changed, cancelled, its term over.

A decision on a licence after its grant names the decision that granted it (行政许可法 §49, §50, §69, §70).
Nothing but the public tables is read, so the page and a portal rebuilt from the files agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhi.kernel.wording import gettext_noop as _

LICENCE = "licence"
GRANT_NAMED = _("所涉许可决定文书号")
"""The row in which a later decision names the one that granted the licence."""
UNTIL = _("有效期至")
SAID = _("执法结论")
ENDED = "ended"
STANDINGS = {
    "cancelled": _("该许可已注销"),
    "revoked": _("该许可已撤销"),
    "recalled": _("该许可已撤回"),
    ENDED: _("该许可的有效期已届满"),
}
_OVER = {"注销行政许可": "cancelled", "撤销行政许可": "revoked", "撤回行政许可": "recalled"}
_RENEWED, _DEEMED = "准予延续行政许可", "视为准予延续行政许可"
Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfLicence:
    """A public notice as far as it tells of a licence."""

    uid: str
    agency: str
    number: str
    decided_on: date
    fields: Table

    @property
    def grant(self) -> str:
        """The number of the decision that granted the licence: its own, or the one it names."""
        return stated(self.fields, GRANT_NAMED) or self.number

    @property
    def later(self) -> bool:
        """Tell whether it was decided on a licence that had been granted before."""
        return bool(stated(self.fields, GRANT_NAMED))

    @property
    def said(self) -> str:
        """What it decided."""
        return stated(self.fields, SAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of a licence (a code of :data:`STANDINGS`) and since when."""

    code: str
    since: date

    @property
    def title(self) -> str:
        """What became of it, in words."""
        return STANDINGS[self.code]


def stated(fields: Table, wanted: str) -> str:
    """Return what a row of a public table says, empty without it."""
    return next((value for label, value in fields if label == wanted), "")


def same_licence(one: OfLicence, others: Iterable[OfLicence]) -> tuple[OfLicence, ...]:
    """Return the other notices of the same licence, by the day on which they were decided."""
    found = (
        other
        for other in others
        if one.grant and (other.grant, other.agency) == (one.grant, one.agency) and other.uid != one.uid
    )
    return tuple(sorted(found, key=lambda other: (other.decided_on, other.later, other.number)))


def standing_of(one: OfLicence, others: Iterable[OfLicence], today: date) -> Standing | None:
    """Return what became of a licence; None while it holds, and for a notice that is not of its grant.

    Where the law renewed it nothing says until when (§50-2), so nothing is said of its end.
    """
    if one.later:
        return None
    until = _day(stated(one.fields, UNTIL))
    for other in same_licence(one, others):
        for words, code in _OVER.items():
            if other.said.startswith(words):
                return Standing(code=code, since=other.decided_on)
        if other.said.startswith(_DEEMED):
            until = None
        elif other.said.startswith(_RENEWED):
            until = _day(stated(other.fields, UNTIL))
    return Standing(code=ENDED, since=until) if until and until < today else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
