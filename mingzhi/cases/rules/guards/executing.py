"""Guards of performance and execution (行政处罚法 §66–74; 行政强制法 §46, §53, §54)."""

from datetime import date

from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.guards.question import Question, day_in, guard, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _


def _after(code: str, question: Question) -> bool:
    clock = question.facts.clock(code)
    return clock is not None and clock.due is not None and not clock.paused and question.on > clock.due


def _due(code: str, question: Question) -> str:
    clock = question.facts.clock(code)
    return clock.due.isoformat() if clock is not None and clock.due is not None else _("期限起算后")


def _time_to_pay(question: Question) -> date | None:
    payment = question.facts.payment
    days = [day for day in (payment.due_on, payment.plan_until) if day is not None]
    return max(days) if days else None


@guard
def payment_overdue(question: Question) -> Refusal | None:
    """The time to pay, or the postponement, is over; something came late or not at all (§67-3, §72-1)."""
    until, payment = _time_to_pay(question), question.facts.payment
    late = not payment.settled and until is not None and question.on > until
    if late or payment.to_impose(question.on) > 0:
        return None
    return no(
        "payment_overdue",
        _("缴款期限尚未届满，或者罚没款已经按期缴清。"),
        "行政处罚法 §72-1(1)",
        _("期限届满仍未缴纳的，可以加处罚款、催告。"),
    )


@guard
def late_fine_left(question: Question) -> Refusal | None:
    """Only a fine grows, by no more than itself, and what has grown is imposed once (行政处罚法 §72-1(1))."""
    until = day_in(question.entered.get("counted_until")) or question.on
    if until > question.on:
        return wrong(
            "late_fine_left",
            _("加处罚款只能算到办理当日，还没有到的日子不能计算。"),
            "行政处罚法 §72-1(1)",
            _("请核对“计算至”的日期。"),
            "counted_until",
        )
    if question.facts.payment.to_impose(until):
        return None
    return no(
        "late_fine_left",
        _("算到%(day)s，没有可以再加处的罚款：罚款没有逾期，或者应当加处的已经决定、已达到罚款的数额。"),
        "行政处罚法 §72-1(1)",
        _("仍不缴纳的，请催告，依法强制执行或者申请人民法院强制执行。"),
        day=until.isoformat(),
    )


@guard
def obligation_overdue(question: Question) -> Refusal | None:
    """Money, goods or an order is still owed after its time (行政强制法 §54)."""
    facts = question.facts
    until = _time_to_pay(question)
    late = not facts.payment.settled and until is not None and question.on > until
    served = day_in(question.entered.get("served_on"))
    if late and until and served and served <= until and not facts.orders_pending:
        return wrong(
            "obligation_overdue",
            _("催告书送达时，当事人的履行期限（到%(until)s）还没有届满。"),
            "行政强制法 §54",
            _("请填写实际送达的日期；催告在履行期限届满后办理。"),
            "served_on",
            until=until.isoformat(),
        )
    if late or facts.orders_pending:
        return None
    return no(
        "obligation_overdue",
        _("当事人没有逾期未履行的义务。"),
        "行政强制法 §54",
        _("请在履行期限届满后催告。"),
    )


@guard
def instalment_missed(question: Question) -> Refusal | None:
    """The day of an instalment is over and not all of it has come in (行政处罚法 §66-2)."""
    payment = question.facts.payment
    running = payment.plan_until is not None and question.on <= payment.plan_until
    served = day_in(question.entered.get("served_on")) or question.on
    if running and payment.instalments.missed(min(served, question.on)):
        return None
    return no(
        "instalment_missed",
        _("没有到期未缴的期次，或者分期缴纳的期限已经结束。"),
        "行政处罚法 §66-2",
        _("期限结束仍未缴清的，请办理“催告”。"),
    )


@guard
def plan_over(question: Question) -> Refusal | None:
    """The court is asked for money only after the time granted to pay it has ended (行政处罚法 §72-2)."""
    until = question.facts.payment.plan_until
    if until is None or question.on > until or question.facts.orders_pending:
        return None
    return no(
        "plan_over",
        _("已经批准延期、分期缴纳罚款，期限到%(until)s结束；申请人民法院强制执行的期限自结束之日起计算。"),
        "行政处罚法 §72-2",
        _("到期未缴的期次可以催告、加处罚款；期限结束后仍未缴清的，催告后再申请。"),
        until=until.isoformat(),
    )


@guard
def called_on(question: Question) -> Refusal | None:
    """An answer belongs to a demand (行政强制法 §36)."""
    if question.facts.done & {"demand", "demand_instalment"}:
        return None
    return no(
        "called_on",
        _("还没有催告当事人履行义务。"),
        "行政强制法 §36",
        _("请在送达催告书后登记当事人的陈述、申辩。"),
    )


@guard
def plan_asked(question: Question) -> Refusal | None:
    """The party applied for postponement or instalments (行政处罚法 §66-2)."""
    if question.facts.payment.plan_requested:
        return None
    return no(
        "plan_asked",
        _("没有待审批的延期或者分期缴纳申请。"),
        "行政处罚法 §66-2",
        _("请先登记当事人的书面申请。"),
    )


