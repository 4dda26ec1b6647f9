"""What reconsideration and litigation do to a case: decided anew in the time ordered, changed, given back."""

import re
from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from mingzhi.cases.models import Clock, Decision, Step
from mingzhi.cases.queries import facts_of, todo
from mingzhi.cases.queries.falling import fell
from mingzhi.cases.queries.party.page import party_actor, party_page
from mingzhi.cases.queries.party.remedies import remedy_route
from mingzhi.disclosure.acts import release_duties
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.models import Document
from mingzhi.site.demo.matters import script_of
from mingzhi.site.tests.enforcement import act, no, review
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at, refused, take

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]
FILED = {"kind": "reconsideration", "remedy_body": "清溪县人民政府", "filed_on": "2026-04-20"}
REVOKED = {"outcome": "revoked", "ended_on": "2026-05-20", "reason": "主要事实不清。"}
CLOSING = {"ground": "other", "result": "已撤销。", "reason": "决定被撤销"}


@pytest.fixture
def walk(people):
    return staged(people, script_of("ordinary", "snacks"))


def running(code):
    return Clock.objects.filter(code=code, ended_at=None).first()


def next_for(walk, role):
    return [item.step for item in todo(walk.people.cast(role, clock.today())).mine]


def fought(walk, outcome, data):
    """Serve the decision, have it fought over, record how that ended."""
    walk.play(before="publish")
    with at("2026-04-20T10:00"):
        take(walk, "file_remedy", officers=(), data=FILED)
    with at("2026-05-21T10:00"):
        return take(walk, outcome, officers=(), data=data)


def test_an_order_to_decide_anew_is_what_comes_next_and_runs_as_ordered(walk):
    step = fought(walk, "remedy_revoked", {**REVOKED, "redo": True, "redo_by": "2026-07-10"})
    assert (running("redo").due, running("close"), running("pay")) == (date(2026, 7, 10), None, None)
    paper = Document.objects.get(uid=step.document_uid)
    assert "责令重新作出决定，期限至2026年7月10日" in str(paper.fields)
    with at("2026-05-21T11:00"):
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        refused(NotNow, "cases.redone", walk=walk, step="close", by="head", officers=(), data=CLOSING)
        assert next_for(walk, "head") == ["redo"]
    with at("2026-06-01T10:00"):
        take(walk, "redo", by="head", officers=(), data={"reason": "按复议决定重新调查处理。"})
    decide = running("decide")
    assert (decide.due, decide.extensions, running("redo")) == (date(2026, 7, 10), 0, None)
    assert not facts_of(walk.the_case(), on=clock.today()).redo_ordered


def test_without_a_day_named_the_time_to_decide_anew_runs_from_the_fall(walk):
    fought(walk, "remedy_revoked", {**REVOKED, "redo": True})
    assert running("redo").due == date(2026, 8, 18)  # ninety days after 20 May
    with at("2026-06-01T10:00"):
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        take(walk, "redo", by="head", officers=(), data={"reason": "按复议决定重新调查处理。"})
    assert running("decide").due == date(2026, 8, 18)


def test_no_door_takes_down_what_stands_and_a_fall_only_on_its_own_ground(walk):
    """行政处罚法 §48-2: the acts ask the case whether the decision fell, by which step and how."""
    walk.play(before="publish")
    first = walk.the_case().steps.earliest("id").urn
    with at("2026-04-20T10:00"):
        stands = Decision.objects.get().urn
        let_go = partial(
            release_duties, duty=Duty.objects.filter(source_urn=stands).first(), ground="revoked", reason="改"
        )
        for named in ("", first, "urn:mingzhi:cases:step:no", stands):
            with pytest.raises(NotNow, match="没有登记为被变更"):
                let_go(actor=walk.actor("publisher", clock.today()), fallen_by=named)
        take(walk, "file_remedy", officers=(), data=FILED)
    with at("2026-05-21T10:00"):
        step = take(walk, "remedy_revoked", officers=(), data=REVOKED)
        assert fell(stands, step.urn, "revoked")
        others = [(stands, step.urn, "void"), (stands, first, "revoked"), (step.urn, step.urn, "revoked")]
        assert not any(fell(*other) for other in others)
        let_go(actor=walk.actor("publisher", clock.today()), fallen_by=step.urn)


@pytest.mark.parametrize("procedural", [False, True])
def test_what_fell_on_its_merits_is_not_decided_the_same_again(walk, procedural):
    fought(walk, "remedy_revoked", {**REVOKED, "redo": True, "procedural": procedural})
    fallen = facts_of(walk.the_case(), on=clock.today()).fallen_core
    assert (fallen is None) is procedural


