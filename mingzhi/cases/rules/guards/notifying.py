"""Guards of the notice of proposed penalty (行政处罚法 §44, §62, §63; 程序规定 §56, §57)."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def proposal_approved(question: Question) -> Refusal | None:
    """The head approved the proposal before the party is told (程序规定 §56)."""
    core = question.core
    if core is None or core.hash == question.facts.approved_hash:
        return None
    return no(
        "proposal_approved",
        _("行政处罚建议尚未报机关负责人批准。"),
        "市场监督管理行政处罚程序规定 §56",
        _("请将案件材料、处罚建议和审核意见报负责人批准。"),
    )


@guard
def proposal_not_yet_approved(question: Question) -> Refusal | None:
    """One proposal is approved once: of two at once the second is told so (程序规定 §56)."""
    core = question.core
    if core is None or core.hash != question.facts.approved_hash:
        return None
    return no(
        "proposal_not_yet_approved",
        _("该行政处罚建议已经批准。"),
        "市场监督管理行政处罚程序规定 §56",
        _("请办理告知；需要改变处理意见的，先修改处理意见。"),
    )


@guard
def hearing_right_told(question: Question) -> Refusal | None:
    """Where the proposal gives a right to a hearing, the notice says so (行政处罚法 §63-1)."""
    grounds = question.facts.hearing_grounds
    if not grounds or question.data is None or question.entered.get("hearing_told") is True:
        return None
    return wrong(
        "hearing_right_told",
        _("拟作出的行政处罚属于听证范围（%(grounds)s），应当告知当事人有要求听证的权利。"),
        "行政处罚法 §63-1",
        _("请在告知书中告知听证权利。"),
        "hearing_told",
        grounds="、".join(grounds),
    )


@guard
def hearing_right_was_told(question: Question) -> Refusal | None:
    """No penalty within the scope of a hearing unless that right was told (行政处罚法 §63-1)."""
    notice = question.facts.notice
    if not question.facts.hearing_grounds or notice is None or notice.hearing_right:
        return None
    return no(
        "hearing_right_was_told",
        _("拟作出的行政处罚属于听证范围，但告知书没有告知听证权利。"),
        "行政处罚法 §63-1",
        _("请重新告知，并告知听证权利。"),
    )


@guard
def notice_served(question: Question) -> Refusal | None:
    """The party was told content, facts, reasons, basis and rights (行政处罚法 §44, §62)."""
    notice = question.facts.notice
    if notice is not None and notice.served_on is not None and notice.served_on <= question.on:
        return None
    return no(
        "notice_served",
        _("尚未向当事人告知拟作出的行政处罚内容及事实、理由、依据，不得作出行政处罚决定。"),
        "行政处罚法 §62",
        _("请先送达行政处罚告知书。"),
    )


@guard
def waiting_over(question: Question) -> Refusal | None:
    """The party's five working days are over, or it expressly gave up its rights (§62; 程序规定 §57-2)."""
    notice = question.facts.notice
    if notice is None or notice.waived:
        return None
    if notice.waiting_until is not None and question.on > notice.waiting_until:
        return None
    return no(
        "waiting_over",
        _("当事人陈述、申辩和要求听证的期限至%(until)s届满，期限内不得作出行政处罚决定。"),
        "市场监督管理行政处罚程序规定 §57-2",
        _("请等待期限届满；当事人明确放弃权利的，登记其放弃声明。"),
        until=notice.waiting_until.isoformat() if notice.waiting_until else _("告知书送达后第五个工作日"),
    )


@guard
def not_waived(question: Question) -> Refusal | None:
    """Rights are given up once."""
    notice = question.facts.notice
    if notice is not None and not notice.waived:
        return None
    return no(
        "not_waived",
        _("没有等待中的告知，或者当事人已经明确放弃权利。"),
        "行政处罚法 §62",
        _("请在案件时间线中核对告知情况。"),
    )


@guard
def not_yet_notified(question: Question) -> Refusal | None:
    """The same core is not notified twice; a changed core is (行政处罚法 §44).

    It is told once more where a hearing asked for in time is still owed, the police having had the case
    meanwhile (行政处罚法 §63-1).
    """
    notice, core = question.facts.notice, question.core
    if (
        notice is None
        or core is None
        or notice.core_hash != core.hash
        or "hearing" in question.facts.requests
    ):
        return None
    return no(
        "not_yet_notified",
        _("相同内容已经告知当事人。"),
        "行政处罚法 §44",
        _("请等待当事人意见，或者在期限届满后作出决定。"),
    )


@guard
def refund_ordered(question: Question) -> Refusal | None:
    """A refund is settled where one was ordered (程序规定 §59)."""
    if "order_refund" in question.facts.done:
        return None
    return no(
        "refund_ordered",
        _("没有责令退款的记录。"),
        "市场监督管理行政处罚程序规定 §59",
        _("请先发出责令退款通知书。"),
    )
