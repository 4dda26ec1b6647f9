"""Guards of interim measures (行政处罚法 §56; 行政强制法 §16–28; 市场监督管理行政处罚程序规定 §33–42)."""

from mingzhi.cases.rules.answers import unapproved
from mingzhi.cases.rules.facts import MeasureFact
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.cases.rules.meant import ACTS_ON, NAMED, fitting, meant
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


@guard
def preservation_approved(question: Question) -> Refusal | None:
    """The head approved before, or it is urgent and will be reported within 24 hours (§56; 程序规定 §33)."""
    if "preservation" in question.facts.approvals or question.data is None:
        return None
    if question.entered.get("urgent") is True:
        return None
    return no(
        "preservation_approved",
        _("先行登记保存应当事先经机关负责人批准。"),
        "行政处罚法 §56",
        _("请先报批；情况紧急当场采取的，勾选“情况紧急”，并在二十四小时内补办批准手续。"),
    )


@guard
def seizure_approved(question: Question) -> Refusal | None:
    """The head approved before, or it is urgent and will be reported within 24 hours (强制法 §18, §19)."""
    if "seizure" in question.facts.approvals or question.data is None:
        return None
    if question.entered.get("urgent") is True:
        return None
    return no(
        "seizure_approved",
        _("实施查封、扣押前须向行政机关负责人报告并经批准。"),
        "行政强制法 §18-1(1)",
        _("请先报批；情况紧急当场实施的，勾选“情况紧急”，并在二十四小时内报告、补办批准手续。"),
    )


@guard
def not_delegated(question: Question) -> Refusal | None:
    """The power of coercive measures is never delegated (强制法 §17-1)."""
    if not question.facts.delegated:
        return None
    return no(
        "not_delegated",
        _("本案由受委托组织办理，行政强制措施权不得委托。"),
        "行政强制法 §17-1",
        _("请由委托机关自己的执法人员实施。"),
    )


def _urgent(question: Question, *kinds: str) -> bool:
    return any(one.kind in kinds for one in unapproved(question.facts.measures))


def measure_meant(question: Question, kind: str) -> MeasureFact | None:
    """Return the measure the step acts on; for another step the one that ends first."""
    if question.step.code not in ACTS_ON:
        return question.facts.measure(kind)
    return meant(question.facts.measures, question.step.code, question.on, question.entered)


@guard
def measure_named(question: Question) -> Refusal | None:
    """Where several measures fit, the step names its own, none in another's place (强制法 §24-1, §31)."""
    if question.data is None:
        return None
    named = question.data.get(NAMED)
    fit = fitting(question.facts.measures, question.step.code, question.on, question.data)
    if any(one.number == named for one in fit) or (not named and len(fit) < 2):
        return None
    return wrong(
        "measure_named",
        _("本案有多项正在执行的措施，应当写明本步骤针对哪一项。"),
        question.step.basis[0],
        _("请按决定书或者通知书的文号选择。"),
        NAMED,
    )


@guard
def urgent_preservation_waiting(question: Question) -> Refusal | None:
    """An urgent preservation waits for approval (程序规定 §33-2)."""
    if _urgent(question, "preservation"):
        return None
    return no(
        "urgent_preservation_waiting",
        _("没有待补办批准手续的先行登记保存。"),
        "市场监督管理行政处罚程序规定 §33-2",
        _("只有情况紧急当场采取的措施需要补办批准。"),
    )


@guard
def urgent_seizure_waiting(question: Question) -> Refusal | None:
    """An urgent seizure waits for approval (强制法 §19)."""
    if _urgent(question, "seizure", "sealing"):
        return None
    return no(
        "urgent_seizure_waiting",
        _("没有待补办批准手续的查封、扣押。"),
        "行政强制法 §19",
        _("只有情况紧急当场实施的措施需要补办批准。"),
    )


