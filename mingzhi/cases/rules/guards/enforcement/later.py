"""Guards of substitute performance, rest, agreement and return (行政强制法 §39–43, §50–52)."""

from datetime import datetime

from mingzhi.cases.rules.enforcement import MONEY, SUBSTITUTE
from mingzhi.cases.rules.guards.question import Question, guard, in_yuan, no, wrong
from mingzhi.kernel.clock import CHINA
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

FALLEN = {"revoked": ("revoked", "void"), "changed": ("changed",)}
"""Which ground of 行政强制法 §41 fits which standing of the decision."""


@guard
def substitute_proposed(question: Question) -> Refusal | None:
    """The proposal that waits is one of substitute performance (行政强制法 §50)."""
    if question.facts.enforcement.proposed == SUBSTITUTE:
        return None
    return no(
        "substitute_proposed",
        _("没有待决定的代履行建议。"),
        "行政强制法 §50",
        _("请先提出强制执行建议，方式选择代履行。"),
    )


@guard
def substitute_decided(question: Question) -> Refusal | None:
    """Substitute performance was decided (行政强制法 §51-1(1))."""
    if question.facts.enforcement.decided == SUBSTITUTE:
        return None
    return no(
        "substitute_decided",
        _("没有代履行决定。"),
        "行政强制法 §51-1(1)",
        _("请先作出代履行决定。"),
    )


@guard
def substitute_warned(question: Question) -> Refusal | None:
    """Three working days before, the party was called on once more (行政强制法 §51-1(2), §69)."""
    clock = question.facts.clock("substitute_warn")
    if clock is not None and clock.due is not None and question.on > clock.due:
        return None
    return no(
        "substitute_warned",
        _("代履行三个工作日前应当催告当事人履行。"),
        "行政强制法 §51-1(2)",
        _("请先催告；当事人履行的，停止代履行。"),
    )


@guard
def cost_claimable(question: Question) -> Refusal | None:
    """A substitute performance has been finished whose cost was not claimed (行政强制法 §51-2)."""
    if question.facts.enforcement.claimable:
        return None
    return no(
        "cost_claimable",
        _("没有待收取费用的代履行。"),
        "行政强制法 §51-2",
        _("费用在代履行完毕后按照成本合理确定。"),
    )


@guard
def cost_owed(question: Question) -> Refusal | None:
    """The cost was claimed and is not paid (行政强制法 §51-2)."""
    if question.facts.enforcement.cost_owed > 0:
        return None
    return no(
        "cost_owed",
        _("没有未缴纳的代履行费用。"),
        "行政强制法 §51-2",
        _("请核对费用缴纳通知和缴款登记。"),
    )


@guard
def rest_over(question: Question) -> Refusal | None:
    """Three years of rest have passed (行政强制法 §39-2)."""
    clock = question.facts.clock("enforcement_rest")
    if clock is not None and clock.due is not None and question.on > clock.due:
        return None
    return no(
        "rest_over",
        _("中止执行未满三年（至%(due)s）。"),
        "行政强制法 §39-2",
        _("中止的情形消失的，请恢复执行；具有终结情形的，办理终结执行。"),
        due=clock.due.isoformat() if clock is not None and clock.due is not None else "—",
    )


@guard
def termination_ground_fits(question: Question) -> Refusal | None:
    """“The decision was revoked” only where it was (行政强制法 §40(4))."""
    decision = question.facts.decision
    standing = decision.standing if decision is not None else ""
    if question.entered.get("ground") != "revoked" or standing in FALLEN["revoked"]:
        return None
    return wrong(
        "termination_ground_fits",
        _("据以执行的行政决定没有被撤销。"),
        "行政强制法 §40(4)",
        _("请选择与实际情况一致的终结情形。"),
        "ground",
    )


@guard
def reduction_lawful(question: Question) -> Refusal | None:
    """Only the late fine may be reduced, never what was decided (行政强制法 §42-1)."""
    reduced = question.entered.get("reduced")
    if not isinstance(reduced, int) or reduced <= question.facts.payment.late_fine:
        return None
    return wrong(
        "reduction_lawful",
        _("执行协议只能减免加处的罚款或者滞纳金，不得超出其数额。"),
        "行政强制法 §42-1",
        _("请核对加处罚款的数额；处罚决定的数额不得减免。"),
        "reduced",
    )


@guard
def return_owed(question: Question) -> Refusal | None:
    """What the ground of the return says has happened (行政强制法 §41)."""
    ground = question.entered.get("ground")
    decision = question.facts.decision
    standing = decision.standing if decision is not None else ""
    fits = {"wrong": question.facts.enforcement.carried_out or question.facts.payment.paid > 0}
    fits |= {name: standing in standings for name, standings in FALLEN.items()}
    if not isinstance(ground, str) or fits.get(ground, False):
        return _whole_sum(question)
    return wrong(
        "return_owed",
        _("所选情形与案件不符：决定没有被撤销、变更，或者没有执行。"),
        "行政强制法 §41",
        _("请选择与实际情况一致的情形。"),
        "ground",
    )


def _whole_sum(question: Question) -> Refusal | None:
    """Money that came in beyond what is owed goes back whole (行政复议法 §72-2)."""
    excess = question.facts.payment.excess if question.facts.to_give_back else 0
    amount = question.entered.get("amount")
    if question.entered.get("way") != "returned" or (isinstance(amount, int) and amount >= excess):
        return None
    return wrong(
        "return_owed",
        _("应当退还当事人%(excess)s元，登记的金额不足。"),
        "行政复议法 §72-2",
        _("请全部退还后登记退还的金额。"),
        "amount",
        excess=in_yuan(excess),
    )


@guard
def for_enforcement(question: Question) -> Refusal | None:
    """After the decision a measure serves only the agency's own enforcement of money (行政强制法 §46-2)."""
    facts = question.facts
    if facts.state in ("clue", "investigating") or set(MONEY) & facts.enforcement.powers:
        return None
    return no(
        "for_enforcement",
        _(
            "作出决定以后，只有法律规定可以自行强制执行金钱给付义务的机关，才能为执行采取查封、扣押、冻结措施。"
        ),
        "行政强制法 §46-2",
        _("请申请人民法院强制执行。"),
    )


@guard
def by_day(question: Question) -> Refusal | None:
    """Not at night and not on a holiday, unless it is urgent (行政强制法 §43-1)."""
    started = question.entered.get("started_at")
    if not isinstance(started, str) or question.entered.get("hours") == "urgent":
        return None
    moment = datetime.fromisoformat(started).astimezone(CHINA)
    facts = question.facts.enforcement
    evening, morning = facts.night
    at_night = moment.hour >= evening or moment.hour < morning
    if not at_night and moment.date() not in facts.rest_days:
        return None
    return wrong(
        "by_day",
        _("不得在夜间或者法定节假日实施行政强制执行。"),
        "行政强制法 §43-1",
        _("请在工作日白天实施；情况紧急的，选择“情况紧急”并写明理由。"),
        "started_at",
    )
