"""Build the facts that the guards see: one frozen picture of a case on a day."""

from datetime import date
from typing import Any

from mingzhi.cases.models import Case, Step
from mingzhi.cases.queries.facts import later
from mingzhi.cases.queries.facts.coercive import coercive_facts, licence_change_facts
from mingzhi.cases.queries.facts.deciding import (
    decided_anew,
    decision_fact,
    fallen_core,
    payment_fact,
    redo_ordered,
    remedy_facts,
    to_give_back,
    unfinished,
)
from mingzhi.cases.queries.facts.enforcing import enforcement_facts
from mingzhi.cases.queries.facts.hearing import defence_facts, hearing_fact, notice_facts
from mingzhi.cases.queries.facts.measures import frozen, held
from mingzhi.cases.queries.grounds import fine_facts, grounds_of, proposed_core
from mingzhi.cases.queries.party.requests import open_requests
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.queries.serving import document_served, effective
from mingzhi.cases.rules.facts import (
    CaseFacts,
    ClockFact,
    MeasureFact,
    OfficerFact,
    PartyFact,
    ReviewFact,
    ServiceFact,
)
from mingzhi.cases.rules.taken import TakenFact


def facts_of(case: Case, *, on: date, rows: Rows | None = None) -> CaseFacts:
    """Return the facts of the case on a day, read inside the act that asks for them."""
    rows = rows or Rows(case, on)
    return CaseFacts(
        **_beginning(rows, on),
        **_inquiry(rows),
        **_weighing(rows),
        **_outcome(rows),
        enforcement=enforcement_facts(rows),
        **later.court(rows),
        **later.crime(rows),
        **later.withdrawal(rows),
        **later.licence(rows),
    )


def _beginning(rows: Rows, on: date) -> dict[str, Any]:
    case = rows.case
    return {
        "state": case.state,
        "procedure": case.procedure,
        "version": case.procedure_version,
        "agency_code": case.agency_code,
        "opened_on": day_of(case.opened_at),
        "filed_on": rows.first_day("file", "accept", "accept_joint", "deem_accepted"),
        "act_ended_on": case.act_ended_on,
        "harmful": case.harmful,
        "power_in_force": rows.law.in_force,
        "delegated": case.delegated,
        "party": _party(rows),
        "handlers": _handlers(rows),
        "recused": _recused(rows),
        "recusal_pending": _recusal_pending(rows),
        "done": rows.done,
        "taken": tuple(_taken(rows, step) for step in rows.steps),
    }


def _taken(rows: Rows, step: Step) -> TakenFact:
    declared = rows.procedure.by_step.get(step.code)
    return TakenFact(
        step.title,
        step.occurred_at,
        step.state_before,
        step.state_after,
        code=step.code,
        document=declared.document if declared and step.document_uid else "",
        number=step.document_number,
    )


def _inquiry(rows: Rows) -> dict[str, Any]:
    return {
        "evidence": _count(rows, "add_evidence"),
        "inspections": len(rows.taken("inspect", "examine_scene", "check_on_site")),
        "order_to_correct": _ordered(rows),
        "concluded_on": rows.last_day("conclude"),
        "approvals": _approvals(rows),
        "measures": _measures(rows),
        "documents": rows.documents,
        "application_complete": bool(rows.done & {"accept", "accept_joint", "deem_accepted"}),
        "requests": open_requests(rows.case),
    }


def _weighing(rows: Rows) -> dict[str, Any]:
    proposed = proposed_core(rows)
    grounds = grounds_of(rows, proposed)
    passed = [item for item in rows.rounds if item.cleared]
    return {
        "proposed": proposed,
        "clearance_hash": passed[-1].core_hash if passed else "",
        "clearance_after_hearing": bool(passed) and passed[-1].after_hearing,
        "review_required": grounds.demand.required if grounds.demand else rows.case.procedure == "ordinary",
        "review_reason": grounds.demand.reason if grounds.demand else "",
        "reviews": _reviews(rows),
        "coordination_open": rows.case.state == "disputed",
        "new_facts_since_notice": _new_facts(rows),
        "notices": notice_facts(rows),
        "defences": defence_facts(rows),
        "hearing": hearing_fact(rows),
        "hearing_grounds": grounds.hearing,
        "fines": fine_facts(rows),
        "approved_hash": _approved(rows),
        "discussion_grounds": grounds.discussion,
        "discussed_hash": _discussed(rows),
    }


def _outcome(rows: Rows) -> dict[str, Any]:
    goods, orders = unfinished(rows)
    return {
        "decision": decision_fact(rows),
        "services": _services(rows),
        "clocks": _clocks(rows),
        "remedies": remedy_facts(rows),
        "coercive": coercive_facts(rows),
        "licence_changes": licence_change_facts(rows),
        "payment": payment_fact(rows),
        "to_give_back": to_give_back(rows),
        "redo_ordered": redo_ordered(rows),
        "anew": decided_anew(rows),
        "fallen_core": fallen_core(rows),
        "goods_pending": goods,
        "orders_pending": orders,
        "closure_ground": rows.entered("close", "ground"),
    }


