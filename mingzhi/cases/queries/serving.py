"""Which document a step brought to the party, and from which day the law counts it as served."""

from datetime import date, timedelta

from mingzhi.cases.models import Step

ANNOUNCED = timedelta(days=30)
"""An announcement counts as served thirty days after it appears (程序规定 §82(5))."""

_DECISIONS = {"summary": "summary_decision", "licence": "licence_grant"}
_SERVED = {
    "serve_notice": "penalty_notice",
    "serve_no_penalty": "no_penalty_decision",
    "serve_correction": "decision_correction",
    "notify_hearing": "hearing_notice",
    "demand": "demand_notice",
    "demand_instalment": "demand_notice",
    "serve_freezing": "freezing_decision",
    "serve_enforcement": "enforcement_decision",
    "serve_substitute": "substitute_decision",
    "warn_substitute": "substitute_warning",
}
_UNFAVOURABLE = {
    "not_accepted": "licence_no_acceptance",
    "refused": "licence_refusal",
    "revoked": "licence_revocation",
    "recalled": "licence_withdrawal",
}
"""What ``deliver_refusal`` brings, by the state of the licence case."""


def decision_document(procedure: str, code: str = "", state: str = "") -> str:
    """Return the template code of the decision a step of service brings, taken in ``state``."""
    if code == "deliver_refusal":
        return _UNFAVOURABLE.get(state, "licence_refusal")
    return _SERVED.get(code) or _DECISIONS.get(procedure, "penalty_decision")


def document_served(step: Step, procedure: str) -> str:
    """Return the template code of the document the step served; "" for steps that serve none."""
    if step.code == "serve_document":
        return str(step.data.get("document", ""))
    if step.code in ("serve_decision", "hand_over", "deliver", "deliver_refusal"):
        return decision_document(procedure, step.code, step.state_before)
    return _SERVED.get(step.code, "")


def effective(served: date, manner: str) -> date:
    """Return the day from which the law counts the document as served."""
    return served + ANNOUNCED if manner == "announced" else served
