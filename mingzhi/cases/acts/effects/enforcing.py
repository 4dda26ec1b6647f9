"""A decision to enforce is reviewed like every other (浙政办发〔2019〕20号 二(三)2, 4)."""

from mingzhi.cases.acts.effects.reviewing import hand_in
from mingzhi.cases.acts.work import Work, effect
from mingzhi.cases.notices.sources import COERCION
from mingzhi.cases.queries.facts.enforcing import core_of, open_proposal
from mingzhi.cases.queries.prechecks import enforcement_prechecks
from mingzhi.cases.queries.rows import Rows
from mingzhi.catalogue.queries import review_demand
from mingzhi.catalogue.rules.review import ReviewFacts
from mingzhi.kernel.canonical import digest
from mingzhi.review import acts as review
from mingzhi.review.models import Submission


@effect("propose_enforcement")
def propose_enforcement(work: Work) -> None:
    """Freeze the proposal as a round of review."""
    _submit(work, str(work.data["reason"]))


@effect("settle_enforcement")
def settle_enforcement(work: Work) -> None:
    """Record both views and the decision between them; back to review or back to the handlers."""
    again = work.declared.code == "settle_enforcement_for_review"
    review.coordinate(
        actor=work.actor,
        submission=Submission.objects.filter(case_urn=work.case.urn).latest("id"),
        handling_view=str(work.data["handler_view"]),
        review_view=str(work.data["reviewer_view"]),
        outcome="提请复审" if again else "按审核意见办理",
        reason=str(work.data["decision_text"]),
    )
    if again:
        _submit(work, str(work.data["decision_text"]))


def _submit(work: Work, reason: str) -> None:
    rows = Rows(work.case, work.day)
    proposal = open_proposal(rows)
    if proposal is None:
        raise RuntimeError("a round of review of an enforcement that nobody proposed")
    core = core_of(rows, proposal.data)
    hand_in(
        work,
        rows,
        core=core,
        core_hash=digest(core),
        prechecks=enforcement_prechecks(rows, core),
        reason=reason,
        demand=_demand(work, rows, core["method"]),
    )


def _demand(work: Work, rows: Rows, method: str) -> str:
    """Return why it must be reviewed: the list of matters, or the rule that everything is."""
    flags = frozenset({"demolition"} if method == "demolish" else ())
    return review_demand(
        kind=COERCION,
        procedure=work.case.procedure,
        facts=ReviewFacts(party_kind=rows.party.kind, flags=flags),
        jurisdiction=work.case.region_code,
        on=work.day,
        agency=work.case.agency_code,
    ).reason