def _party(rows: Rows) -> PartyFact:
    party = rows.party
    age = None
    if party.birth_date is not None:
        at = rows.case.act_ended_on or day_of(rows.case.opened_at)
        born = party.birth_date
        age = at.year - born.year - ((at.month, at.day) < (born.month, born.day))
    return PartyFact(kind=party.kind, name=party.name, age=age, known=party.known, citizen=rows.citizen)


def _handlers(rows: Rows) -> tuple[OfficerFact, ...]:
    held = rows.certificates
    return tuple(
        OfficerFact(
            urn=row.person_urn,
            name=row.person_label,
            certificate_number=row.certificate_number,
            certificate_valid=row.person_urn in held and held[row.person_urn].valid,
        )
        for row in rows.handlers
    )


def _recused(rows: Rows) -> frozenset[str]:
    return frozenset(
        str(step.data.get("whom"))
        for step in rows.taken("decide_recusal")
        if step.data.get("result") == "yes"
    )


def _recusal_pending(rows: Rows) -> frozenset[str]:
    pending: set[str] = set()
    for step in rows.taken("ask_recusal", "decide_recusal"):
        whom = str(step.data.get("whom"))
        if step.code == "ask_recusal":
            pending.add(whom)
        else:
            pending.discard(whom)
    return frozenset(pending)


def _count(rows: Rows, effect: str) -> int:
    declared = rows.procedure.by_step
    return sum(1 for step in rows.steps if step.code in declared and declared[step.code].effect == effect)


def _ordered(rows: Rows) -> bool:
    deciding = rows.taken("decide_penalty", "decide_on_spot")
    return "order_to_correct" in rows.done or any(step.data.get("order") for step in deciding)


def _reviews(rows: Rows) -> tuple[ReviewFact, ...]:
    return tuple(
        ReviewFact(
            round=item.round,
            core_hash=item.core_hash,
            opinion=item.opinion,
            after_hearing=item.after_hearing,
            submitted_on=day_of(item.submitted_at),
        )
        for item in rows.rounds
    )


def _new_facts(rows: Rows) -> bool:
    notice = rows.last("serve_notice")
    if notice is None:
        return False
    declared = rows.procedure.by_step
    return any(
        step.id > notice.id and step.code in declared and declared[step.code].effect == "add_evidence"
        for step in rows.steps
    )


def _approved(rows: Rows) -> str:
    """The core that stood when the head approved the proposal last."""
    approved = rows.last("approve_proposal", "audit_case")
    return _core_before(rows, approved.id) if approved else ""


def _core_before(rows: Rows, step_id: int) -> str:
    before_it = [core for core in rows.cores if core.step_id < step_id]
    return before_it[-1].hash if before_it else ""


def _discussed(rows: Rows) -> str:
    """The core that stood when the persons in charge agreed last."""
    agreed = [step for step in rows.taken("discuss") if step.data.get("conclusion") == "agreed"]
    return _core_before(rows, agreed[-1].id) if agreed else ""


def _services(rows: Rows) -> tuple[ServiceFact, ...]:
    """What was served, as the steps of service recorded it."""
    found = []
    for step in rows.steps:
        document = document_served(step, rows.case.procedure)
        if document and step.data.get("served_on"):
            served, manner = date.fromisoformat(step.data["served_on"]), step.data.get("manner", "direct")
            found.append(
                ServiceFact(
                    document=document, manner=manner, served_on=served, effective_on=effective(served, manner)
                )
            )
    return tuple(found)


def _approvals(rows: Rows) -> frozenset[str]:
    """Approvals given and not yet used up by a measure that was not urgent."""
    unused = set()
    for name, approve, take in (
        ("preservation", "approve_preservation", "preserve"),
        ("seizure", "approve_seizure", "seize"),
        ("freezing", "approve_freezing", "freeze"),
    ):
        used = [step for step in rows.taken(take) if not step.data.get("urgent")]
        if len(rows.taken(approve)) > len(used):
            unused.add(name)
    return frozenset(unused)


def _measures(rows: Rows) -> tuple[MeasureFact, ...]:
    return (*held(rows), *frozen(rows))


def _clocks(rows: Rows) -> tuple[ClockFact, ...]:
    return tuple(
        ClockFact(
            code=row.code,
            started=day_of(row.started_at),
            due=row.due,
            paused=row.paused_at is not None,
            ended_on=day_of(row.ended_at) if row.ended_at else None,
            extensions=row.extensions,
            provisional=row.provisional,
        )
        for row in rows.clocks
    )