def test_a_fall_without_order_leads_to_closure_in_its_time(walk):
    fought(walk, "remedy_revoked", REVOKED)
    assert running("redo") is None and running("close").due == date(2026, 6, 10)  # fifteen working days
    with at("2026-05-22T11:00"):
        assert next_for(walk, "head") == [], "the public text comes down first"
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        assert next_for(walk, "head") == ["close"]


def test_a_changed_fine_is_what_is_owed_and_what_was_paid_beyond_it_goes_back(walk):
    changed = {"ended_on": "2026-05-20", "facts": "罚款由50000元变更为10000元。", "reason": "处罚过重。"}
    walk.play(before="publish")
    with at("2026-04-20T09:00"):
        paid = {"amount": 5_000_000, "paid_on": "2026-04-20", "receipt_number": "1", "paid_by": "bank"}
        take(walk, "pay", officers=(), data=paid)
        take(walk, "file_remedy", officers=(), data=FILED)
    with at("2026-05-21T10:00"):
        step = take(walk, "remedy_changed", officers=(), data={**changed, "fine": 1_000_000})
    assert "变更后的罚款10000元" in str(Document.objects.get(uid=step.document_uid).fields)
    assert facts_of(walk.the_case(), on=clock.today()).payment.owed == 1_000_000
    with at("2026-05-22T10:00"):
        page = text(browser(walk.people, "handler").get(reverse("work:case", args=[walk.the_case().uid])))
        for words in ("决定被变更", "罚款由50000元变更为10000元", "变更后的罚没款", "10,000.00 元"):
            assert words in page
    assert facts_of(walk.the_case(), on=clock.today()).to_give_back
    assert Step.objects.filter(code="pay").count() == 1


def test_once_decided_only_the_time_against_that_decision_runs(walk):
    """行政复议法 §29-2, 行政诉讼法 §45: nobody reads that he may still ask for what he has had."""
    fought(walk, "remedy_upheld", {"outcome": "upheld", "ended_on": "2026-05-20"})
    assert (running("reconsider"), running("sue")) == (None, None)
    after, court = running("sue_after"), running("court_after")
    assert after.due == date(2026, 6, 5) and court.started_at.astimezone(clock.CHINA).date() == after.due


def test_who_withdraws_keeps_the_first_term_to_sue(walk):
    """行政复议法 §74-2: not to ask for reconsideration again; the agency waits until the term is over."""
    fought(walk, "remedy_upheld", {"outcome": "withdrawn", "ended_on": "2026-05-20"})
    assert (running("reconsider"), running("sue_after")) == (None, None)
    first, court = running("sue"), running("court_after")
    assert first.due > court.step.occurred_at.date()
    assert court.started_at.astimezone(clock.CHINA).date() == first.due


def test_what_was_paid_goes_back_before_it_is_decided_anew(walk):
    """行政复议法 §72-2: the party reads the sum, and a new decision does not make it forgotten."""
    walk.play(before="complete")
    with at("2026-04-20T10:00"):
        take(walk, "file_remedy", officers=(), data=FILED)
    with at("2026-05-21T10:00"):
        take(walk, "remedy_revoked", officers=(), data={**REVOKED, "redo": True})
        case = walk.the_case()
        page = text(browser(walk.people, "handler").get(reverse("work:case", args=[case.uid])))
        assert "应当退还当事人" in page and "决定失效后应缴" in page
        assert party_page(str(case.uid), party_actor(case, on=clock.today())).to_return == 5_000_000
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        anew = {"reason": "重新调查处理。"}
        refused(NotNow, "cases.given_back", walk=walk, step="redo", by="head", officers=(), data=anew)
        back = {"ground": "revoked", "way": "returned", "facts": "已退还。", "amount": 5_000_000}
        take(walk, "restore", by="head", officers=(), data=back)
        take(walk, "redo", by="head", officers=(), data=anew)


def test_what_one_remedy_changed_another_that_is_rejected_leaves_changed(walk):
    """Overpaid money stays owed back, and the public text still comes down (行政处罚法 §48-2)."""
    changed = {"ended_on": "2026-05-20", "facts": "罚款变更为10000元。", "reason": "处罚过重。"}
    fought(walk, "remedy_changed", {**changed, "fine": 1_000_000})
    with at("2026-06-01T10:00"):
        sued = {"kind": "litigation", "remedy_body": "清溪县人民法院", "filed_on": "2026-06-01"}
        take(walk, "file_remedy", officers=(), data=sued)
    with at("2026-09-01T10:00"):
        rejected = {"outcome": "upheld", "ended_on": "2026-09-01"}
        take(walk, "remedy_upheld", officers=(), data=rejected)
        facts = facts_of(walk.the_case(), on=clock.today())
        assert (facts.decision.standing, facts.payment.owed) == ("changed", 1_000_000)
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已变更。"})
    assert running("withdraw") is None


