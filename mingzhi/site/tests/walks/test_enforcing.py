"""The agency's own enforcement through acts, from late fine to end (行政处罚法 §72; 行政强制法 第四章)."""

from datetime import date

import pytest

from mingzhi.cases.models import Clock, CoerciveDecision, Measure, Payment
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.models import Document
from mingzhi.site.tests.enforcement import (
    AUCTION,
    BOTH,
    BY_HAND,
    DEMAND,
    PROCEEDS,
    PROPOSAL,
    TRANSFER,
    act,
    give_power,
    late_fine,
    no,
    review,
)
from mingzhi.site.tests.taking import at
from mingzhi.supervision.queries.figures import figures
from mingzhi.workbench.tests.doors import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(walk):
    """A fine nobody paid, with a late fine and a demand."""
    return walk.gone(to_the_demand)


def to_the_demand(walk):
    walk.play(before="pay")
    late_fine(walk, decided="2026-05-11", served="2026-05-12")
    with at("2026-05-13T10:00"):
        no(walk, "cases.demand_gives_time", "demand", {**DEMAND, "perform_by": "2026-05-13"}, kind=Invalid)
        act(walk, "demand", DEMAND)


@pytest.fixture
def able(late):
    """The same where a law lets the agency transfer and auction."""
    give_power(late, "transfer", "auction")
    return late


def decided(walk, proposal):
    with at("2026-06-12T10:00"):
        act(walk, "propose_enforcement", proposal)
        review(walk)
        data = {"execute_on": "2026-06-15", "no_good_reason": True}
        act(walk, "decide_enforcement", data, by="head")
        act(walk, "serve_enforcement", {**BY_HAND, "served_on": "2026-06-12"}, officers=BOTH)


def test_without_a_law_the_way_goes_to_the_court(late):
    with at("2026-06-12T10:00"):
        refusal = no(late, "cases.own_enforcement", "propose_enforcement", TRANSFER)
        assert "第五十三条" in refusal.way_out and refusal.citation.compact == "行政强制法 §13-2"
        paper = Document.objects.get(template_code="demand_notice")
        assert paper.fields["consequence"] == "申请人民法院强制执行"
        assert paper.fields["perform_term"] == "于2026年5月25日前"
        freeze = {
            "basis": ["行政强制法 §29-1"],
            "reason": "转移货款。",
            "bank": "农商银行",
            "account": "2010",
        }
        freeze |= {"amount": 403_200, "commensurate": True, "not_frozen_before": True}
        no(late, "cases.for_enforcement", "approve_freezing", freeze, by="head")


def test_only_a_law_is_a_basis_and_the_method_fits_what_is_owed(able):
    with at("2026-06-12T10:00"):
        bad = {**TRANSFER, "basis": ["市场监督管理行政处罚程序规定 §76-1"]}
        no(able, "cases.enforcement_by_law", "propose_enforcement", bad, kind=Invalid)
        instead = {**PROPOSAL, "method": "substitute", "harm": "traffic", "performer": "养护公司"}
        instead |= {"cost_budget": 1, "unbiased": True}
        no(able, "cases.method_fits_duty", "propose_enforcement", instead, kind=Invalid)


def test_proposal_review_demand_and_thirty_days_come_before_the_decision(able):
    data = {"execute_on": "2026-06-15", "no_good_reason": True}
    with at("2026-05-20T10:00"):
        no(able, "cases.enforcement_proposed", "decide_enforcement", data, by="head")
        act(able, "propose_enforcement", TRANSFER)
        no(able, "cases.enforcement_reviewed", "decide_enforcement", data, by="head")
        review(able, "建议纠正")
        no(able, "cases.enforcement_reviewed", "decide_enforcement", data, by="head")
        act(able, "propose_enforcement", TRANSFER)
        review(able)
        no(able, "cases.demand_term_over", "decide_enforcement", data, by="head")
        now = {"execute_on": "2026-05-20", "flight": "银行流水显示正在转出。"}
        no(able, "cases.late_fine_stood", "decide_enforcement_now", now, by="head")
    with at("2026-06-11T10:00"):
        no(able, "cases.late_fine_stood", "decide_enforcement", data, by="head")
    with at("2026-06-12T10:00"):
        early = {**data, "execute_on": "2026-06-11"}
        no(able, "cases.execution_ahead", "decide_enforcement", early, by="head", kind=Invalid)
        act(able, "decide_enforcement", data, by="head")
    assert able.the_case().state == "enforcing"


