"""Guards of the agency's own enforcement (行政强制法 §13, §34–48)."""

from datetime import timedelta

from mingzhi.cases.rules.enforcement import (
    AUCTION,
    DEMOLISH,
    IN_KIND,
    METHOD_NAMES,
    MONEY,
    SUBSTITUTE,
    WAITING_DAYS,
)
from mingzhi.cases.rules.guards.executing import remedy_time_over
from mingzhi.cases.rules.guards.freezing import is_law
from mingzhi.cases.rules.guards.question import Question, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def _method(question: Question) -> str:
    """The method entered, else the one proposed."""
    entered = question.entered.get("method")
    return entered if isinstance(entered, str) else question.facts.enforcement.proposed


@guard
def own_enforcement(question: Question) -> Refusal | None:
    """Only whom a law gives it enforces by itself; all others go to the court (行政强制法 §13-2, §34).

    What was seized on the way anybody auctions whose decision nobody attacked in time (§46-3).
    """
    facts, method = question.facts, _method(question)
    seized = facts.measure("seizure") is not None
    if method in (*facts.enforcement.powers, SUBSTITUTE):
        return None
    if method == AUCTION and seized:
        return None if facts.remedy is None and remedy_time_over(question) is None else _attacked()
    if not method and (facts.enforcement.powers or facts.orders_pending or seized):
        return None
    return no(
        "own_enforcement",
        _("法律没有规定本机关可以自行强制执行（%(method)s）。"),
        "行政强制法 §13-2",
        _(
            "请依照行政强制法第五十三条申请人民法院强制执行；已经查封、扣押财物的，可以依照第四十六条第三款拍卖抵缴。"
        ),
        method=METHOD_NAMES.get(method, "—"),
    )


def _attacked() -> Refusal:
    """What is seized is auctioned without a power only where no remedy was sought in its time (§46-3)."""
    return no(
        "own_enforcement",
        _(
            "当事人申请行政复议或者提起行政诉讼的期限尚未届满，或者复议、诉讼正在进行，不能拍卖扣押的财物抵缴罚款。"
        ),
        "行政强制法 §46-3",
        _("请等待法定期限届满或者复议、诉讼结束。"),
    )


@guard
def enforcement_by_law(question: Question) -> Refusal | None:
    """Enforcement is laid down by laws alone (行政强制法 §13-1)."""
    basis = question.entered.get("basis")
    if not isinstance(basis, list) or (basis and all(map(is_law, basis))):
        return None
    return wrong(
        "enforcement_by_law",
        _("行政强制执行由法律设定，法规、规章不能作为依据。"),
        "行政强制法 §13-1",
        _("请写明规定本机关可以强制执行的法律条款。"),
        "basis",
    )


@guard
def method_fits_duty(question: Question) -> Refusal | None:
    """Money is taken for money; what is done on the spot is owed as an order (行政强制法 §46, §50)."""
    facts, method = question.facts, _method(question)
    owes_money = facts.payment.owed > 0 and not facts.payment.settled
    wanted = {True: owes_money, False: facts.orders_pending}
    if not method or wanted[method in MONEY]:
        return None
    return wrong(
        "method_fits_duty",
        _("当事人没有这种方式可以执行的义务：%(method)s。"),
        "行政强制法 §34",
        _("划拨、拍卖用于金钱给付义务，其他方式用于排除妨碍、恢复原状等义务。"),
        "method",
        method=METHOD_NAMES[method],
    )


@guard
def not_stayed(question: Question) -> Refusal | None:
    """A pending remedy stops execution only where it was decided so (行政处罚法 §73-1)."""
    remedy = question.facts.remedy
    if remedy is None or not remedy.execution_stayed:
        return None
    return no(
        "not_stayed",
        _("行政复议机关或者人民法院已经决定停止执行。"),
        "行政处罚法 §73-1",
        _("请等待复议或者诉讼结束。"),
    )


@guard
def enforcement_proposed(question: Question) -> Refusal | None:
    """There is a proposal that nobody decided yet (行政强制法 §37-1)."""
    if question.facts.enforcement.proposed:
        return None
    return no(
        "enforcement_proposed",
        _("没有待决定的强制执行建议。"),
        "行政强制法 §37-1",
        _("请先提出强制执行建议，写明方式、依据和标的。"),
    )


@guard
def by_the_agency_itself(question: Question) -> Refusal | None:
    """A decision to execute is not one of substitute performance (行政强制法 §37-2, §51-1(1))."""
    if question.facts.enforcement.proposed != SUBSTITUTE:
        return None
    return no(
        "by_the_agency_itself",
        _("建议的方式是代履行，应当作出代履行决定。"),
        "行政强制法 §51-1(1)",
        _("请办理“代履行决定”。"),
    )


