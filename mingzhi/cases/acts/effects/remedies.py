"""Reconsideration and litigation, and what they do to the decision and its publication."""

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.effects.deciding import fall
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Clock, Decision, Remedy, Step
from mingzhi.cases.rules.coercive import WITHDRAWALS
from mingzhi.disclosure.acts import release_duties, withdraw
from mingzhi.disclosure.models import Duty, Notice
from mingzhi.kernel import clock as time

FALLEN = ("changed", "revoked", "unlawful", "void")


@effect("file_remedy")
def file_remedy(work: Work) -> None:
    """The party seeks reconsideration or sues (行政处罚法 第七十三条).

    Either uses up reconsideration: it is not open beside a suit, and who withdraws it does not ask again
    (行政复议法 第二十九条第二款、第七十四条第二款).
    """
    clocks.end(work.case, "reconsider", work.row)
    Remedy.objects.create(
        case=work.case,
        step=work.row,
        kind=work.data["kind"],
        body=str(work.data["remedy_body"]),
        filed_on=work.entered_day("filed_on"),
        execution_stayed=work.data.get("stayed") is True,
    )


def close_remedy(work: Work, outcome: str, *, against: Step | None = None) -> None:
    """Write how the pending remedy ended; ``against``: of the coercive decision, else of the act itself."""
    pending = Remedy.objects.filter(case=work.case, against=against, ended_on__isnull=True)
    remedy = pending.order_by("-id").first()
    if remedy is not None:
        remedy.ended_on = work.entered_day("ended_on")
        remedy.outcome = outcome
        remedy.reason = str(work.data.get("reason") or work.data.get("note") or "")
        remedy.save(update_fields=Remedy.CHANGEABLE)


@effect("end_remedy")
def end_remedy(work: Work) -> None:
    """Upheld, rejected or withdrawn: the decision stands, as an earlier remedy left it.

    Who withdrew may still sue while the first term runs, so the three months of the agency start after it.
    """
    outcome = str(work.data["outcome"])
    close_remedy(work, outcome)
    if outcome == "withdrawn":
        _as_before(work)
    if outcome == "upheld":
        clocks.end(work.case, "sue", work.row)
        in_force = Decision.objects.filter(case=work.case, fallen_at__isnull=True)
        in_force.exclude(standing__in=FALLEN).update(standing="upheld")


def _as_before(work: Work) -> None:
    """Nothing was decided, so no time runs against what was decided; the first term runs on."""
    work.unstarted.add("sue_after")
    term = "sue" if "sue" in work.procedure.by_limit else "reconsider"
    first = clocks.running(work.case, "sue") if term == "sue" else clocks.last(work.case, term)
    if first is not None and first.due > work.day:
        work.starts["court_after"] = first.due


@effect("decision_changed")
def decision_changed(work: Work) -> None:
    """The decision is changed: its public text must come down (行政处罚法 第四十八条第二款)."""
    close_remedy(work, "changed")
    clocks.end(work.case, "sue", work.row)
    fall(work, "changed")


@effect("decision_unlawful")
def decision_unlawful(work: Work) -> None:
    """The decision is found unlawful: its public text must come down."""
    close_remedy(work, "unlawful")
    clocks.end(work.case, "sue", work.row)
    fall(work, "unlawful")


@effect("decision_revoked")
def decision_revoked(work: Work) -> None:
    """The decision is revoked or void: it is no longer in force and must come down in three days.

    The time to decide anew is the one ordered, where the order names one (行政复议法 §64-1).
    """
    outcome = str(work.data.get("outcome", "revoked"))
    close_remedy(work, outcome)
    fall(work, outcome)
    if work.data.get("redo_by"):
        work.untils["redo"] = work.entered_day("redo_by")


@effect("publication_withdrawn")
def publication_withdrawn(work: Work) -> None:
    """Take the notice down with its public reason, in the same act (行政处罚法 第四十八条第二款).

    Where none was made yet, the duties to publish end: a fallen decision owes the public nothing.
    """
    owed = Clock.objects.filter(case=work.case, code__in=WITHDRAWALS, ended_at__isnull=True)
    for limit in owed.select_related("step", "about__coercive_decision", "about__licence_change").order_by(
        "id"
    ):
        _take_down(work, limit, *_fallen(limit))


def _fallen(limit: Clock) -> tuple[str, str]:
    """Return what fell (its urn) and how: the decision on the act, or the one beside of the limit."""
    if limit.about is None:
        decision = Decision.objects.filter(case=limit.case_id, standing__in=FALLEN).latest("id")
        return decision.urn, decision.standing
    ended = Remedy.objects.filter(against=limit.about, outcome__in=FALLEN).latest("id")
    beside = getattr(limit.about, "coercive_decision", None) or limit.about.licence_change
    return beside.urn, ended.outcome


def _take_down(work: Work, limit: Clock, source: str, ground: str) -> None:
    why = {"ground": ground, "reason": str(work.data["reason"]), "fallen_by": limit.step.urn}
    since = limit.started_at.astimezone(time.CHINA).date()
    notices = Notice.objects.filter(source_urn=source)
    for notice in notices.filter(closed_at__isnull=True).order_by("id"):
        withdraw(actor=work.actor, notice=notice, since_day=since, **why)
    duty = Duty.objects.filter(source_urn=source).order_by("id").first()
    if duty is not None and not notices.exists():
        release_duties(actor=work.actor, duty=duty, **why)
