"""What was decided, in the words the public reads."""

from collections.abc import Sequence

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


def conclusion_of(core: ContentCore) -> str:
    """Say in words what was decided."""
    if core.outcome in OUTCOMES or core.outcome in NO_PENALTY:
        return OUTCOMES[core.outcome]
    parts = []
    for item in core.penalties:
        title = PENALTY_KINDS[item.kind].title
        amount = yuan(item.amount) if item.amount else ""
        parts.append(f"{title}{amount}{item.text}")
    return "；".join(parts)


def yuan(cents: int) -> str:
    """Write cents as yuan."""
    return f"{cents // 100}元" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}元"


def law(citations: Sequence[str]) -> str:
    """Write compact citations in full."""
    return "；".join(str(cite(compact)) for compact in citations)
