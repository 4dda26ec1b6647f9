"""Guards of the money that enforcement brings in: never more than is owed (行政强制法 §28-2, §46–49)."""

from mingzhi.cases.rules.enforcement import METHOD_NAMES
from mingzhi.cases.rules.guards.question import Question, guard, in_yuan, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def _entered(question: Question, code: str) -> int:
    value = question.entered.get(code)
    return value if isinstance(value, int) else 0


@guard
def not_beyond_debt(question: Question) -> Refusal | None:
    """Nothing is taken beyond what is still owed (行政处罚法 §72-1(2): 抵缴罚款)."""
    left = question.facts.payment.left
    if _entered(question, "amount") <= left:
        return None
    return wrong(
        "not_beyond_debt",
        _("金额超过尚未缴清的罚没款（%(left)s元）。"),
        "行政处罚法 §72-1(2)",
        _("划拨、抵缴以当事人尚欠的数额为限；所得款项有余的，余款退还当事人。"),
        "amount",
        left=in_yuan(left),
    )


@guard
def not_beyond_decided(question: Question) -> Refusal | None:
    """The bank is told to transfer no more than the decision says (行政强制法 §37-2(3), §61(2))."""
    decided = question.facts.enforcement.decided_amount
    if _entered(question, "amount") <= decided:
        return None
    return wrong(
        "not_beyond_decided",
        _("划拨金额超过强制执行决定载明的金额（%(decided)s元）。"),
        "行政强制法 §37-2(3)",
        _("请按决定的金额划拨；需要增加的，另行提出强制执行建议。"),
        "amount",
        decided=in_yuan(decided),
    )


@guard
def proceeds_as_decided(question: Question) -> Refusal | None:
    """What is recorded came from what was decided last (行政强制法 §37-2(3))."""
    decided = question.facts.enforcement.decided
    if question.entered.get("from_what", decided) == decided:
        return None
    return wrong(
        "proceeds_as_decided",
        _("决定的强制执行方式是“%(method)s”，款项来源与之不符。"),
        "行政强制法 §37-2(3)",
        _("请选择与强制执行决定一致的来源。"),
        "from_what",
        method=METHOD_NAMES.get(decided, "—"),
    )


@guard
def proceeds_accounted_for(question: Question) -> Refusal | None:
    """What came in pays the debt, what is left of it is the party's (行政强制法 §28-2, §49)."""
    if question.data is None or not isinstance(question.entered.get("received"), int):
        return None
    received, paid, back = (_entered(question, code) for code in ("received", "amount", "returned"))
    if received != paid + back:
        return wrong(
            "proceeds_accounted_for",
            _("所得款项总额应当等于抵缴金额与应当退还的余款之和。"),
            "行政强制法 §49",
            _("请逐项核对；任何款项不得截留、私分。"),
            "received",
        )
    if not back or paid == question.facts.payment.left:
        return None
    return wrong(
        "proceeds_accounted_for",
        _("罚没款还没有抵缴完毕（尚欠%(left)s元），没有余款可以退还。"),
        "行政强制法 §49",
        _("请先以所得款项抵缴全部罚没款。"),
        "returned",
        left=in_yuan(question.facts.payment.left),
    )


@guard
def surplus_owed(question: Question) -> Refusal | None:
    """Proceeds beyond the debt wait to be returned (行政强制法 §28-2)."""
    if question.facts.enforcement.surplus_owed:
        return None
    return no(
        "surplus_owed",
        _("没有应当退还的余款。"),
        "行政强制法 §28-2",
        _("请核对“登记划拨、拍卖所得款项”。"),
    )


@guard
def not_beyond_surplus(question: Question) -> Refusal | None:
    """No more is returned than was left over."""
    owed = question.facts.enforcement.surplus_owed
    if _entered(question, "amount") <= owed:
        return None
    return wrong(
        "not_beyond_surplus",
        _("退还金额超过应当退还的余款（%(owed)s元）。"),
        "行政强制法 §28-2",
        _("请核对金额；执行错误需要退还的，办理“恢复原状、退还财物或者赔偿”。"),
        "amount",
        owed=in_yuan(owed),
    )


@guard
def surplus_returned(question: Question) -> Refusal | None:
    """A case is not closed over money that is the party's (行政强制法 §28-2, §49)."""
    owed = question.facts.enforcement.surplus_owed
    if not owed:
        return None
    return no(
        "surplus_returned",
        _("所得款项还有余款%(owed)s元没有退还当事人，不能结案。"),
        "行政强制法 §28-2",
        _("请先办理“退还余款”。"),
        owed=in_yuan(owed),
    )