def test_a_deposit_is_transferred_by_day_after_service_and_pays_the_fine(able):
    decided(able, TRANSFER)
    decision = CoerciveDecision.objects.get(kind="decide_enforcement")
    assert decision.number.startswith("清市监强执〔2026〕")
    assert Duty.objects.filter(source_urn=decision.urn).exists()
    with at("2026-06-16T10:00"):
        text = draft_for(decision.urn, able.actor("publisher", clock.today())).text
        assert "划拨存款、汇款，执行金额" in text and "2010 0001" not in text
        told = {"bank": "清溪农商银行城关支行", "account": "2010 0001 8888 6666", "amount": 403_200}
        told |= {"id_shown": True, "facts": "当场交付。", "hours": "day"}
        for started in ("2026-06-15T22:30:00+08:00", "2026-06-14T10:00:00+08:00"):
            night = {**told, "started_at": started}
            no(able, "cases.by_day", "transfer_deposit", night, officers=BOTH, kind=Invalid)
        act(able, "transfer_deposit", {**told, "started_at": "2026-06-16T09:30:00+08:00"}, officers=BOTH)
        money = {**PROCEEDS, "paid_on": "2026-06-16"}
        act(able, "record_proceeds", money)
        assert coercion_of(able, 2026)["transfer"] == 0, "decided and carried out, not yet completed"
    assert Payment.objects.get().amount == 403_200
    notice = Document.objects.get(template_code="transfer_notice")
    assert notice.fields["enforcement_number"] == decision.number
    paper = Document.objects.get(template_code="enforcement_decision")
    assert paper.fields["method"] == "划拨存款、汇款" and paper.fields["basis"] == ["行政强制法 §46-1"]


def test_nothing_is_done_before_the_decision_is_served(able):
    with at("2026-06-12T10:00"):
        act(able, "propose_enforcement", AUCTION)
        review(able)
        act(able, "decide_enforcement", {"execute_on": "2026-06-15", "no_good_reason": True}, by="head")
        commission = {"auctioneer": "清溪拍卖行", "items": AUCTION["items"]}
        no(able, "cases.enforcement_served", "commission_auction", commission)


def test_an_auction_ends_the_seizure_and_an_agreement_lowers_only_the_late_fine(able):
    decided(able, AUCTION)
    with at("2026-06-16T10:00"):
        act(able, "commission_auction", {"auctioneer": "清溪拍卖行", "items": AUCTION["items"]})
        agreement = {
            "content": "分两期缴清。",
            "remedial": "taken",
            "harmless": True,
            "signed_on": "2026-06-16",
        }
        too_much = {**agreement, "reduced": 132_001}
        no(able, "cases.reduction_lawful", "make_agreement", too_much, by="head", kind=Invalid)
        act(able, "make_agreement", {**agreement, "reduced": 132_000}, by="head")
        assert able.the_case().state == "agreed"
        assert facts_of(able.the_case(), on=clock.today()).payment.late_fine == 0
    with at("2026-07-20T10:00"):
        act(able, "break_agreement", {"reason": "第一期到期未缴。", "told": True}, by="head")
        assert facts_of(able.the_case(), on=clock.today()).payment.late_fine == 132_000
        money = {"from_what": "auction", "received": 300_000, "amount": 300_000}
        money |= {"into": "account", "paid_on": "2026-07-20"}
        act(able, "record_proceeds", money)
    assert not Measure.objects.filter(kind="seizure", lifted_at__isnull=True).exists()


