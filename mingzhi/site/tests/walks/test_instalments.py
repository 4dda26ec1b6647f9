"""An instalment that is missed is known, on the to-do list and the case page, and what may follow."""

import re
from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.models import Clock, CoerciveDecision, Service, Step
from mingzhi.cases.queries import todo
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.models import Document
from mingzhi.site.checking.witnesses.limits import _clocks as witnessed
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, refused, take

pytestmark = pytest.mark.django_db
PARTS = [
    {"due_on": "2026-05-20", "amount": 100_000},
    {"due_on": "2026-06-22", "amount": 100_000},
    {"due_on": "2026-07-31", "amount": 203_200},
]
CALLED = {"id_shown": True, "rights": True, "manner": "direct", "receiver": "王秀兰"}


def grant(walk):
    take(walk, "ask_plan", officers=(), data={"requested_on": "2026-04-20", "reason": "经营困难"})
    granted = {"decision_text": "准予分期。", "until": "2026-07-31", "told": True, "instalments": PARTS}
    for unsaid in ({"due_on": "2026-06-01"}, {"due_on": "2026-06-01", "amount": 0}):
        changed = granted | {"instalments": [*PARTS, unsaid]}
        refused(Invalid, "cases.instalments_said", walk=walk, step="grant_plan", by="head", data=changed)
    past = granted | {"instalments": [{**PARTS[0], "due_on": "2026-04-01"}, *PARTS[1:]]}
    refused(Invalid, "cases.instalments_said", walk=walk, step="grant_plan", by="head", data=past)
    take(walk, "grant_plan", by="head", officers=(), data=granted)


def pay(walk, amount, on):
    data = {"amount": amount, "paid_on": on, "receipt_number": "NO.1", "paid_by": "bank"}
    take(walk, "pay", officers=(), data=data)


def waits(walk, role="handler"):
    """Return the steps that wait for the role, those it waits for with their day, and its case page."""
    found = todo(walk.actor(role, clock.today()))
    page = browser(walk.people, role).get(reverse("work:case", args=[walk.the_case().uid]))
    return [one.step for one in found.mine], [(one.step, one.due) for one in found.others], text(page)


def party_reads(walk, client):
    """Return the words of the party's own page about money."""
    code = Document.objects.filter(template_code="penalty_decision").earliest("id").code
    client.post(reverse("desk:home"), {"code": code, "digits": "070027"})
    words = " ".join(re.sub(r"<[^>]+>", " ", text(client.get(reverse("desk:matter")))).split())
    return words.partition("缴款 应缴")[2].partition("我的文书")[0]


def running():
    return Clock.objects.get(code="instalment", ended_at=None)


def test_a_missed_instalment_is_demanded_and_the_court_waits_for_the_last(walk, client):
    """行政处罚法 §66-2, §72-1(1), §72-2; 行政强制法 §35, §36."""
    walk.play(before="pay")
    with at("2026-04-20T10:00"):
        assert "最后一天 2026年4月30日" in party_reads(walk, client)
        grant(walk)
        assert "本期应缴 1,000.00 元 最后一天 2026年5月20日" in party_reads(walk, client)
        assert walk.the_case().state == "served" and running().due == date(2026, 5, 20)
        mine, others, page = waits(walk)
        assert (mine, others) == ([], [("instalment", date(2026, 5, 20))]) and "等待当事人缴纳本期" in page
        refused(NotNow, "cases.instalment_missed", walk=walk, step="demand_instalment", data={})
        refused(NotNow, "cases.called_on", walk=walk, step="answer_demand", data={})
    with at("2026-05-22T10:00"):
        read = party_reads(walk, client)
        assert "逾期未缴 1,000.00 元 连同逾期部分，本期应缴 2,000.00 元 最后一天 2026年6月22日" in read
        mine, _others, page = waits(walk)
        assert mine == ["demand_instalment"] and "逾期未缴" in page and "2026年7月31日" in page
        refused(NotNow, "cases.obligation_overdue", walk=walk, step="demand", data={})
        duty = {"duty": "缴纳到期的1000元。", "amount": 100_000, "served_on": "2026-05-22"}
        wrong = {**CALLED, **duty, "perform_by": "2026-05-22"}
        refused(Exception, "cases.demand_gives_time", walk=walk, step="demand_instalment", data=wrong)
        step = take(walk, "demand_instalment", data={**CALLED, **duty, "perform_by": "2026-06-05"})
        told = str(Document.objects.get(uid=step.document_uid).fields)
        assert "2026年7月31日结束后仍未缴清" in told
        assert Service.objects.get(document="demand_notice").document_uid == step.document_uid
        assert running().due == date(2026, 6, 5) and waits(walk)[0] == []
        fine = take(walk, "impose_late_fine", by="head", officers=(), data={"counted_until": "2026-05-22"})
        assert (fine.data["amount"], fine.data["days"]) == (2 * 3_000, 2)
        assert CoerciveDecision.objects.get(kind="impose_late_fine").number == fine.document_number
    with at("2026-06-08T10:00"):
        assert waits(walk)[0] == ["demand_instalment"]
        pay(walk, 60_000, "2026-06-08")
        assert running().due == date(2026, 6, 5), "a part of it is not the instalment"
        pay(walk, 40_000, "2026-06-08")
        assert running().due == date(2026, 6, 22)
    with at("2026-07-01T10:00"):
        assert waits(walk)[0] == ["demand_instalment"]
        pay(walk, 100_000, "2026-07-01")
        assert not Clock.objects.filter(code="instalment", ended_at=None).exists()
        assert ("pay", date(2026, 7, 31)) in waits(walk)[1]
    with at("2026-08-03T10:00"):
        assert waits(walk)[0] == ["demand"]
        refused(NotNow, "cases.instalment_missed", walk=walk, step="demand_instalment", data={})
        assert list(witnessed()) == []


def test_who_was_called_on_and_is_given_time_is_called_on_again(walk):
    """行政处罚法 §72-2, 行政强制法 §54: the court is asked after the plan, with a demand of its own."""
    walk.play(before="pay").play(start="lift_seizure", before="complete")
    with at("2026-05-11T10:00"):
        data = {"duty": "缴纳罚没款", "served_on": "2026-05-11", **CALLED}
        take(walk, "demand", data=data)
        grant(walk)
        assert walk.the_case().state == "served"
        assert not Clock.objects.filter(code="demand", ended_at=None).exists()
    with at("2026-11-30T10:00"):
        assert waits(walk)[0] == ["demand"]
        take(walk, "demand", data={**data, "served_on": "2026-11-30"})
    assert Step.objects.filter(code="demand").count() == 2
