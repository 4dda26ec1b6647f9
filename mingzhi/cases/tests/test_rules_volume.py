"""What a volume cannot lack depends on the procedure and on what was decided (程序规定 §78)."""

from datetime import UTC, datetime

import pytest

from mingzhi.cases.acts.papers import days_of
from mingzhi.cases.models import Case, Step
from mingzhi.cases.rules.facts import CaseFacts, DecisionFact
from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.tests.given import LONG_BEFORE, ON, actor

PAPERS = [
    ("ordinary", "penalty", {"filing_approval", "penalty_decision", "closure_approval"}),
    ("summary", "penalty", {"filing_approval", "summary_decision"}),
    ("licence", "grant", {"licence_acceptance", "licence_grant"}),
    ("licence", "refuse", {"licence_acceptance", "licence_refusal"}),
]


def asked(procedure, outcome, documents):
    facts = CaseFacts(
        state="closed",
        procedure=procedure,
        filed_on=LONG_BEFORE,
        decision=DecisionFact(outcome=outcome, core_hash=""),
        documents=frozenset(documents),
    )
    step = PROCEDURES[procedure].by_step["archive"]
    return GUARDS["file_complete"](Question(facts=facts, step=step, actor=actor(), on=ON, data={}))


@pytest.mark.parametrize(("procedure", "outcome", "papers"), PAPERS)
def test_a_volume_holds_the_papers_of_its_own_procedure(procedure, outcome, papers):
    assert asked(procedure, outcome, papers) is None
    for paper in papers:
        assert asked(procedure, outcome, papers - {paper}) is not None


def test_the_missing_papers_are_named():
    refusal = asked("licence", "grant", {"licence_acceptance"})
    assert refusal is not None and "准予行政许可决定书" in str(refusal)


def test_the_cover_names_days_of_china_though_the_database_returns_other_hours():
    early = datetime(2026, 4, 13, 22, 30, tzinfo=UTC)  # half past six of the 14th
    case = Case(opened_at=early, closed_at=None)
    assert days_of(case, None, early) == {"filed_on": "2026-04-14", "closed_on": "2026-04-14"}
    filed = Step(occurred_at=datetime(2026, 4, 15, 23, tzinfo=UTC))
    case.closed_at = datetime(2026, 6, 1, 1, tzinfo=UTC)
    assert days_of(case, filed, early) == {"filed_on": "2026-04-16", "closed_on": "2026-06-01"}