@guard
def preservation_open(question: Question) -> Refusal | None:
    """Something is preserved (行政处罚法 §56)."""
    if question.facts.measure("preservation"):
        return None
    return no(
        "preservation_open",
        _("没有正在先行登记保存的证据。"),
        "行政处罚法 §56",
        _("请在案件时间线中核对措施状态。"),
    )


@guard
def preservation_in_time(question: Question) -> Refusal | None:
    """It is dealt with within seven working days; afterwards it is released by law (程序规定 §35-2)."""
    measure = measure_meant(question, "preservation")
    if measure is None or measure.until is None or question.on <= measure.until:
        return None
    return no(
        "preservation_in_time",
        _("先行登记保存期限已于%(until)s届满，措施自动解除。"),
        "市场监督管理行政处罚程序规定 §35-2",
        _("请登记自动解除并退还证据；仍需控制的，依法另行采取措施。"),
        until=measure.until.isoformat(),
    )


@guard
def preservation_lapsed(question: Question) -> Refusal | None:
    """The seven working days are over (程序规定 §35-2)."""
    measure = measure_meant(question, "preservation")
    if measure is not None and measure.until is not None and question.on > measure.until:
        return None
    return no(
        "preservation_lapsed",
        _("先行登记保存期限尚未届满。"),
        "市场监督管理行政处罚程序规定 §35-2",
        _("期限内请作出处理决定。"),
    )


@guard
def seizure_open(question: Question) -> Refusal | None:
    """Something is sealed or seized (强制法 §25)."""
    if question.facts.measure("seizure"):
        return None
    return no(
        "seizure_open",
        _("没有正在执行的查封、扣押。"),
        "行政强制法 §25-1",
        _("请在案件时间线中核对措施状态。"),
    )


@guard
def seizure_not_extended(question: Question) -> Refusal | None:
    """It is extended once, by at most thirty days (强制法 §25-1)."""
    measure = measure_meant(question, "seizure")
    if measure is None or not measure.extended:
        return None
    return no(
        "seizure_not_extended",
        _("查封、扣押期限已经延长过，延长期限不得超过三十日。"),
        "行政强制法 §25-1",
        _("请在期限内作出处理决定或者解除措施。"),
    )


@guard
def seizure_not_expired(question: Question) -> Refusal | None:
    """An expired measure cannot be extended; it must be lifted (强制法 §28-1(4))."""
    measure = measure_meant(question, "seizure")
    if measure is None or measure.testing or measure.until is None or question.on <= measure.until:
        return None
    return no(
        "seizure_not_expired",
        _("查封、扣押期限已于%(until)s届满，应当及时解除，不能再延长。"),
        "行政强制法 §28-1(4)",
        _("请作出解除决定并立即退还财物。"),
        until=measure.until.isoformat(),
    )


@guard
def testing_not_running(question: Question) -> Refusal | None:
    """One testing period at a time (强制法 §25-3)."""
    measure = measure_meant(question, "seizure")
    if measure is None or not measure.testing:
        return None
    return no(
        "testing_not_running",
        _("检测、检验、检疫或者技术鉴定期间正在进行。"),
        "行政强制法 §25-3",
        _("请先登记本次期间结束。"),
    )


@guard
def testing_running(question: Question) -> Refusal | None:
    """A testing period is running (强制法 §25-3)."""
    measure = measure_meant(question, "seizure")
    if measure is not None and measure.testing:
        return None
    return no(
        "testing_running",
        _("没有正在进行的检测、检验、检疫或者技术鉴定期间。"),
        "行政强制法 §25-3",
        _("请先登记期间开始并书面告知当事人。"),
    )


@guard
def measures_settled(question: Question) -> Refusal | None:
    """No interim measure is left open (强制法 §27; 程序规定 §35)."""
    if not any(measure.open for measure in question.facts.measures):
        return None
    return no(
        "measures_settled",
        _("案件还有未处理的先行登记保存或者查封、扣押。"),
        "行政强制法 §27",
        _("请先作出处理或者解除决定。"),
    )
