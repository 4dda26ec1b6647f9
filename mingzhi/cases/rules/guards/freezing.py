"""Guards of freezing deposits and remittances (行政强制法 §29–33)."""

from mingzhi.cases.rules.guards.measures import measure_meant
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.cases.rules.meant import standing
from mingzhi.catalogue.rules.lawbook import rank_of
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def is_law(compact: object) -> bool:
    """Tell whether a citation is one of a law, not of a regulation or rule (行政强制法 §10, §13-1)."""
    try:
        return rank_of(cite(str(compact)).statute) == "法律"
    except ValueError:
        return False


def same_account(one: str, other: str) -> bool:
    """Tell whether two account numbers are one, however they are spaced."""
    return "".join(one.split()) == "".join(other.split())


@guard
def freezing_by_law(question: Question) -> Refusal | None:
    """Only a law may give the power to freeze, no regulation (行政强制法 §10, §29-1)."""
    basis = question.entered.get("basis")
    if not isinstance(basis, list) or (basis and all(map(is_law, basis))):
        return None
    return wrong(
        "freezing_by_law",
        _("冻结存款、汇款应当由法律规定的行政机关依照法律实施，法规、规章不得设定。"),
        "行政强制法 §29-1",
        _("请写明规定本机关可以冻结的法律条款；没有的，不得冻结。"),
        "basis",
    )


@guard
def freezing_approved(question: Question) -> Refusal | None:
    """The head approved before (行政强制法 §18(1), §30-1)."""
    if "freezing" in question.facts.approvals:
        return None
    return no(
        "freezing_approved",
        _("实施冻结前须向行政机关负责人报告并经批准。"),
        "行政强制法 §30-1",
        _("请先报批。"),
    )


@guard
def nothing_frozen(question: Question) -> Refusal | None:
    """What is frozen is not frozen again; another account has its own decision (行政强制法 §29-2, §31)."""
    account = question.entered.get("account")
    frozen = standing(question.facts.measures, "freezing")
    again = next((one for one in frozen if account and same_account(one.what, str(account))), None)
    if again is None:
        return None
    return wrong(
        "nothing_frozen",
        _("该账户已由本案%(number)s冻结，不得重复冻结。"),
        "行政强制法 §29-2",
        _("请核对账号；仍要冻结的，先解除原冻结，再另行决定。"),
        "account",
        number=again.number,
    )


@guard
def freezing_open(question: Question) -> Refusal | None:
    """Something is frozen (行政强制法 §32-1)."""
    if question.facts.measure("freezing"):
        return None
    return no(
        "freezing_open",
        _("没有正在执行的冻结。"),
        "行政强制法 §32-1",
        _("请在案件时间线中核对措施状态。"),
    )


@guard
def freezing_not_extended(question: Question) -> Refusal | None:
    """It is extended once, by at most thirty days (行政强制法 §32-1)."""
    measure = measure_meant(question, "freezing")
    if measure is None or not measure.extended:
        return None
    return no(
        "freezing_not_extended",
        _("冻结期限已经延长过，延长期限不得超过三十日。"),
        "行政强制法 §32-1",
        _("请在期限内作出处理决定或者解除冻结。"),
    )


@guard
def freezing_not_expired(question: Question) -> Refusal | None:
    """An expired freezing cannot be extended; it must be lifted (行政强制法 §33-1(4))."""
    measure = measure_meant(question, "freezing")
    if measure is None or measure.until is None or question.on <= measure.until:
        return None
    return no(
        "freezing_not_expired",
        _("冻结期限已于%(until)s届满，应当及时解除，不能再延长。"),
        "行政强制法 §33-1(4)",
        _("请作出解除冻结决定，通知金融机构和当事人。"),
        until=measure.until.isoformat(),
    )


@guard
def freezing_lapsed(question: Question) -> Refusal | None:
    """The term is over; the bank frees the money by law (行政强制法 §33-3)."""
    measure = measure_meant(question, "freezing")
    if measure is not None and measure.until is not None and question.on > measure.until:
        return None
    return no(
        "freezing_lapsed",
        _("冻结期限尚未届满。"),
        "行政强制法 §33-3",
        _("期限内请作出处理决定或者解除冻结决定。"),
    )
