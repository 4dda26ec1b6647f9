"""Service of documents (行政处罚法 第六十一条; 程序规定 §81–83)."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Clock, Decision, Service, Step
from mingzhi.cases.queries.facts.enforcing import DECISIONS
from mingzhi.cases.queries.serving import decision_document, effective
from mingzhi.cases.rules.coercive import AGAINST_A_CHANGE, AGAINST_IT, GONE, SERVED_APART
from mingzhi.cases.rules.deadlines.execution import AGAINST_CHANGE, AGAINST_COERCION
from mingzhi.disclosure.acts import owe_correction
from mingzhi.disclosure.models import Duty

FROM_SERVICE = ("pay", "reconsider", "sue", *AGAINST_IT)
"""What runs from the day a decision counts as served; the step says which of it."""
ENFORCED = {
    "serve_enforcement": DECISIONS[:2],
    "serve_substitute": DECISIONS[2:],
}
"""What is served, where it is a coercive decision: each has its own time for remedies."""


def write_service(work: Work, document: str) -> Service:
    """Write that a document was served, how, and from which day it counts."""
    served = work.entered_day("served_on")
    manner = str(work.data.get("manner", "direct"))
    return Service.objects.create(
        case=work.case,
        step=work.row,
        document=document,
        document_uid=work.document_uid,
        manner=manner,
        served_on=served,
        effective_on=effective(served, manner),
        receiver=str(work.data.get("receiver", ""))[:120],
        receipt_uid=work.document_uid,
    )


@effect("serve_decision")
def serve_decision(work: Work) -> None:
    """The decision reaches the party: time to pay and time for remedies run from there."""
    document = decision_document(work.case.procedure, work.declared.code, work.row.state_before)
    effective = write_service(work, document).effective_on
    work.starts.update(dict.fromkeys(FROM_SERVICE, effective))
    if work.declared.code in ENFORCED:
        decided = Step.objects.filter(case=work.case, code__in=ENFORCED[work.declared.code])
        work.about = decided.latest("id")
    elif work.measure is not None:
        work.about = work.measure
    if work.data.get("told_publication") is True:
        Decision.objects.filter(case=work.case, fallen_at__isnull=True).update(told_publication=True)


@effect("serve_document")
def serve_document(work: Work) -> None:
    """Any other document; where it is a decision beside, the party's time against it runs from there."""
    served = write_service(work, str(work.data["document"]))
    attacked = _decision_served(work)
    if attacked is not None:
        limits = AGAINST_COERCION if hasattr(attacked, "coercive_decision") else AGAINST_CHANGE
        for limit in limits.values():
            clocks.start(work.case, limit, work.row, served.effective_on, about=attacked)


def _decision_served(work: Work) -> Step | None:
    """Return the decision beside that a paper brings for the first time, while it stands.

    A further service of the same decision gives no new time (行政复议法 §20-1, 行政诉讼法 §46-1).
    """
    codes = SERVED_APART.get(str(work.data["document"]), ())
    made = Step.objects.filter(case=work.case, code__in=codes).order_by("id")
    number = str(work.data.get("document_number") or "")
    row = (made.filter(document_number=number) if number else made).last()
    if row is None or Clock.objects.filter(about=row, code__in=(*AGAINST_IT, *AGAINST_A_CHANGE)).exists():
        return None
    gone = {fact.number for fact in work.facts.beside if fact.standing in GONE}
    return None if row.document_number in gone else row


@effect("serve_correction")
def serve_correction(work: Work) -> None:
    """A correction counts once served; only then the public text may follow it."""
    served = write_service(work, "decision_correction")
    decision = Decision.objects.filter(case=work.case, fallen_at__isnull=True).first()
    if decision is None:
        return
    decision.correction_pending = False
    decision.save(update_fields=["correction_pending"])
    duty = Duty.objects.filter(source_urn=decision.urn, is_lead=True).first()
    if duty is not None:
        owe_correction(actor=work.actor, duty=duty, since=served.effective_on)


@effect("demand")
def demand(work: Work) -> None:
    """The demand before execution; ten working days run from service (行政强制法 第五十四条)."""
    work.starts["demand"] = write_service(work, "demand_notice").effective_on


@effect("demand_instalment")
def demand_instalment(work: Work) -> None:
    """The demand for an instalment that was missed; the party has the time it names (行政强制法 §35(1))."""
    work.starts["instalment"] = write_service(work, "demand_notice").effective_on
    work.untils["instalment"] = work.entered_day("perform_by")


@effect("warn_substitute")
def warn_substitute(work: Work) -> None:
    """The last call before another performs; three working days run from service (行政强制法 第五十一条)."""
    work.starts["substitute_warn"] = write_service(work, "substitute_warning").effective_on
