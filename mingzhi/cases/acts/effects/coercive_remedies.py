"""A remedy against one decision beside the case's own touches that decision and its publication alone."""

from django.db.models import Q

from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.effects.remedies import FALLEN, close_remedy
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Remedy, Step
from mingzhi.cases.rules.coercive import AGAINST_A_CHANGE, GONE

ENDS_AS = {
    **dict.fromkeys(("coercive_changed", "change_altered"), "changed"),
    **dict.fromkeys(("coercive_unlawful", "change_unlawful"), "unlawful"),
}


def attacked(work: Work) -> Step:
    """Return the step whose decision, coercive or on a licence, the remedy names."""
    beside = Q(coercive_decision__isnull=False) | Q(licence_change__isnull=False)
    return Step.objects.filter(beside, case=work.case, document_number=work.data["against"]).latest("id")


@effect("file_coercive_remedy")
def file_coercive_remedy(work: Work) -> None:
    """The party turns against one coercive decision (行政强制法 §8-1)."""
    work.about = attacked(work)
    Remedy.objects.create(
        case=work.case,
        step=work.row,
        against=work.about,
        kind=work.data["kind"],
        body=str(work.data["remedy_body"]),
        filed_on=work.entered_day("filed_on"),
        execution_stayed=work.data.get("stayed") is True,
    )


@effect("end_coercive_remedy")
def end_coercive_remedy(work: Work) -> None:
    """The remedy ends; a decision that fell comes down from the day on which it did."""
    work.about = attacked(work)
    outcome = str(work.data.get("outcome") or ENDS_AS[work.declared.code])
    close_remedy(work, outcome, against=work.about)
    if outcome in FALLEN:
        down = "withdraw_coercive" if hasattr(work.about, "coercive_decision") else "withdraw_change"
        work.starts[down] = work.entered_day("ended_on")
    if outcome in GONE:
        for code in AGAINST_A_CHANGE:
            clocks.end(work.case, code, work.row, about=work.about)
    if work.data.get("redo_by"):
        work.untils["redo_coercive"] = work.entered_day("redo_by")
