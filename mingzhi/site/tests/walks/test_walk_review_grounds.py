"""The grounds of legal review that only the handlers can see (行政处罚法 §58-1)."""

from datetime import timedelta

import pytest

from mingzhi.cases.models import Case, Decision
from mingzhi.cases.queries.grounds import grounds_of, proposed_core
from mingzhi.cases.queries.offences import punished_before
from mingzhi.cases.queries.rows import Rows
from mingzhi.identity.queries import agency_on
from mingzhi.review.models import Clearance, Submission
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, take

pytestmark = pytest.mark.django_db


def demand_of(walk, day):
    rows = Rows(walk.the_case(), day)
    return grounds_of(rows, proposed_core(rows))


@pytest.mark.serves("2.3.3a")
@pytest.mark.parametrize(
    "ticked, rule, citation",
    [
        ("complex", "penalty.complex", "行政处罚法 §58-1(3)"),
        ("many_relations", "penalty.complex", "行政处罚法 §58-1(3)"),
        ("public_interest", "penalty.public_interest", "行政处罚法 §58-1(1)"),
        ("review_by_statute", "penalty.by_statute", "行政处罚法 §58-1(4)"),
        ("major_interest", "penalty.major_interest", "国办发〔2018〕118号"),
    ],
)
def test_a_ground_named_at_the_report_makes_the_review_follow_from_it(walk, ticked, rule, citation):
    walk.play(before="conclude")
    with at("2026-03-20T16:00"):
        row = take(walk, "conclude", officers=(), changes={ticked: True})
    found = demand_of(walk, row.occurred_at.date())
    assert found.demand.required and found.demand.rule_code == rule
    assert found.demand.citation == citation
    statutory = rule != "penalty.major_interest"
    assert any(found.demand.reason.rstrip("。") in ground for ground in found.discussion) is statutory
    with at("2026-03-23T09:00"):
        take(walk, "submit_review", officers=())
    assert Submission.objects.get().demand == found.demand.reason


def test_a_ground_named_at_filing_holds_for_the_report_too(walk):
    walk.play(before="file")
    with at("2026-03-04T09:30"):
        take(walk, "file", by="head", officers=(), changes={"complex": True})
    walk.play(start="inquire", before="submit_review")
    assert demand_of(walk, walk.the_case().state_since.date()).demand.rule_code == "penalty.complex"


def test_where_a_first_offence_is_proposed_the_machine_looks_for_an_earlier_penalty(people):
    """行政处罚法 §33-1: only who was not punished before offends for the first time."""
    found = []
    for outcome, until, later in (("first", "assign", 0), ("", "publish", 0), ("first", "assign", 8)):
        script = script_of("ordinary", "snacks", outcome=outcome)
        staged(people, script, shift=timedelta(weeks=later)).play(before=until)
        checks = Submission.objects.latest("id").prechecks
        found.append([check["passed"] for check in checks if "初次违法" in check["title"]])
    assert found == [[True], [], [False]]
    explained = Submission.objects.latest("id").prechecks[-1]["explain"]
    decision = Decision.objects.get()
    agency = agency_on(decision.agency_code, decision.decided_on).name
    told = f"{decision.number}（{agency}，{decision.decided_on.isoformat()}）"
    assert explained.startswith(told) and "本平台以外的处罚" in explained
    rows = Rows(Case.objects.latest("id"), decision.decided_on + timedelta(weeks=9))
    rows.party.code, rows.case.agency_code = "", "11339921MB0W00000X"
    assert punished_before(rows).found == (told,), "by the number of the person, another agency's too"
    rows.party.kind = "organisation"
    assert punished_before(rows).by == "", "the number is its representative's"


def test_what_was_looked_into_again_and_stays_the_same_goes_through_review_once_more(people):
    """程序规定 §49-1: nothing else leads on from the end of an investigation."""
    walk = staged(people, script_of("ordinary", "snacks")).play(before="decide_penalty")
    with at("2026-03-31T09:00"):
        take(walk, "supplement", officers=(), data={"reason": "核实进货时间。"})
        take(walk, "conclude", officers=())
    walk.shift = timedelta(weeks=3)
    walk.play(start="submit_review", before="approve_proposal")
    first, second = Submission.objects.order_by("round")
    assert first.core_hash == second.core_hash and len(second.dossier) > len(first.dossier)
    assert Clearance.objects.count() == 1 and walk.the_case().state == "reviewed"
    walk.play(start="decide_penalty", before="serve_decision")
    assert Decision.objects.get().core_hash == first.core_hash
