"""Substitute performance through acts: after a last call, and at once (行政强制法 §50–52)."""

from datetime import date

import pytest

from mingzhi.cases.models import Clock, CoerciveDecision
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.site.tests.enforcement import BOTH, BY_HAND, DEMAND, PROPOSAL, act, no, review
from mingzhi.site.tests.stages import staged
from mingzhi.site.tests.taking import at
from mingzhi.site.walk import scenario

pytestmark = pytest.mark.django_db


def test_another_performs_in_the_party_s_stead_after_a_last_call(people):
    """行政强制法 §50, §51: every agency may, where a danger is there."""
    penalties = [{"kind": "fine", "amount": 400_000}, {"kind": "other", "text": "限期清除占道物料"}]
    walk = staged(people, scenario("expired-food"), changes={"core": {"penalties": penalties}})
    walk.play(before="pay")
    with at("2026-05-13T10:00"):
        act(walk, "demand", DEMAND)
    with at("2026-05-26T10:00"):
        instead = {**PROPOSAL, "basis": ["行政强制法 §50"], "method": "substitute", "harm": "traffic"}
        instead |= {"performer": "清溪养护公司", "cost_budget": 80_000, "unbiased": True}
        act(walk, "propose_enforcement", instead)
        review(walk)
        wrong = {"execute_on": "2026-06-02", "no_good_reason": True}
        no(walk, "cases.by_the_agency_itself", "decide_enforcement", wrong, by="head")
        act(walk, "decide_substitute", {"execute_on": "2026-06-02"}, by="head")
        act(walk, "serve_substitute", {**BY_HAND, "served_on": "2026-05-26"}, officers=BOTH)
        last = {**BY_HAND, "duty": "清除占道物料。", "served_on": "2026-05-26"}
        act(walk, "warn_substitute", last)
    assert Clock.objects.get(code="substitute_warn").due == date(2026, 5, 29)
    done = {
        "started_at": "2026-06-01T09:00:00+08:00",
        "place": "溪滨路18号",
        "id_shown": True,
        "hours": "day",
        "performer": "清溪养护公司",
        "supervised": True,
        "present": "party",
        "facts": "两小时清除完毕。",
        "result": "done",
        "cost": 76_000,
        "peaceful": True,
        "no_supply": True,
        "all_signed": True,
    }
    with at("2026-05-29T10:00"):
        early = {**done, "started_at": "2026-05-29T09:00:00+08:00"}
        no(walk, "cases.substitute_warned", "perform_substitute", early, officers=BOTH)
    with at("2026-06-01T11:00"):
        act(walk, "perform_substitute", done, officers=BOTH)
        cost = {"amount": 76_000, "account_of": "人工和运输。", "due_on": "2026-06-16", "told": True}
        act(walk, "claim_cost", cost, by="head")
        facts = facts_of(walk.the_case(), on=clock.today())
        assert facts.enforcement.cost_owed == 76_000 and not facts.orders_pending
        no(walk, "cases.all_performed", "complete", {"note": "x"})
        act(walk, "record_cost", {"amount": 76_000, "paid_on": "2026-06-01"})
        pay = {"amount": 400_000, "paid_on": "2026-06-01", "paid_by": "bank"}
        act(walk, "pay", pay)
        act(walk, "complete", {"note": "罚款缴清，代履行完毕。"})
    assert CoerciveDecision.objects.get(kind="decide_substitute").title == "代履行决定"


def test_what_blocks_a_road_is_cleared_at_once_and_becomes_public(walk):
    """行政强制法 §52."""
    walk.play(before="conclude")
    now = {
        "started_at": "2026-03-13T23:00:00+08:00",
        "place": "溪滨路",
        "id_shown": True,
        "where": "road",
        "subject": "遗洒的渣土。",
        "unable": True,
        "performer": "清溪养护公司",
        "present": "absent",
        "witness": "王强",
        "facts": "半小时清除完毕。",
        "cost": 30_000,
        "peaceful": True,
    }
    with at("2026-03-13T23:40"):
        refusal = no(walk, "cases.field_missing", "substitute_now", now, officers=BOTH, kind=Invalid)
        assert refusal.field == "told_after"
        act(walk, "substitute_now", {**now, "told_after": True}, officers=BOTH)
    decision = CoerciveDecision.objects.get(kind="substitute_now")
    assert Duty.objects.filter(source_urn=decision.urn).exists()