def test_what_fell_for_its_procedure_is_reviewed_told_and_decided_anew_with_the_same_content(walk):
    """行政复议法 §64-2, 行政处罚法 §44, §58-1: review and notice of the fallen decision do not carry it."""
    fought(walk, "remedy_revoked", {**REVOKED, "redo": True, "procedural": True})
    with at("2026-06-01T10:00"):
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        take(walk, "redo", by="head", officers=(), data={"reason": "按复议决定重新调查处理。"})
        party = party_actor(walk.the_case(), on=clock.today())
        seen = party_page(str(walk.the_case().uid), party)
        assert seen.fallen == Decision.objects.get().number and seen.told is None
        assert remedy_route(walk.the_case(), party) is None  # nothing stands that could be attacked
        take(walk, "conclude", officers=())
        facts = facts_of(walk.the_case(), on=clock.today())
        assert facts.notice is None and facts.proposed.hash != facts.clearance_hash
        take(walk, "submit_review", officers=(), data={})
        review(walk)
        take(walk, "approve_proposal", by="head", officers=())
        take(walk, "serve_notice", changes={"served_on": "2026-06-01"})
        seen = party_page(str(walk.the_case().uid), party)
        assert seen.told is not None and seen.told.anew == Decision.objects.get().number
        assert not seen.decided  # a proposal, not the decision
        take(
            walk,
            "waive_rights",
            officers=(),
            data={"waived_on": "2026-06-01", "statement": "不陈述。", "express": True},
        )
        take(walk, "decide_penalty", by="head", officers=())
    fallen, anew = Decision.objects.order_by("id")
    assert (fallen.standing, anew.fallen_at, anew.core.core["anew"]) == ("revoked", None, fallen.number)
    assert Duty.objects.filter(source_urn=anew.urn, is_lead=True).exists()
    assert fallen.number in Document.objects.get(uid=anew.document_uid).fields["course"]
    with at("2026-06-01T11:00"):
        page = text(browser(walk.people, "handler").get(reverse("work:case", args=[walk.the_case().uid])))
    assert "重新作出，代替已失效的决定" in page and fallen.number in page


def test_the_court_is_named_when_it_can_be_asked_and_no_more_once_its_time_is_over(walk):
    """行政强制法 §53, §54: ten days after the demand, the time for remedies, then three months."""
    walk.play(before="pay").play("demanded")
    case, heads = walk.the_case(), {}
    for day in ("2026-06-01", "2026-10-12", "2027-01-20"):
        with at(f"{day}T10:00"):
            page = text(browser(walk.people, "head").get(reverse("work:case", args=[case.uid])))
            heads[day] = next_for(walk, "head"), page.partition("btn btn-primary btn-wide")[2]
            waited = [item.step for item in todo(walk.people.cast("handler", clock.today())).others]
            assert waited == (heads[day][0] or ["sue"])
            assert ("还不能申请人民法院强制执行" in page) is (waited == ["sue"])
    assert [steps for steps, _words in heads.values()] == [[], ["apply_court"], ["close"]]
    assert "结案" in heads["2027-01-20"][1].partition("</a>")[0]
    with at("2027-01-20T10:00"):
        form = browser(walk.people, "head").get(reverse("work:step", args=[case.uid, "close"]))
    assert re.search(r'value="court_time_over" (checked|selected)', text(form))


def test_a_fine_on_the_spot_nobody_went_to_the_court_for_ends_and_is_archived(people):
    """行政强制法 §40, §53: without an end its file could never be closed."""
    walk = staged(people, script_of("summary", "onspot_price")).play(before="pay")
    walk.play("demanded")
    ended = {"left_open": "court_time_over", "reason": "逾期没有申请。"}
    with at("2026-06-20T10:00"):
        refusal = no(walk, "cases.unperformed_reason_fits", "end_execution", ended, by="head", kind=Invalid)
        assert refusal.citation.compact == "行政强制法 §53"
    with at("2027-01-20T10:00"):
        assert next_for(walk, "head") == ["end_execution"]
        page = browser(people, "head").get(reverse("work:step", args=[walk.the_case().uid, "end_execution"]))
        assert re.search(r'value="court_time_over" (checked|selected)', text(page))
        act(walk, "end_execution", ended, by="head")
        assert next_for(walk, "archivist") == ["archive"]
        act(walk, "archive", {"retention": "30年"}, by="archivist")
    assert walk.the_case().state == "archived"
    assert not Clock.objects.filter(code__in=("pay", "demand", "court"), ended_at=None).exists()
