"""Facts of decision, money and remedies."""

from dataclasses import dataclass
from datetime import date

from mingzhi.cases.models import Decision, Step
from mingzhi.cases.queries.facts.coercive import amount_of, coercive_facts, standing
from mingzhi.cases.queries.facts.enforcing import reduced
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.rules.core import ContentCore, read_core
from mingzhi.cases.rules.facts import DecisionFact, RemedyFact
from mingzhi.cases.rules.instalments import NONE_GRANTED, Instalments
from mingzhi.cases.rules.late_fine import Lateness
from mingzhi.cases.rules.payment import PaymentFact

CARRIED_OUT_AT_ONCE = frozenset({"warning", "criticism", "fine", "confiscate_income", "confiscate_goods"})
"""Penalties that need no separate act of performance besides money and goods."""


VOIDED = frozenset({"revoked", "void"})
PAYING = frozenset({"pay", "proceeds"})
"""Effects that bring in money of the decision."""
PERFORMING = ("record_performance", "carry_out", "perform_substitute")
"""Steps that carry out an order: by the party, by force, by another."""


def _done(step: Step) -> bool:
    return str(step.data.get("result", "")) != "partly"


def decision_of(rows: Rows) -> Decision | None:
    """Return the last decision of the case."""
    return rows.decisions[-1] if rows.decisions else None


def decision_fact(rows: Rows) -> DecisionFact | None:
    """Return the decision with its standing."""
    row = decision_of(rows)
    if row is None:
        return None
    return DecisionFact(
        outcome=row.outcome,
        core_hash=row.core_hash,
        core=read_core(row.core.core),
        number=row.number,
        decided_on=row.decided_on,
        told_publication=row.told_publication,
        correction_pending=row.correction_pending,
        standing=row.standing,
    )


def decided_core(rows: Rows) -> ContentCore | None:
    """Return the core of a penalty that is in force, with the fine to which it was changed."""
    row = decision_of(rows)
    if row is None or row.outcome != "penalty" or row.fallen_at is not None:
        return None
    core, changed = read_core(row.core.core), rows.last("remedy_changed")
    if changed is None or changed.id < row.step_id or changed.data.get("fine") is None:
        return core
    return core.fined(int(changed.data["fine"]))


def redo_ordered(rows: Rows) -> bool:
    """Tell whether the decision fell with the order to decide anew, and nobody began (行政复议法 §64-1)."""
    last = rows.last("remedy_revoked", "redo")
    return last is not None and last.data.get("redo") is True


def decided_anew(rows: Rows) -> str:
    """Return the number of the fallen decision in whose place one is being made (行政复议法 §64-1)."""
    row, begun = decision_of(rows), rows.last("redo")
    return row.number if row is not None and begun is not None and begun.id > row.step_id else ""


def fallen_core(rows: Rows) -> ContentCore | None:
    """Return what may not be decided again: not where only the procedure was unlawful (行政复议法 §64-2)."""
    row, revoked = decision_of(rows), rows.last("remedy_revoked")
    if row is None or row.standing != "revoked" or revoked is None or revoked.id < row.step_id:
        return None
    return None if revoked.data.get("procedural") is True else read_core(row.core.core)


def payment_fact(rows: Rows) -> PaymentFact:
    """Return what is owed and what came in since the decision, in cents."""
    core, decision = decided_core(rows), decision_of(rows)
    if decision is None:
        return PaymentFact()
    since = decision.step_id
    paid = sum(payment.amount for payment in payments_of(rows, since))
    if core is None:
        return PaymentFact(paid=paid)
    due = [row for row in rows.clocks if row.code == "pay"]
    late = [step for step in standing(rows, "impose_late_fine") if step.id > since]
    imposed = max((amount_of(rows, step) for step in late), default=0)
    plan = rows.last("grant_plan")
    asked, answered = rows.last("ask_plan"), rows.last("grant_plan", "refuse_plan")
    return PaymentFact(
        owed=core.money,
        paid=paid,
        late_fine=max(imposed - reduced(rows), 0),
        late_imposed=imposed,
        lateness=lateness_of(rows),
        due_on=due[-1].due if due else None,
        plan_until=date.fromisoformat(plan.data["until"]) if plan and plan.id > since else None,
        plan_requested=asked is not None and (answered is None or asked.id > answered.id),
        instalments=instalments_of(rows, since),
    )