def test_what_is_sold_for_more_than_the_debt_goes_back_to_the_party(able):
    """行政强制法 §28-2, §49: never more than the debt, every cent accounted for."""
    with at("2026-06-12T10:00"):
        too_much = {**AUCTION, "amount": 535_201}
        no(able, "cases.not_beyond_debt", "propose_enforcement", too_much, kind=Invalid)
    decided(able, {**AUCTION, "amount": 535_200})
    money = {"from_what": "auction", "received": 600_000, "into": "treasury", "paid_on": "2026-06-16"}
    with at("2026-06-16T10:00"):
        act(able, "commission_auction", {"auctioneer": "清溪拍卖行", "items": AUCTION["items"]})
        for changes, code in (
            ({"amount": 600_000}, "cases.not_beyond_debt"),
            ({"amount": 535_200}, "cases.proceeds_accounted_for"),
            ({"amount": 500_000, "returned": 100_000}, "cases.proceeds_accounted_for"),
            ({"from_what": "transfer", "amount": 535_200, "returned": 64_800}, "cases.proceeds_as_decided"),
        ):
            no(able, code, "record_proceeds", {**money, **changes}, kind=Invalid)
        act(able, "record_proceeds", {**money, "amount": 535_200, "returned": 64_800})
        left = no(able, "cases.all_performed", "complete", {"note": "x"})
        assert "应当退还的余款" in str(left.params["parts"])
        back = {"amount": 64_801, "paid_on": "2026-06-16", "way": "转账至当事人账户"}
        no(able, "cases.not_beyond_surplus", "return_surplus", back, kind=Invalid)
        act(able, "return_surplus", {**back, "amount": 64_800})
        left = no(able, "cases.all_performed", "complete", {"note": "x"})
        assert left.params["parts"] == "没收物品"
    assert Document.objects.get(template_code="surplus_return").fields["amount"] == 64_800


def test_the_party_s_time_against_the_decision_runs_from_its_service(able):
    """行政强制法 §8-1, §37-2(4); 行政复议法 §20-1; 行政诉讼法 §46-1."""
    decided(able, TRANSFER)
    decision = CoerciveDecision.objects.get(kind="decide_enforcement")
    due = dict(Clock.objects.filter(about=decision.step).values_list("code", "due"))
    assert due == {"enforcement_reconsider": date(2026, 8, 11), "enforcement_sue": date(2026, 12, 14)}
    assert Clock.objects.filter(code="reconsider").count() == 1, "the penalty's own time is another"


def coercion_of(walk, year):
    code = walk.the_case().agency_code
    return figures(code, year, order="eleven", as_of=clock.now())["coercion"]


def test_rest_of_three_years_ends_it_and_the_case_is_closed(able):
    decided(able, TRANSFER)
    with at("2026-06-16T10:00"):
        rest = {"ground": "unable", "reason": "停业，暂无履行能力。", "told": True}
        act(able, "suspend_enforcement", rest, by="head")
    due = Clock.objects.get(code="enforcement_rest").due
    assert due == date(2029, 6, 18)  # the sixteenth is a Saturday
    end = {"harmless": True, "unable": True, "reason": "确无能力履行。", "told": True}
    with at("2028-06-16T10:00"):
        no(able, "cases.rest_over", "abandon_enforcement", end, by="head")
        act(able, "resume_enforcement", {"reason": "恢复营业。", "told": True}, by="head")
        no(
            able,
            "cases.termination_ground_fits",
            "terminate_enforcement",
            {"ground": "revoked", "reason": "x"},
            by="head",
            kind=Invalid,
        )
        act(able, "terminate_enforcement", {"ground": "dissolved", "reason": "已注销，无财产。"}, by="head")
        counted = {year: coercion_of(able, year)["transfer"] for year in (2026, 2028)}
    assert counted == {2026: 0, 2028: 1}, "an execution counts in the year in which it ended"
    assert able.the_case().state == "enforcement_ended"
    paper = Document.objects.get(template_code="enforcement_termination")
    assert paper.fields["end_ground"].startswith("法人或者其他组织终止")


