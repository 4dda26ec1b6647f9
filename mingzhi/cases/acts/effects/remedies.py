"""Reconsideration and litigation, and what they do to the decision and its publication."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.effects.deciding import fall
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Decision, Remedy
from mingzhi.disclosure.acts import release_duties, withdraw
from mingzhi.disclosure.models import Duty, Notice

FALLEN = ("changed", "revoked", "unlawful", "void")


@effect("file_remedy")
def file_remedy(work: Work) -> None:
    """The party seeks reconsideration or sues (行政处罚法 第七十三条)."""
    Remedy.objects.create(
        case=work.case,
        step=work.row,
        kind=work.data["kind"],
        body=str(work.data["remedy_body"]),
        filed_on=work.entered_day("filed_on"),
        execution_stayed=work.data.get("stayed") is True,
    )


def _end(work: Work, outcome: str) -> None:
    remedy = Remedy.objects.filter(case=work.case, ended_on__isnull=True).order_by("-id").first()
    if remedy is not None:
        remedy.ended_on = work.entered_day("ended_on")
        remedy.outcome = outcome
        remedy.reason = str(work.data.get("reason") or work.data.get("note") or "")
        remedy.save(update_fields=Remedy.CHANGEABLE)


@effect("end_remedy")
def end_remedy(work: Work) -> None:
    """Upheld, rejected or withdrawn: the decision stands.

    Who withdrew may still sue while the first term runs, so the three months of the agency start after it.
    """
    outcome = str(work.data["outcome"])
    _end(work, outcome)
    first = clocks.running(work.case, "sue")
    if outcome == "withdrawn" and first is not None and first.due > work.day:
        work.starts["court_after"] = first.due
    if outcome == "upheld":
        Decision.objects.filter(case=work.case, fallen_at__isnull=True).update(standing="upheld")


@effect("decision_changed")
def decision_changed(work: Work) -> None:
    """The decision is changed: its public text must come down (行政处罚法 第四十八条第二款)."""
    _end(work, "changed")
    fall(work, "changed")


@effect("decision_unlawful")
def decision_unlawful(work: Work) -> None:
    """The decision is found unlawful: its public text must come down."""
    _end(work, "unlawful")
    fall(work, "unlawful")


@effect("decision_revoked")
def decision_revoked(work: Work) -> None:
    """The decision is revoked or void: it is no longer in force and must come down in three days.

    The time to decide anew is the one ordered, where the order names one (行政复议法 §64-1).
    """
    outcome = str(work.data.get("outcome", "revoked"))
    _end(work, outcome)
    fall(work, outcome)
    if work.data.get("redo_by"):
        work.untils["redo"] = work.entered_day("redo_by")


@effect("publication_withdrawn")
def publication_withdrawn(work: Work) -> None:
    """Take the notice down with its public reason, in the same act (行政处罚法 第四十八条第二款).

    Where none was made yet, the duties to publish end: a fallen decision owes the public nothing.
    """
    decision = Decision.objects.filter(case=work.case, standing__in=FALLEN).latest("id")
    owed = work.facts.clock("withdraw")
    reason = str(work.data["reason"])
    notices = Notice.objects.filter(source_urn=decision.urn)
    for notice in notices.filter(closed_at__isnull=True).order_by("id"):
        withdraw(
            actor=work.actor,
            notice=notice,
            ground=decision.standing,
            reason=reason,
            since_day=owed.started if owed else None,
        )
    duty = Duty.objects.filter(source_urn=decision.urn).order_by("id").first()
    if duty is not None and not notices.exists():
        release_duties(actor=work.actor, duty=duty, ground=decision.standing, reason=reason)