@guard
def demand_term_over(question: Question) -> Refusal | None:
    """The time the demand gave is over and nothing was done (行政强制法 §37-1)."""
    until = question.facts.enforcement.demand_until
    if until is not None and question.on > until:
        return None
    return no(
        "demand_term_over",
        _("催告的履行期限尚未届满（至%(until)s）。"),
        "行政强制法 §37-1",
        _(
            "期限届满仍不履行且无正当理由的，可以作出决定；有证据证明转移或者隐匿财物的，可以作出立即强制执行决定。"
        ),
        until=until.isoformat() if until else _("期限起算后"),
    )


@guard
def late_fine_stood(question: Question) -> Refusal | None:
    """Who has the power takes money when a late fine stood for more than thirty days (行政强制法 §46-1)."""
    facts = question.facts.enforcement
    if facts.proposed not in MONEY or facts.proposed not in facts.powers:
        return None
    if facts.late_fine_on is not None and question.on > facts.late_fine_on + timedelta(days=WAITING_DAYS):
        return None
    return no(
        "late_fine_stood",
        _("加处罚款决定送达未超过三十日，不能强制执行金钱给付义务。"),
        "行政强制法 §46-1",
        _("请先作出加处罚款决定并送达，超过三十日经催告仍不履行的，再作决定。"),
    )


@guard
def demolition_free(question: Question) -> Refusal | None:
    """Announced, the party's time over, no remedy sought in its time (行政强制法 §44)."""
    facts = question.facts.enforcement
    if facts.proposed != DEMOLISH:
        return None
    until = facts.announced_until
    if until is not None and question.on > until and question.facts.remedy is None:
        return remedy_time_over(question)
    return no(
        "demolition_free",
        _("强制拆除应当先公告限期自行拆除，期限届满并且没有正在进行的行政复议、行政诉讼。"),
        "行政强制法 §44",
        _("请先公告；当事人在法定期限内不申请行政复议或者提起行政诉讼，又不拆除的，再作决定。"),
    )


@guard
def execution_ahead(question: Question) -> Refusal | None:
    """The time of execution in the decision lies on its day or after (行政强制法 §37-2(3))."""
    set_for = question.entered.get("execute_on")
    if not isinstance(set_for, str) or set_for >= question.on.isoformat():
        return None
    return wrong(
        "execution_ahead",
        _("决定书载明的强制执行时间不能早于作出决定之日。"),
        "行政强制法 §37-2(3)",
        _("请重新填写时间。"),
        "execute_on",
    )


def _decided(
    question: Question, methods: tuple[str, ...], code: str, sentence: str, basis: str
) -> Refusal | None:
    if question.facts.enforcement.decided in methods:
        return None
    return no(code, sentence, basis, _("请先作出相应的强制执行决定。"))


@guard
def transfer_decided(question: Question) -> Refusal | None:
    """The decision says: transfer (行政强制法 §47-1)."""
    return _decided(
        question, ("transfer",), "transfer_decided", _("没有划拨存款、汇款的决定。"), "行政强制法 §47-1"
    )


@guard
def auction_decided(question: Question) -> Refusal | None:
    """The decision says: auction (行政强制法 §48)."""
    return _decided(question, ("auction",), "auction_decided", _("没有拍卖财物的决定。"), "行政强制法 §48")


@guard
def money_method_decided(question: Question) -> Refusal | None:
    """What came in comes from a decision to take it (行政强制法 §49)."""
    return _decided(question, MONEY, "money_method_decided", _("没有划拨、拍卖的决定。"), "行政强制法 §49")


@guard
def in_kind_decided(question: Question) -> Refusal | None:
    """The decision names something to be done on the spot (行政强制法 §37-2)."""
    return _decided(
        question, IN_KIND, "in_kind_decided", _("没有可以现场实施的强制执行决定。"), "行政强制法 §37-2"
    )


@guard
def enforcement_served(question: Question) -> Refusal | None:
    """Nothing is enforced before the decision reached the party (行政强制法 §38)."""
    if question.facts.enforcement.served:
        return None
    return no(
        "enforcement_served",
        _("强制执行决定书（代履行决定书）尚未送达当事人。"),
        "行政强制法 §38",
        _("请先送达决定书。"),
    )


@guard
def something_decided(question: Question) -> Refusal | None:
    """A decision that can be served was made (行政强制法 §38)."""
    chosen = question.facts.enforcement.decided
    if chosen and chosen != SUBSTITUTE:
        return None
    return no(
        "something_decided",
        _("没有可以送达的强制执行决定书。"),
        "行政强制法 §38",
        _("请先作出强制执行决定；代履行决定书另行送达。"),
    )