def test_seized_goods_pay_the_fine_without_any_power_when_no_remedy_was_sought(late):
    """行政强制法 §46-3: the proviso asks for no late fine of thirty days and for no power."""
    with at("2026-06-12T10:00"):
        refusal = no(late, "cases.own_enforcement", "propose_enforcement", AUCTION)
        assert refusal.citation.compact == "行政强制法 §46-3"
    with at("2026-10-20T10:00"):
        act(late, "propose_enforcement", AUCTION)
        review(late)
        act(late, "decide_enforcement", {"execute_on": "2026-10-21", "no_good_reason": True}, by="head")
        act(late, "serve_enforcement", {**BY_HAND, "served_on": "2026-10-20"}, officers=BOTH)
    with at("2026-10-30T10:00"):
        act(late, "commission_auction", {"auctioneer": "清溪拍卖行", "items": AUCTION["items"]})
        money = {**PROCEEDS, "from_what": "auction", "paid_on": "2026-10-30"}
        act(late, "record_proceeds", money)
    assert Measure.objects.get(kind="seizure").lifted_how == "依法拍卖抵缴"
    assert facts_of(late.the_case(), on=date(2026, 10, 30)).payment.paid == 403_200


def test_what_was_taken_is_given_back_when_it_was_taken_wrongly(able):
    """行政强制法 §41."""
    decided(able, TRANSFER)
    back = {"way": "returned", "facts": "多划拨的100元退回原账户。", "amount": 10_000}
    with at("2026-06-16T10:00"):
        no(able, "cases.return_owed", "restore", {**back, "ground": "wrong"}, by="head", kind=Invalid)
        money = {**PROCEEDS, "paid_on": "2026-06-16"}
        act(able, "record_proceeds", money)
        no(able, "cases.return_owed", "restore", {**back, "ground": "revoked"}, by="head", kind=Invalid)
        act(able, "restore", {**back, "ground": "wrong"}, by="head")
    assert Document.objects.filter(template_code="enforcement_return").count() == 1


def test_who_decides_reads_the_proposal_beside_the_form(able):
    with at("2026-06-12T10:00"):
        act(able, "propose_enforcement", TRANSFER)
        head = client_for(able.actor("head", clock.today()))
        page = head.get(f"/work/cases/{able.the_case().uid}/steps/decide_enforcement/").content.decode()
    assert "2010 0001 8888 6666" in page and "《行政强制法》第四十六条第一款" in page


def test_the_demand_tells_the_party_who_will_enforce(walk):
    walk.play(before="pay")
    give_power(walk, "transfer")
    with at("2026-05-13T10:00"):
        act(walk, "demand", {name: value for name, value in DEMAND.items() if name != "perform_by"})
    paper = Document.objects.get(template_code="demand_notice").fields
    assert paper["consequence"] == "强制执行"
    assert paper["perform_term"] == "自收到本催告书之日起十个工作日内"


def test_what_was_paid_on_a_fallen_decision_is_returned_before_the_case_closes(walk):
    """行政复议法 §72-2."""
    walk.play(before="close")
    end = {"ground": "other", "result": "决定已撤销。", "reason": "自行撤销。"}
    with at("2026-05-13T10:00"):
        revoked = {"reason": "认定事实有误。", "decision_text": "撤销处罚决定。"}
        act(walk, "revoke_own", revoked, by="head")
        act(walk, "withdraw_publication", {"reason": "决定已撤销。"}, by="publisher")
        assert no(walk, "cases.given_back", "close", end, by="head").citation.compact == "行政复议法 §72-2"
        back = {"ground": "revoked", "way": "returned", "facts": "原路退回。", "amount": 403_200}
        act(walk, "restore", back, by="head")
        act(walk, "close", end, by="head")
    assert walk.the_case().state == "closed"
