"""Guards of sums: a fine within the statute (行政处罚法 §32), paid (§66-1), in instalments (§66-2)."""

from collections.abc import Mapping
from typing import Any

from mingzhi.cases.rules.discretion import Fit, fit, lawful_range
from mingzhi.cases.rules.guards.question import Question, guard, in_yuan, no, wrong
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

REPLACES_THE_CORE = frozenset({"conclude", "resubmit", "revise_proposal"})
"""Steps that bring a new core: while nothing is entered, the old one is not held against them."""


@guard
def fine_lawful(question: Question) -> Refusal | None:
    """No fine above the statute's range; one below it is 减轻 and says so (行政处罚法 §32, §57-2)."""
    core, power = question.core, question.facts.fines
    if question.data is None and question.step.code in REPLACES_THE_CORE:
        return None
    if core is None or core.outcome != "penalty" or not core.fine:
        return None
    statute = lawful_range(power.rules, _amounts(power.amounts, question.entered))
    if statute is None:
        return None
    where = fit(core.fine, statute)
    if where is Fit.BELOW_MINIMUM and core.mitigation != "below_minimum":
        return no(
            "fine_lawful",
            _("罚款低于法定最低额（%(range)s），属于减轻处罚，但处理意见没有写明减轻情节。"),
            "行政处罚法 §32",
            _("请按法定幅度处罚；具有法定减轻情形的，写明“减轻”和理由，并经负责人集体讨论。"),
            range=statute.sentence,
        )
    if where is Fit.ABOVE_MAXIMUM and set(core.breached) <= power.breached:
        return no(
            "fine_lawful",
            _("罚款超过法定最高额（%(range)s）。"),
            statute.citation or "行政处罚法 §38-1",
            _("请在法定幅度内确定罚款数额；货值等金额有误的，先更正。"),
            range=statute.sentence,
        )
    return None


def _amounts(known: Mapping[str, int], entered: Mapping[str, Any]) -> dict[str, int]:
    value = entered.get("goods_value")
    more = {"货值金额": value} if isinstance(value, int) and not isinstance(value, bool) else {}
    return {**known, **more}


@guard
def money_owed(question: Question) -> Refusal | None:
    """There is money left to pay, and no more than that is entered as paid (行政处罚法 §66-1)."""
    payment, amount = question.facts.payment, question.entered.get("amount")
    if payment.owed <= 0 or payment.settled:
        return no(
            "money_owed",
            _("没有未缴纳的罚没款。"),
            "行政处罚法 §66-1",
            _("请核对缴款登记。"),
        )
    levied = "not_beyond_debt" in question.step.guards  # which says what becomes of the rest
    if levied or not isinstance(amount, int) or amount <= payment.left:
        return None
    return wrong(
        "paid_beyond_debt",
        _("登记的金额超过尚欠的罚没款（%(left)s元）。"),
        "行政处罚法 §66-1",
        _("请核对票据；确实多缴的，把多缴的退还缴款人，登记应缴的金额。加处罚款要先作出决定。"),
        "amount",
        left=in_yuan(payment.left),
    )


@guard
def instalments_add_up(question: Question) -> Refusal | None:
    """Instalments have sum and day, cover what is owed and end on the day granted (行政处罚法 §66-2)."""
    rows = question.entered.get("instalments") or ()
    payment = question.facts.payment
    owed = payment.owed + payment.late_fine - payment.paid
    total = sum(row.get("amount", 0) for row in rows)
    last = max((str(row["due_on"]) for row in rows), default="")
    if any(not row.get("amount") or str(row["due_on"]) < question.on.isoformat() for row in rows):
        return wrong(
            "instalments_said",
            _("每一期都要写明金额，期限不能早于批准的当日。"),
            "行政处罚法 §66-2",
            _("请补齐各期的金额和期限，不需要的一期请留空。"),
            "instalments",
        )
    if not rows or (total == owed and last == question.entered.get("until")):
        return None
    return wrong(
        "instalments_add_up",
        _("各期金额合计%(total)s元，尚欠%(owed)s元；最后一期的期限应当是%(until)s。"),
        "行政处罚法 §66-2",
        _("请核对各期金额和期限。"),
        "instalments",
        total=in_yuan(total),
        owed=in_yuan(owed),
        until=str(question.entered.get("until", "")),
    )
