"""What was decided, in the words the public reads."""

from collections.abc import Callable, Sequence

from mingzhi.cases.rules.core import NO_PENALTY, ContentCore
from mingzhi.cases.rules.severity import KINDS as PENALTY_KINDS
from mingzhi.kernel.citation import cite
from mingzhi.kernel.wording import gettext_noop as _

OUTCOMES = {
    "minor": _("违法行为轻微并及时改正，不予行政处罚"),
    "first": _("初次违法且危害后果轻微并及时改正，不予行政处罚"),
    "no_fault": _("没有主观过错，不予行政处罚"),
    **dict.fromkeys(("under_age", "incapable"), _("依法不予行政处罚")),
    "time_barred": _("超过给予行政处罚的法定期限，不再给予行政处罚"),
    "law_changed": _("作出决定时的规定不认为是违法，不予行政处罚"),
    "not_established": _("违法事实不能成立，不予行政处罚"),
    "grant": _("准予行政许可"),
    "refuse": _("不予行政许可"),
    "revoke": _("撤销行政许可"),
    "withdraw": _("撤回行政许可"),
}


_WITH_MORE = _("%(said)s%(more)s")
_NAMED = _("%(said)s：%(more)s")
_OTHER = "other"
"""A penalty of this kind is what its text names (行政处罚法 §9-1(6)); its name does not run into it."""
_YUAN = _("%(amount)s元")
_BETWEEN = _("；")


def conclusion_of(core: ContentCore, say: Callable[[str], str] = str) -> str:
    """Say in words what was decided: as it is published, or with ``say`` in the language of a reader."""
    if core.outcome in OUTCOMES or core.outcome in NO_PENALTY:
        return say(OUTCOMES[core.outcome])
    parts = []
    for item in core.penalties:
        said, joined = say(PENALTY_KINDS[item.kind].title), _NAMED if item.kind == _OTHER else _WITH_MORE
        for more in (yuan(item.amount, say) if item.amount else "", item.text):
            said = say(joined) % {"said": said, "more": more} if more else said
        parts.append(said)
    return say(_BETWEEN).join(parts)


def yuan(cents: int, say: Callable[[str], str] = str) -> str:
    """Write cents as yuan."""
    amount = f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"
    return say(_YUAN) % {"amount": amount}


def law(citations: Sequence[str]) -> str:
    """Write compact citations in full."""
    return "；".join(str(cite(compact)) for compact in citations)