@guard
def no_remedy_pending(question: Question) -> Refusal | None:
    """Nobody is forced by the court while a remedy is pending (行政强制法 §53)."""
    if question.facts.remedy is None:
        return None
    return no(
        "no_remedy_pending",
        _("行政复议或者行政诉讼正在进行，不能申请人民法院强制执行。"),
        "行政强制法 §53",
        _("请等待复议或者诉讼结束。"),
    )


@guard
def remedy_is_pending(question: Question) -> Refusal | None:
    """A result belongs to a remedy that was filed."""
    if question.facts.remedy is not None:
        return None
    return no(
        "remedy_is_pending",
        _("没有正在进行的行政复议或者行政诉讼。"),
        "行政处罚法 §73-1",
        _("请先登记复议或者诉讼的受理情况。"),
    )


@guard
def no_same_remedy(question: Question) -> Refusal | None:
    """One remedy at a time (行政诉讼法 §44)."""
    if question.facts.remedy is None:
        return None
    return no(
        "no_same_remedy",
        _("已有正在进行的行政复议或者行政诉讼。"),
        "行政复议法 §29",
        _("请先登记前一救济程序的结果。"),
    )


@guard
def reconsidered_first(question: Question) -> Refusal | None:
    """Against an on-the-spot decision reconsideration comes before the court (行政复议法 §23-1(1))."""
    if question.data is None or question.entered.get("kind") != "litigation":
        return None
    if any(item.kind == "reconsideration" for item in question.facts.remedies):
        return None
    return no(
        "reconsidered_first",
        _("对当场作出的行政处罚决定不服的，应当先申请行政复议。"),
        "行政复议法 §23-1(1)",
        _("请核对救济种类。"),
    )


@guard
def demand_gives_time(question: Question) -> Refusal | None:
    """A demand names a term within which the duty can be performed (行政强制法 §35(1))."""
    until, served = day_in(question.entered.get("perform_by")), day_in(question.entered.get("served_on"))
    if until is None or until > (served or question.on):
        return None
    return wrong(
        "demand_gives_time",
        _("催告书载明的履行期限应当在送达之后。"),
        "行政强制法 §35(1)",
        _("请给当事人合理的履行期限；不填的为送达后十个工作日。"),
        "perform_by",
    )


@guard
def demand_time_over(question: Question) -> Refusal | None:
    """Ten working days have passed since the demand was served, and the term it named (行政强制法 §54)."""
    until = question.facts.enforcement.demand_until
    if _after("demand", question) and (until is None or question.on > until):
        return None
    clock = question.facts.clock("demand")
    due = max((day for day in (clock and clock.due, until) if day), default=None)
    return no(
        "demand_time_over",
        _("催告书送达后十个工作日以及载明的期限未满（至%(due)s），不能申请强制执行。"),
        "行政强制法 §54",
        _("请在期限届满后申请。"),
        due=due.isoformat() if due else _("期限起算后"),
    )


def _party_time(facts: CaseFacts) -> tuple[str, ...]:
    """The party's limits that must have run out; who withdrew a remedy may still sue in the first term."""
    if not facts.remedies:
        return ("sue",)
    if facts.remedies[-1].outcome != "withdrawn":
        return ("sue_after",)
    return tuple(code for code in ("sue", "sue_after") if facts.clock(code) is not None)


@guard
def remedy_time_over(question: Question) -> Refusal | None:
    """The party let the time for reconsideration and litigation pass (强制法 §53; 诉讼法 §45)."""
    running = [code for code in _party_time(question.facts) if not _after(code, question)]
    if not running:
        return None
    return no(
        "remedy_time_over",
        _("申请行政复议或者提起行政诉讼的期限尚未届满（至%(due)s）。"),
        "行政强制法 §53",
        _("请在法定救济期限届满后三个月内申请。"),
        due=_due(running[-1], question),
    )


@guard
def reconsideration_time_over(question: Question) -> Refusal | None:
    """Against an on-the-spot decision the time for reconsideration counts (强制法 §53; 复议法 §23-1(1))."""
    code = "reconsider" if question.facts.clock("sue_after") is None else "sue_after"
    if _after(code, question):
        return None
    return no(
        "reconsideration_time_over",
        _("申请行政复议的期限尚未届满（至%(due)s）。"),
        "行政强制法 §53",
        _("请在法定救济期限届满后三个月内申请。"),
        due=_due(code, question),
    )


def _court_clock(question: Question) -> str:
    return "court_after" if question.facts.remedies else "court"


def court_time_lapsed(question: Question) -> bool:
    """Tell whether the three months to go to the court are over (行政强制法 §53)."""
    return _after(_court_clock(question), question)


@guard
def court_time_open(question: Question) -> Refusal | None:
    """The application is made within three months (行政强制法 §53; 行政处罚法 §72-2)."""
    if not court_time_lapsed(question):
        return None
    return no(
        "court_time_open",
        _("申请人民法院强制执行的三个月期限已于%(due)s届满。"),
        "行政强制法 §53",
        _(
            "请核对延期、分期和复议、诉讼是否影响起算日期。确已逾期的，不能再申请，适用普通程序的案件写明原因后结案。"
        ),
        due=_due(_court_clock(question), question),
    )
