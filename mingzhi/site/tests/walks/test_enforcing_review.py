"""A decision to enforce is reviewed in a round of its own (浙政办发〔2019〕20号 二(三)2–4)."""

import pytest
from django.db import DatabaseError, transaction

from mingzhi.cases.models import CoerciveDecision
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed
from mingzhi.records.models import Document
from mingzhi.review.acts import assign
from mingzhi.review.models import Clearance, Submission
from mingzhi.site.tests.enforcement import DEMAND, TRANSFER, act, give_power, late_fine, no, review
from mingzhi.site.tests.taking import at
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db
DECISION = {"execute_on": "2026-06-15", "no_good_reason": True}
WHY = {"reason": "当事人已经缴清。"}


@pytest.fixture
def proposed(walk):
    """A transfer was proposed, and its round of review is open."""
    return walk.gone(to_the_proposal)


def to_the_proposal(walk):
    walk.play(before="pay")
    give_power(walk, "transfer")
    late_fine(walk, decided="2026-05-12", served="2026-05-12")
    with at("2026-05-12T10:00"):
        act(walk, "demand", {**DEMAND, "served_on": "2026-05-12"})
    with at("2026-06-12T10:00"):
        act(walk, "propose_enforcement", TRANSFER)


def the_round():
    return Submission.objects.latest("id")


def test_the_round_freezes_what_is_decided_and_the_opinion_goes_on_file(proposed):
    submitted = the_round()
    assert submitted.core["method"] == "transfer" and submitted.core["amount"] == 403_200
    assert submitted.demand and submitted.handlers.count() >= 2
    checks = {check["title"]: check["passed"] for check in submitted.prechecks}
    assert checks["已经催告，催告的履行期限已经届满"] and checks["法律规定本机关可以采取这种强制执行方式"]
    with at("2026-06-12T11:00"):
        no(proposed, "cases.enforcement_reviewed", "decide_enforcement", DECISION, by="head")
        no(proposed, "cases.enforcement_review_closed", "propose_enforcement", TRANSFER)
        no(proposed, "cases.enforcement_cleared", "pass_enforcement", {"note": "x"}, by="reviewer")
        review(proposed)
        paper = Document.objects.filter(template_code="enforcement_review").latest("id")
        assert len(paper.fields["points"]) == 7 and paper.fields["core_hash"] == submitted.core_hash
        act(proposed, "decide_enforcement", DECISION, by="head")
    made = CoerciveDecision.objects.get(kind="decide_enforcement")
    assert Clearance.objects.filter(core_hash=made.core_hash, case_urn=proposed.the_case().urn).exists()
    case = facts_of(proposed.the_case(), on=clock.today())
    assert case.clearance_hash == case.decision.core_hash, "the review of the penalty is not touched by it"


def test_the_database_refuses_a_decision_that_no_review_has_passed(proposed):
    case = proposed.the_case()
    for core_hash in (None, the_round().core_hash):
        with pytest.raises(DatabaseError), transaction.atomic():
            CoerciveDecision.objects.create(
                case=case,
                step=case.steps.latest("id"),
                kind="decide_enforcement",
                title="强制执行决定",
                agency_code=case.agency_code,
                decided_on=clock.today(),
                core_hash=core_hash,
            )


def test_who_handles_the_case_does_not_review_its_enforcement(proposed):
    with at("2026-06-12T11:00"):
        today = clock.today()
        with pytest.raises(NotAllowed) as refusal:
            assign(
                actor=proposed.actor("review_head", today),
                submission=the_round(),
                reviewer=proposed.actor("handler", today).urn,
            )
        assert refusal.value.code == "review.handler"


def test_what_was_returned_is_proposed_again_or_settled_between_both_views(proposed):
    with at("2026-06-12T11:00"):
        review(proposed, "建议纠正")
        refusal = no(proposed, "cases.enforcement_reviewed", "decide_enforcement", DECISION, by="head")
        assert "退回" in str(refusal)
        views = {"handler_view": "依据充分。", "reviewer_view": "依据不足。", "decision_text": "提请复审。"}
        act(proposed, "settle_enforcement_for_review", views, by="head")
        assert the_round().round == 4 and the_round().core_hash == Submission.objects.get(round=3).core_hash
        no(proposed, "cases.enforcement_reviewed", "decide_enforcement", DECISION, by="head")
        review(proposed)
        act(proposed, "decide_enforcement", DECISION, by="head")


def test_a_case_is_not_finished_over_an_open_round_which_can_be_taken_back(proposed):
    with at("2026-06-15T10:00"):
        act(proposed, "pay", {"amount": 535_200, "paid_on": "2026-06-15", "paid_by": "bank"})
        goods = {"started_at": "2026-06-15T09:00:00+08:00", "ended_at": "2026-06-15T09:30:00+08:00"}
        goods |= {"place": "填埋场", "items": [{"name": "火腿肠"}], "disposal": "destroyed"}
        goods |= {"facts": "全部销毁。", "supervisors": ["李文", "钱进"]}
        act(proposed, "dispose_goods", goods, officers=("handler", "second"))
        no(proposed, "cases.enforcement_review_closed", "complete", {"note": "已缴清。"})
        no(proposed, "cases.field_missing", "withdraw_enforcement", {}, kind=Invalid)
        act(proposed, "withdraw_enforcement", WHY)
        act(proposed, "complete", {"note": "已缴清。"})
    assert proposed.the_case().state == "performed" and the_round().withdrawn_because == WHY["reason"]


def test_the_reviewer_reads_what_is_to_be_enforced(proposed):
    with at("2026-06-12T11:00"):
        reader = client_for(proposed.actor("review_head", clock.today()))
        page = reader.get(f"/work/reviews/{the_round().uid}/").content.decode()
    for words in ("划拨存款、汇款", "2010 0001 8888 6666", "4032.00 元", "强制执行"):
        assert words in page
    assert "与上一轮相比" not in page, "the round before was about the penalty"
