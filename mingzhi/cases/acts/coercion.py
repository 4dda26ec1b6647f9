"""Which measure a step acts on; one that was not approved afterwards is no decision (行政强制法 §19)."""

from mingzhi.cases.acts.work import Work
from mingzhi.cases.models import CoerciveDecision, Step
from mingzhi.cases.rules.meant import ACTS_ON, meant
from mingzhi.disclosure.acts import release_duties
from mingzhi.disclosure.models import Duty
from mingzhi.kernel.actor import system_actor

JOB = "measure-not-approved"


def measure_of(work: Work) -> Step | None:
    """Return the step that took the measure the work acts on; each has its own time and end (§25, §32)."""
    code = work.declared.code
    found = meant(work.facts.measures, code, work.day, work.data) if code in ACTS_ON else None
    return Step.objects.get(case=work.case, uid=found.key) if found else None


def release_publication(work: Work, taken: Step) -> None:
    """End the duties of an urgent measure that was not approved afterwards (行政强制法 §19).

    It was lifted at once and is no decision of the agency; nothing of it can be public yet, because a
    notice of an unapproved measure is refused.
    """
    row = CoerciveDecision.objects.filter(step=taken).first()
    duty = Duty.objects.filter(source_urn=row.urn).order_by("pk").first() if row else None
    if duty is not None:
        job = system_actor(JOB, on=work.day)
        reason = str(work.data["reason"])
        release_duties(actor=job, duty=duty, ground="revoked", reason=reason, fallen_by=work.row.urn)
