"""The summary penalty and the licence run on the same machine; a suspected crime leaves it and comes back,
a limit is lengthened."""

from datetime import date, datetime

import pytest

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock, Decision, ReviewWaiver
from mingzhi.cases.queries import case_page
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.models import Document, Volume
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, refused, take
from mingzhi.site.walk import scenario
from mingzhi.workbench.casework.beginning import begun
from mingzhi.workbench.casework.offering import offered, ways_out

pytestmark = pytest.mark.django_db


def due(code):
    return Clock.objects.filter(code=code).latest("id").due


def test_the_summary_penalty_is_decided_collected_and_archived_on_the_spot(people):
    walk = staged(people, scenario("price-tags")).play(before="report_for_record")
    case = walk.the_case()
    with clock.fixed(case.state_since):
        handler = people.cast("handler", clock.today())
        page = case_page(str(case.uid), handler)
    assert {offer.step.code for offer in offered(page).owed} == {"report_for_record", "hand_in"}
    assert begun(page.procedure.by_step["hand_in"], page, handler)["amount"] == 10_000
    walk.play(start="report_for_record")
    case = walk.the_case()
    assert case.state == "archived"
    decision = Decision.objects.get()
    assert decision.number == "清市监当罚〔2026〕1号" and decision.clearance_uid == ""
    paper = Document.objects.get(template_code="summary_decision")
    assert paper.number == decision.number
    filed = Document.objects.get(template_code="summary_filing").fields["officers"]
    handed = Document.objects.get(template_code="service_receipt").fields["officers"]
    assert len(filed) == 2 and filed == handed, "both who decided, not the one who hands it in"
    assert due("reconsider") == date(2026, 6, 12) and due("cash_officer") == date(2026, 4, 15)
    assert not Clock.objects.filter(code="sue").exists()  # reconsideration comes first
    assert Duty.objects.filter(source_urn=decision.urn).exists()
    assert Volume.objects.filter(case_urn=case.urn).count() == 1


def test_a_larger_fine_cannot_be_decided_on_the_spot(people):
    walk = staged(people, scenario("price-tags"))
    walk.changes = {"core": {"penalties": [{"kind": "fine", "amount": 30_000}]}}
    walk.play(before="tell_on_site")
    with pytest.raises(NotNow) as refusal:
        walk.play(start="tell_on_site")
    assert refusal.value.code == "cases.small_enough"
    assert refusal.value.citation.compact == "行政处罚法 §51"
    case = walk.the_case()
    with clock.fixed(case.state_since):
        page = case_page(str(case.uid), people.cast("handler", clock.today()))
    assert [step.code for step in ways_out(page, refusal.value)] == ["convert"], "the form leads there"


def test_what_the_party_says_on_the_spot_is_reviewed_before_it_goes_on(people):
    walk = staged(people, scenario("price-tags")).play(before="tell_on_site")
    (told,) = (event for event in walk.script["events"] if event.get("step") == "tell_on_site")
    said = {**told["data"], "defence": "标签是当天掉落的，请求不罚。"}
    with pytest.raises(Invalid) as refusal:
        walk.perform({**told, "data": said})
    assert refusal.value.code == "cases.statement_weighed" and refusal.value.field == "defence_answer"
    assert refusal.value.citation.compact == "行政处罚法 §45-1"
    walk.perform({**told, "data": {**said, "defence_answer": "标签缺失多日，不予采纳。"}})
    assert walk.the_case().state == "told"


@pytest.mark.serves("1a")
def test_the_licence_is_corrected_examined_granted_and_published_without_general_review(people):
    walk = staged(people, scenario("road-licence")).play(before="include_time")
    assert Clock.objects.get(code="licence_decide").paused_at is not None
    walk.play(start="include_time", before="extend_time")
    # 20 working days from 20 April without the excluded 22–28 April and 1–5 May; Saturday 9 May is worked
    assert due("licence_decide") == date(2026, 5, 27)
    walk.play(start="extend_time")
    decided = Clock.objects.get(code="licence_decide")
    assert decided.extensions == 1 and decided.due == date(2026, 6, 10)
    assert walk.the_case().state == "valid"
    decision = Decision.objects.get()
    assert decision.outcome == "grant" and decision.number == "清市监准许〔2026〕1号"
    assert ReviewWaiver.objects.get().rule_code == "not_listed"
    assert Duty.objects.filter(source_urn=decision.urn, due_on=date(2026, 6, 3)).exists()  # 7 working days