def instalments_of(rows: Rows, since: int) -> Instalments:
    """Return the instalments granted last since a step, with what came in since (行政处罚法 §66-2)."""
    plan = rows.last("grant_plan")
    granted = plan.data.get("instalments") if plan is not None and plan.id > since else None
    if plan is None or not granted:
        return NONE_GRANTED
    return Instalments(
        tuple(sorted((date.fromisoformat(row["due_on"]), row.get("amount", 0)) for row in granted)),
        tuple((payment.on, payment.amount) for payment in payments_of(rows, plan.id)),
    )


@dataclass(frozen=True, slots=True)
class Paid:
    """Money that came in, in cents, as the step recorded it."""

    on: date
    amount: int


def payments_of(rows: Rows, since: int) -> list[Paid]:
    """Return the payments recorded after a step."""
    declared = rows.procedure.by_step
    return [
        Paid(
            date.fromisoformat(step.data.get("paid_on", day_of(step.occurred_at).isoformat())),
            step.data["amount"],
        )
        for step in rows.steps
        if step.id > since and step.code in declared and declared[step.code].effect in PAYING
    ]


def lateness_of(rows: Rows) -> Lateness | None:
    """Return what a late fine is counted from; None where no fine is due (行政处罚法 §72-1(1), §73-3)."""
    core, decision = decided_core(rows), decision_of(rows)
    due = [row.due for row in rows.clocks if row.code == "pay"]
    if core is None or decision is None or not core.fine or not due:
        return None
    late = {step.id for step in rows.taken("impose_late_fine")}
    pauses = ((row.filed_on, row.ended_on) for row in rows.remedies if row.against_id in {None, *late})
    paid = payments_of(rows, decision.step_id)
    return Lateness(
        core.fine,
        due[-1],
        tuple(pauses),
        _towards_fine(paid, core.money - core.fine),
        instalments_of(rows, decision.step_id),
    )


def _towards_fine(paid: list[Paid], confiscated: int) -> tuple[tuple[date, int], ...]:
    """Payments as far as they exceed the confiscated income, which they cover first."""
    left, found = confiscated, []
    for payment in paid:
        covered = min(left, payment.amount)
        left -= covered
        if payment.amount > covered:
            found.append((payment.on, payment.amount - covered))
    return tuple(found)


def to_give_back(rows: Rows) -> bool:
    """Tell whether more came in than is owed once the decision or a late fine fell (复议法 §72-2)."""
    row = decision_of(rows)
    lowered = {fact.standing for fact in coercive_facts(rows)}
    if row is None or not {row.standing, *lowered} & {*VOIDED, "changed"}:
        return False
    returned = any(step.id > row.step_id for step in rows.taken("restore"))
    return not returned and payment_fact(rows).excess > 0


def unfinished(rows: Rows) -> tuple[bool, bool]:
    """Tell whether confiscated goods and other orders still wait."""
    core, decision = decided_core(rows), decision_of(rows)
    if core is None or decision is None:
        return False, False
    kinds = {item.kind for item in core.penalties}
    disposed = any(step.id > decision.step_id for step in rows.taken("dispose_goods"))
    performed = any(step.id > decision.step_id and _done(step) for step in rows.taken(*PERFORMING))
    return "confiscate_goods" in kinds and not disposed, bool(kinds - CARRIED_OUT_AT_ONCE) and not performed


def remedy_facts(rows: Rows) -> tuple[RemedyFact, ...]:
    """Return the remedies against the decision on the act, with their outcomes."""
    return tuple(
        RemedyFact(
            kind=row.kind,
            filed_on=row.filed_on,
            ended_on=row.ended_on,
            outcome=row.outcome,
            execution_stayed=row.execution_stayed,
        )
        for row in rows.remedies
        if row.against_id is None
    )
