"""Guards of goods and orders, and whether the whole decision is dealt with (行政处罚法 §66, §74)."""

from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.guards.question import Question, guard, no
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def goods_to_dispose(question: Question) -> Refusal | None:
    """Confiscated goods wait for disposal (行政处罚法 §74-1)."""
    if question.facts.goods_pending:
        return None
    return no(
        "goods_to_dispose",
        _("没有待处理的没收物品。"),
        "行政处罚法 §74-1",
        _("请核对决定内容和处理登记。"),
    )


@guard
def seized_goods_kept(question: Question) -> Refusal | None:
    """Only goods already seized are auctioned against the fine (行政强制法 §46-3)."""
    if question.facts.measure("seizure"):
        return None
    return no(
        "seized_goods_kept",
        _("没有已经查封、扣押的财物可以拍卖抵缴罚款。"),
        "行政强制法 §46-3",
        _("请申请人民法院强制执行。"),
    )


@guard
def order_to_perform(question: Question) -> Refusal | None:
    """Something other than money or goods waits to be carried out (行政处罚法 §66-1)."""
    if question.facts.orders_pending:
        return None
    return no(
        "order_to_perform",
        _("没有待履行的其他处罚内容。"),
        "行政处罚法 §66-1",
        _("请核对决定内容和履行登记。"),
    )


def unperformed(facts: CaseFacts) -> list[str]:
    """Return what of the decision is not yet dealt with, in words."""
    payment = facts.payment
    parts = (
        (_("罚没款"), payment.paid < payment.owed),
        (_("已经加处的罚款"), payment.late_fine > 0 and not payment.settled),
        (_("没收物品"), facts.goods_pending),
        (_("其他处罚内容"), facts.orders_pending),
        (_("代履行费用"), facts.enforcement.cost_owed > 0),
        (_("应当退还的余款"), facts.enforcement.surplus_owed > 0),
    )
    return [name for name, is_open in parts if is_open]


@guard
def all_performed(question: Question) -> Refusal | None:
    """Money, goods and orders are all dealt with (程序规定 §77-1(1))."""
    open_parts = unperformed(question.facts)
    if not open_parts:
        return None
    return no(
        "all_performed",
        _("行政处罚决定尚未执行完毕：%(parts)s。"),
        "市场监督管理行政处罚程序规定 §77-1(1)",
        _("请先登记上述内容的履行或者处理情况。"),
        parts="、".join(open_parts),
    )
