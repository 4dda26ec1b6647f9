"""A coercive decision owes the public its items from the moment it is made (浙政办发〔2019〕20号 二(一)3)."""

from mingzhi.cases.acts.work import Work
from mingzhi.cases.models import CoerciveDecision, Measure
from mingzhi.cases.notices import coercive_source
from mingzhi.cases.queries.facts.enforcing import DECISIONS
from mingzhi.disclosure.acts import create_duties, release_duties
from mingzhi.disclosure.models import Duty
from mingzhi.kernel.actor import system_actor

JOB = "measure-not-approved"


def owe_publication(work: Work) -> None:
    """Write the coercive decision a step has made and create its duties, in the step's transaction."""
    row = CoerciveDecision.objects.create(
        case=work.case,
        step=work.row,
        kind=work.declared.code,
        title=_title(work),
        number=work.document_number,
        agency_code=work.case.agency_code,
        decided_on=work.day,
        document_uid=work.document_uid,
        core_hash=work.facts.enforcement.core_hash if work.declared.code in DECISIONS else None,
    )
    work.about = work.row
    work.mentions.append(row.urn)
    work.told["coercive_decision"] = row.urn
    create_duties(actor=work.actor, source=coercive_source(row))


def release_publication(work: Work, measure: Measure) -> None:
    """End the duties of an urgent measure that was not approved afterwards (行政强制法 §19).

    It was lifted at once and is no decision of the agency; nothing of it can be public yet, because a
    notice of an unapproved measure is refused.
    """
    row = CoerciveDecision.objects.filter(step_id=measure.step_id).first()
    duty = Duty.objects.filter(source_urn=row.urn).order_by("pk").first() if row else None
    if duty is not None:
        job = system_actor(JOB, on=work.day)
        release_duties(actor=job, duty=duty, ground="revoked", reason=str(work.data["reason"]))


def _title(work: Work) -> str:
    measure = str(work.row.data.get("measure", ""))
    return f"{measure}财物" if measure else work.declared.title