def test_a_refusal_of_a_licence_falls_under_review(people):
    walk = staged(people, scenario("road-licence")).play(before="propose")
    walk.play("refused", before="submit_review")
    with clock.fixed(datetime(2026, 5, 22, 9, 30, tzinfo=clock.CHINA)), pytest.raises(NotNow) as refusal:
        take_step(
            actor=walk.actor("head", clock.today()),
            case=walk.the_case(),
            step="refuse",
            data={"core": walk.core("refusal", clock.today()), "remedies_told": True},
        )
    assert refusal.value.code == "cases.licence_cleared"
    walk.play("refused", start="submit_review")
    assert walk.the_case().state == "refused"
    assert Decision.objects.get().clearance_uid


def test_the_time_to_pay_runs_on_while_a_part_of_the_fine_is_owed(people):
    """行政处罚法 §67-3: a part taken on the spot does not end it; nobody is said to have paid too much."""
    walk = staged(people, scenario("price-tags")).play(before="collect_on_spot")
    collected = next(event for event in walk.script["events"] if event.get("step") == "collect_on_spot")
    walk.perform({**collected, "data": {**collected["data"], "amount": 4_000}})
    with clock.fixed(walk.the_case().state_since):
        page = case_page(str(walk.the_case().uid), people.cast("handler", clock.today()))
    assert page.facts.payment.left == 6_000
    assert Clock.objects.get(code="pay").ended_at is None
    rest = {**collected, "step": "pay", "officers": False}
    data = {"amount": 6_001, "paid_on": date(2026, 4, 13), "receipt_number": "NO.2"}
    with pytest.raises(Invalid) as refusal:
        walk.perform({**rest, "data": data})
    assert (refusal.value.code, refusal.value.field) == ("cases.paid_beyond_debt", "amount")
    walk.perform({**rest, "data": {**data, "amount": 6_000}})
    assert Clock.objects.get(code="pay").ended_at is not None


def test_a_suspected_crime_comes_back_as_it_was_answered(people):
    """移送规定 §5-1, §10, §12: what was verified stands on the approval; nothing is handed over any more."""
    walk = staged(people, script_of("ordinary", "snacks")).play(before="conclude").play("crime")
    report = Document.objects.filter(template_code="crime_report").latest("id")
    assert "涉嫌犯罪" in report.fields["facts"]
    with at("2026-03-13T10:00"):
        filed = {"document_number": "清公立字〔2026〕3号", "received_on": "2026-03-13"}
        take(walk, "police_file", officers=(), data=filed)
    with at("2026-06-01T10:00"):
        assert Clock.objects.get(code="crime_goods").ended_at is None
        code, wrong = "cases.taken_back_as_answered", {"ground": "not_filed"}
        refused(Invalid, code, walk=walk, step="take_back", officers=(), data=wrong)
        take(walk, "take_back", officers=(), data={"ground": "returned"})
    assert Clock.objects.get(code="crime_goods").ended_at is not None
    assert walk.the_case().state == "investigating" and due("decide") == date(
        2026, 8, 31
    )  # the 30th is a Sunday


def test_the_paper_of_an_extension_names_the_day_that_the_limit_then_has(walk):
    """程序规定 §64-1: thirty days more of the limit, not of the working day its last day moved to."""
    walk.play(before="conclude")
    with at("2026-03-20T15:00"):
        stops = {"ground": "related_case", "reason": "相关案件尚未审结。"}
        take(walk, "suspend", by="head", officers=(), data=stops)
    with at("2026-03-24T10:00"):
        take(walk, "resume", by="head", officers=(), data={"reason": "相关案件已经审结。"})
        assert Clock.objects.get(code="decide").due.isoformat() == "2026-06-08"  # the 6th is a Saturday
        take(walk, "extend_time", by="head", officers=(), data={"reason": "案情复杂。"})
    paper = Document.objects.get(template_code="time_extension_approval")
    assert Clock.objects.get(code="decide").due.isoformat() == "2026-07-06"
    assert (paper.fields["due_before"], paper.fields["due_after"]) == ("2026-06-08", "2026-07-06")
