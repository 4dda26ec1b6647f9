"""The kinds of penalty (行政处罚法 §9) and which of two cores is heavier.

The law gives no full order of severity; the order here is data that an agency may replace. In doubt
a change counts as heavier, because the party must be heard again before it (行政处罚法 §45-2).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.cases.rules.core import ContentCore, Penalty
from mingzhi.kernel.wording import gettext_noop as _


@dataclass(frozen=True, slots=True)
class PenaltyKind:
    """One kind of penalty: ``measure`` says how it is counted (none, money, days, goods)."""

    code: str
    title: str
    basis: str
    measure: str
    rank: int


_ALL = (
    PenaltyKind("warning", _("警告"), "行政处罚法 §9-1(1)", "none", 10),
    PenaltyKind("criticism", _("通报批评"), "行政处罚法 §9-1(1)", "none", 15),
    PenaltyKind("confiscate_income", _("没收违法所得"), "行政处罚法 §9-1(2)", "money", 20),
    PenaltyKind("confiscate_goods", _("没收非法财物"), "行政处罚法 §9-1(2)", "goods", 25),
    PenaltyKind("fine", _("罚款"), "行政处罚法 §9-1(2)", "money", 30),
    PenaltyKind("suspend_licence", _("暂扣许可证件"), "行政处罚法 §9-1(3)", "days", 40),
    PenaltyKind("restrict_business", _("限制开展生产经营活动"), "行政处罚法 §9-1(4)", "days", 45),
    PenaltyKind("lower_grade", _("降低资质等级"), "行政处罚法 §9-1(3)", "none", 50),
    PenaltyKind("stop_business", _("责令停产停业"), "行政处罚法 §9-1(4)", "days", 55),
    PenaltyKind("restrict_trade", _("限制从业"), "行政处罚法 §9-1(4)", "days", 60),
    PenaltyKind("revoke_licence", _("吊销许可证件"), "行政处罚法 §9-1(3)", "none", 70),
    PenaltyKind("close_down", _("责令关闭"), "行政处罚法 §9-1(4)", "none", 75),
    PenaltyKind("detention", _("行政拘留"), "行政处罚法 §9-1(5)", "days", 80),
    PenaltyKind("other", _("法律、行政法规规定的其他行政处罚"), "行政处罚法 §9-1(6)", "none", 65),
)

KINDS = {kind.code: kind for kind in _ALL}
"""Every kind of penalty by its code."""

ORDER: Mapping[str, int] = {kind.code: kind.rank for kind in _ALL}
"""Default order of severity, from light to heavy."""

_UNLIMITED = 2**53


def heavier_than(
    after: ContentCore, before: ContentCore, *, order: Mapping[str, int] = ORDER
) -> tuple[str, ...]:
    """Return why ``after`` is heavier than ``before``; empty when it is not.

    Heavier is: a larger sum or a longer period of the same kind, goods not named before, or a kind
    that was not there, unless it stands in for a dropped kind of higher rank (one for one).
    """
    old, new = _by_kind(before), _by_kind(after)
    reasons = [reason for kind in new if kind in old for reason in _grown(kind, new[kind], old[kind])]
    dropped = sorted((order.get(kind, 0) for kind in old if kind not in new), reverse=True)
    for kind in sorted((kind for kind in new if kind not in old), key=lambda k: -order.get(k, _UNLIMITED)):
        if dropped and dropped[0] > order.get(kind, _UNLIMITED):
            dropped.pop(0)
        else:
            reasons.append(f"增加{_title(kind)}")
    return tuple(reasons)


def _by_kind(core: ContentCore) -> dict[str, list[Penalty]]:
    found: dict[str, list[Penalty]] = {}
    for penalty in core.penalties:
        found.setdefault(penalty.kind, []).append(penalty)
    return found


def _title(kind: str) -> str:
    known = KINDS.get(kind)
    return known.title if known else kind


def _grown(kind: str, new: list[Penalty], old: list[Penalty]) -> list[str]:
    reasons = []
    if sum(item.amount for item in new) > sum(item.amount for item in old):
        reasons.append(f"{_title(kind)}数额增加")
    if _days(new) > _days(old):
        reasons.append(f"{_title(kind)}期限延长")
    known = KINDS.get(kind)
    if (known is None or known.measure != "money") and {i.text for i in new} - {i.text for i in old}:
        reasons.append(f"{_title(kind)}内容变化")
    return reasons


def _days(items: list[Penalty]) -> int:
    """Sum the periods; 0 on a kind counted in days means without limit."""
    total = 0
    for item in items:
        known = KINDS.get(item.kind)
        unlimited = item.days == 0 and known is not None and known.measure == "days"
        total += _UNLIMITED if unlimited else item.days
    return total
