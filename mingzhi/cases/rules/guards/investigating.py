"""Guards of the investigation: handlers, evidence, recusal, time (行政处罚法 §40–43, §54, §60)."""

from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

RIGHTS_TOLD_BY = frozenset(
    {"inspect", "inquire", "collect_evidence", "sample", "preserve", "seize", "tell_rights"}
)


@guard
def handlers_appointed(question: Question) -> Refusal | None:
    """Two handlers who are not recused are in charge (程序规定 §19-2, 行政处罚法 §42-1)."""
    facts = question.facts
    active = {officer.urn for officer in facts.handlers} - facts.recused
    if len(active) >= 2:
        return None
    return no(
        "handlers_appointed",
        _("本案现有办案人员不足两名。"),
        "行政处罚法 §42-1",
        _("请先指定办案人员。"),
    )


@guard
def evidence_collected(question: Question) -> Refusal | None:
    """The facts are established by evidence (行政处罚法 §40)."""
    if question.facts.evidence:
        return None
    return no(
        "evidence_collected",
        _("案件中没有证据，违法事实不清、证据不足的，不得给予行政处罚。"),
        "行政处罚法 §40",
        _("请先收集并登记证据。"),
    )


@guard
def rights_were_told(question: Question) -> Refusal | None:
    """The party was told its rights when evidence was first taken (程序规定 §21-2)."""
    if question.facts.done & RIGHTS_TOLD_BY:
        return None
    return no(
        "rights_were_told",
        _("尚未记录已告知当事人陈述权、申辩权和申请回避的权利。"),
        "市场监督管理行政处罚程序规定 §21-2",
        _("请补充告知并记录，再办理本步骤。"),
    )


@guard
def recusal_asked(question: Question) -> Refusal | None:
    """There is a request for recusal to decide on (行政处罚法 §43-3)."""
    if question.facts.recusal_pending:
        return None
    return no(
        "recusal_asked",
        _("没有待决定的回避申请。"),
        "行政处罚法 §43-3",
        _("请先登记回避申请。"),
    )


@guard
def recusal_settled(question: Question) -> Refusal | None:
    """No request for recusal is open (行政处罚法 §43-3; the investigation itself goes on)."""
    if not question.facts.recusal_pending:
        return None
    return no(
        "recusal_settled",
        _("当事人的回避申请尚未决定。"),
        "行政处罚法 §43-3",
        _("请由机关负责人先对回避申请作出决定。"),
    )


@guard
def first_extension_left(question: Question) -> Refusal | None:
    """The time to decide is extended by the head once (程序规定 §64-1)."""
    clock = question.facts.clock("decide")
    if clock is None or clock.extensions == 0:
        return None
    return no(
        "first_extension_left",
        _("负责人批准的延期只有一次，已经延长。"),
        "市场监督管理行政处罚程序规定 §64-1",
        _("仍需延期的，由负责人集体讨论决定。"),
    )


@guard
def first_extension_used(question: Question) -> Refusal | None:
    """Further extension comes only after the head's (程序规定 §64-1)."""
    clock = question.facts.clock("decide")
    if clock is not None and clock.extensions > 0:
        return None
    return no(
        "first_extension_used",
        _("尚未经负责人批准延期，不能直接集体讨论继续延期。"),
        "市场监督管理行政处罚程序规定 §64-1",
        _("请先由负责人批准延长三十日。"),
    )


@guard
def time_not_over(question: Question) -> Refusal | None:
    """An extension is granted before the time is over (程序规定 §64-1)."""
    clock = question.facts.clock("decide")
    if clock is None or clock.paused or clock.due is None or question.on <= clock.due:
        return None
    return no(
        "time_not_over",
        _("办案期限已经届满，不能再延长。"),
        "市场监督管理行政处罚程序规定 §64-1",
        _("请尽快作出处理决定；逾期情况将如实显示。"),
    )


@guard
def testing_asked(question: Question) -> Refusal | None:
    """A result belongs to a commission (程序规定 §32)."""
    if "commission_testing" in question.facts.done:
        return None
    return no(
        "testing_asked",
        _("没有委托检测、检验、检疫、鉴定的记录。"),
        "市场监督管理行政处罚程序规定 §32",
        _("请先登记委托。"),
    )


@guard
def assistance_asked(question: Question) -> Refusal | None:
    """An answer belongs to a request for assistance (程序规定 §45-1)."""
    if "ask_assistance" in question.facts.done:
        return None
    return no(
        "assistance_asked",
        _("没有发出协助调查函的记录。"),
        "市场监督管理行政处罚程序规定 §45-1",
        _("请先登记协助调查函。"),
    )


@guard
def order_given(question: Question) -> Refusal | None:
    """The party was ordered to correct, separately or with the decision (行政处罚法 §28-1)."""
    if question.facts.order_to_correct or question.data is None or question.entered.get("order"):
        return None
    return wrong(
        "order_given",
        _("实施行政处罚时，应当责令当事人改正或者限期改正违法行为。"),
        "行政处罚法 §28-1",
        _("请填写责令改正的内容，或者先下达责令改正通知书。"),
        "order",
    )


@guard
def order_open(question: Question) -> Refusal | None:
    """A re-check belongs to an order to correct (行政处罚法 §28-1)."""
    if question.facts.order_to_correct:
        return None
    return no(
        "order_open",
        _("没有责令改正的记录。"),
        "行政处罚法 §28-1",
        _("请先下达责令改正通知书。"),
    )


@guard
def time_running(question: Question) -> Refusal | None:
    """The time to decide runs, so that something can be excluded from it (程序规定 §64-2)."""
    clock = question.facts.clock("decide")
    if clock is not None and not clock.paused and clock.ended_on is None:
        return None
    return no(
        "time_running",
        _("办案期限没有在计算中。"),
        "市场监督管理行政处罚程序规定 §64-2",
        _("请先登记前一期间结束。"),
    )


@guard
def time_standing(question: Question) -> Refusal | None:
    """An excluded period is running (程序规定 §64-2)."""
    clock = question.facts.clock("decide")
    if clock is not None and clock.paused:
        return None
    return no(
        "time_standing",
        _("没有正在进行的不计入办案期限的期间。"),
        "市场监督管理行政处罚程序规定 §64-2",
        _("请先登记期间开始。"),
    )
