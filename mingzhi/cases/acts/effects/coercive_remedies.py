"""A remedy against one coercive decision: what came of it touches that decision and its publication alone."""

from mingzhi.cases.acts.effects.remedies import FALLEN, close_remedy
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.models import Remedy, Step

ENDS_AS = {"coercive_changed": "changed", "coercive_unlawful": "unlawful"}


def attacked(work: Work) -> Step:
    """Return the step whose coercive decision the remedy names."""
    return Step.objects.filter(
        case=work.case, document_number=work.data["against"], coercive_decision__isnull=False
    ).latest("id")


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
        work.starts["withdraw_coercive"] = work.entered_day("ended_on")
    if work.data.get("redo_by"):
        work.untils["redo_coercive"] = work.entered_day("redo_by")
