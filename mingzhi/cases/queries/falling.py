"""Whether a decision fell by what is named: the answer to whoever publishes (行政处罚法 §48-2)."""

from uuid import UUID

from django.db.models import QuerySet

from mingzhi.cases.models import Clock, CoerciveDecision, Decision, LicenceChange, Measure, Remedy, Step
from mingzhi.cases.rules.coercive import WITHDRAWALS
from mingzhi.kernel.urn import Urn

_BESIDE: dict[str, type[CoerciveDecision | LicenceChange]] = {
    CoerciveDecision.NOUN: CoerciveDecision,
    LicenceChange.NOUN: LicenceChange,
}


def fell(decision_urn: str, step_urn: str, ground: str) -> bool:
    """Tell whether that step of its case made the decision fall on that ground."""
    decision, step = _key(decision_urn), _step(step_urn)
    if decision is None or step is None:
        return False
    noun, key = decision
    if noun in _BESIDE:
        row = _BESIDE[noun].objects.filter(uid=key, case=step.case_id).first()
        return row is not None and (_ended(row.step_id, step, ground) or _not_approved(row, step, ground))
    own = Decision.objects.filter(uid=key, case=step.case_id, standing=ground)
    return noun == "decision" and own.exists() and _limits(step).filter(about__isnull=True).exists()


def _limits(step: Step) -> "QuerySet[Clock]":
    """Return the limits to withdraw that the step began: only what made a decision fall begins one."""
    return Clock.objects.filter(case=step.case_id, step=step, code__in=WITHDRAWALS)


def _ended(about: int, step: Step, ground: str) -> bool:
    """Tell whether a remedy against a decision beside ended so, by that step."""
    remedies = Remedy.objects.filter(against=about, outcome=ground)
    return remedies.exists() and _limits(step).filter(about=about).exists()


def _not_approved(row: CoerciveDecision | LicenceChange, step: Step, ground: str) -> bool:
    """Tell whether the step refused an urgent measure its approval (行政强制法 §19)."""
    refused = step.code == "confirm_seizure" and step.data.get("result") not in (None, "approved")
    measures = Measure.objects.filter(step=row.step_id, approved_at=None, lifted_at=step.occurred_at)
    return ground == "revoked" and refused and measures.exists()


def _step(urn: str) -> Step | None:
    named = _key(urn)
    return Step.objects.filter(uid=named[1]).first() if named and named[0] == "step" else None


def _key(urn: str) -> tuple[str, UUID] | None:
    """Return noun and key of a thing of this room; None for everything else."""
    try:
        named = Urn.parse(urn)
        return (named.noun, UUID(named.key)) if named.room == "cases" else None
    except ValueError:
        return None
