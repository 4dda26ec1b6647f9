"""A remedy against one coercive decision touches that one alone (行政强制法 §8-1; 行政复议法 §11(2))."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mingzhi.cases.models import Clock, CoerciveDecision, Decision, Remedy, Step
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.party.page import party_actor
from mingzhi.cases.queries.party.remedies import remedy_route
from mingzhi.disclosure.acts import check_notice, prepare_notice, publish
from mingzhi.disclosure.models import Notice
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.models import Document
from mingzhi.site.tests.enforcement import (
    AUCTION,
    BOTH,
    BY_HAND,
    DEMAND,
    TRANSFER,
    act,
    give_power,
    late_fine,
    no,
    review,
)
from mingzhi.site.tests.taking import at
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]
FILED = {"kind": "reconsideration", "remedy_body": "清溪县人民政府", "filed_on": "2026-06-15"}
DECIDED = {"execute_on": "2026-06-15", "no_good_reason": True}
MOVED = {"bank": "清溪农商银行城关支行", "account": "2010 0001 8888 6666", "amount": 403_200}
MOVED |= {"id_shown": True, "facts": "当场交付。", "hours": "day", "started_at": "2026-06-16T09:30:00+08:00"}


@pytest.fixture
def enforced(walk):
    """A late fine, a demand and a decision to transfer, served on 12 June."""
    return walk.gone(to_the_transfer)


def to_the_transfer(walk):
    walk.play(before="pay")
    late_fine(walk, decided="2026-05-12", served="2026-05-12")
    with at("2026-05-13T10:00"):
        act(walk, "demand", DEMAND)
        give_power(walk, "transfer", "auction")
    decide(walk, TRANSFER, "2026-06-12")


def decide(walk, proposal, day):
    with at(f"{day}T10:00"):
        act(walk, "propose_enforcement", proposal)
        review(walk)
        act(walk, "decide_enforcement", {**DECIDED, "execute_on": day}, by="head")
        act(walk, "serve_enforcement", {**BY_HAND, "served_on": day}, officers=BOTH)


def number(kind, nth=0):
    return CoerciveDecision.objects.filter(kind=kind).order_by("id")[nth].number


def facts(walk):
    return facts_of(walk.the_case(), on=clock.today())


def running(code):
    return list(Clock.objects.filter(code=code, ended_at=None).order_by("id"))


def attackable():
    return [limit.about.document_number for limit in running("enforcement_sue")]


def test_it_names_its_decision_and_leaves_the_penalty_alone(enforced):
    against = number("decide_enforcement")
    court = Clock.objects.get(code="court").due
    with at("2026-06-15T10:00"):
        no(enforced, "cases.coercive_decision_attacked", "coercive_upheld", {"against": against})
        wrong = {**FILED, "against": "清市监强执〔2026〕99号"}
        no(enforced, "cases.coercive_decision_named", "file_coercive_remedy", wrong, kind=Invalid)
        filed = act(enforced, "file_coercive_remedy", {**FILED, "against": against, "stayed": True})
        again = {**FILED, "against": against}
        no(enforced, "cases.coercive_decision_not_attacked", "file_coercive_remedy", again, kind=Invalid)
        found = facts(enforced)
    assert Remedy.objects.get().against.document_number == against
    assert found.remedies == () and found.remedy is None, "nothing is said of the penalty"
    assert Clock.objects.get(code="court").paused_at is None
    assert Document.objects.get(uid=filed.document_uid).fields["against"] == against
    with at("2026-06-16T10:00"):
        no(enforced, "cases.execution_not_stayed", "transfer_deposit", MOVED, officers=BOTH)
        end = {"against": against, "outcome": "upheld", "ended_on": "2026-06-16", "received_on": "2026-06-16"}
        act(enforced, "coercive_upheld", end)
        act(enforced, "transfer_deposit", MOVED, officers=BOTH)
    assert [limit.due for limit in running("coercive_sue_after")] == [date(2026, 7, 1)]
    assert Clock.objects.get(code="court").due == court and not Clock.objects.filter(code="court_after")
    assert Decision.objects.get().standing == "standing"


def test_a_fallen_decision_to_enforce_comes_down_and_is_proposed_anew(enforced):
    against = number("decide_enforcement")
    decision = CoerciveDecision.objects.get(kind="decide_enforcement")
    with at("2026-06-15T10:00"):
        act(enforced, "file_coercive_remedy", {**FILED, "against": against})
        end = {"against": against, "outcome": "revoked", "ended_on": "2026-06-15", "reason": "催告期限未满。"}
        paper = act(enforced, "coercive_revoked", {**end, "redo": True})
        assert "责令重新作出决定" in str(Document.objects.get(uid=paper.document_uid).fields)
        assert facts(enforced).enforcement.decided == ""
        no(enforced, "cases.state", "transfer_deposit", MOVED, officers=BOTH)
        assert [limit.about_id for limit in running("withdraw_coercive")] == [decision.step_id]
        assert not running("withdraw") and against not in attackable()
        assert running("sue") and enforced.the_case().state == "demanded", "nothing is enforced any more"
        assert [limit.due for limit in running("redo_coercive")] == [date(2026, 8, 14)]
        act(enforced, "withdraw_publication", {"reason": "强制执行决定被撤销。"}, by="publisher")
        assert not running("withdraw_coercive")
    decide(enforced, TRANSFER, "2026-06-17")
    with at("2026-06-17T11:00"):
        assert facts(enforced).enforcement.decided == "transfer"
        assert Decision.objects.get().standing == "standing" and not running("redo_coercive")


def test_an_order_names_the_day_until_which_it_is_decided_anew(enforced):
    against = number("decide_enforcement")
    with at("2026-06-15T10:00"):
        act(enforced, "file_coercive_remedy", {**FILED, "against": against})
        end = {"against": against, "outcome": "revoked", "ended_on": "2026-06-15", "reason": "催告期限未满。"}
        act(enforced, "coercive_revoked", {**end, "redo": True, "redo_by": "2026-07-01"})
    assert [limit.due for limit in running("redo_coercive")] == [date(2026, 7, 1)]


def test_a_seizure_can_be_attacked_from_the_day_it_was_handed_over(walk):
    """行政强制法 §24-2(4), §8-1; 行政复议法 §20-1; 行政诉讼法 §46-1: before there is any penalty."""
    walk.play(before="conclude")
    step = Step.objects.get(code="seize")
    day = step.occurred_at.astimezone(clock.CHINA).date()
    (reconsider,), (sue,) = running("enforcement_reconsider"), running("enforcement_sue")
    assert {reconsider.about_id, sue.about_id} == {step.id}
    assert (reconsider.due - day).days >= 60 and sue.due.month == day.month + 6
    with clock.fixed(step.occurred_at):
        case = walk.the_case()
        route = remedy_route(case, party_actor(case, on=clock.today()))
    assert not route.decided and [one.number for one in route.coercive] == [step.document_number]
    assert (route.coercive[0].until, route.coercive[0].court_until) == (reconsider.due, sue.due)


def test_what_was_public_of_it_is_withdrawn_and_the_penalty_stays_public(enforced):
    decision = CoerciveDecision.objects.get(kind="decide_enforcement")
    with at("2026-06-15T10:00"):
        publisher = enforced.actor("publisher", clock.today())
        version = prepare_notice(
            actor=publisher, source_urn=decision.urn, draft=draft_for(decision.urn, publisher)
        )
        check_notice(
            actor=enforced.actor("checker", clock.today()),
            version=version,
            passed=True,
            secrecy=True,
            privacy=True,
            same_text=True,
            said={doubt["text"]: "other" for doubt in version.doubts or ()},
        )
        desk = (
            client_for(publisher).get(f"/work/publish/versions/{version.uid}/", follow=True).content.decode()
        )
        assert "行政强制只公示下列各项" in desk and "不是自动隐去" not in desk
        publish(actor=publisher, notice=version.notice, version=version)
        public = client_for(publisher).get(f"/notices/{version.notice.uid}/").content.decode()
        assert "与送达当事人的文书一致" not in public and 'id="text"' not in public
        act(enforced, "file_coercive_remedy", {**FILED, "against": decision.number})
        file = reverse("work:dossier", args=[enforced.the_case().uid])
        held = client_for(enforced.actor("handler", clock.today())).get(file).content.decode()
        assert 'value="清溪县人民政府"' in held, "who asked for the file stands in its form"
        fallen = {"against": decision.number, "ended_on": "2026-06-15", "reason": "程序违法。"}
        act(enforced, "coercive_unlawful", fallen)
        desk = client_for(publisher).get("/work/").content.decode()
        assert "撤回公示并说明理由" in desk
        act(enforced, "withdraw_publication", {"reason": "被确认违法。"}, by="publisher")
    gone = Notice.objects.get(source_urn=decision.urn)
    assert gone.withdrawal.ground == "unlawful" and gone.withdrawal.since_day == date(2026, 6, 15)
    assert Notice.objects.filter(source_urn=Decision.objects.get().urn, closed_at__isnull=False).count() == 0


def test_two_decisions_to_enforce_have_each_their_own_time(enforced):
    """行政复议法 §20-1, 行政诉讼法 §46-1: a second decision does not end the time against the first."""
    decide(enforced, AUCTION, "2026-07-06")
    first, second = number("decide_enforcement"), number("decide_enforcement", 1)
    all_due = [(limit.about.document_number, limit.due) for limit in running("enforcement_reconsider")]
    due = [one for one in all_due if one[0] in (first, second)]
    assert due == [(first, date(2026, 8, 11)), (second, date(2026, 9, 4))]
    with at("2026-07-07T10:00"):
        case = enforced.the_case()
        route = remedy_route(case, party_actor(case, on=clock.today()))
        assert [(one.number, one.until) for one in route.coercive] == all_due
        act(enforced, "file_coercive_remedy", {**FILED, "against": first})
        end = {"against": first, "outcome": "void", "ended_on": "2026-07-07", "reason": "无权作出。"}
        act(enforced, "coercive_revoked", end)
        assert second in attackable() and first not in attackable()
        assert enforced.the_case().state == "enforcing", "what stands is still enforced"
        assert facts(enforced).enforcement.decided == "auction", "the second stands"


def test_a_late_fine_can_be_attacked_from_its_service_and_one_that_fell_is_owed_no_more(enforced):
    """行政强制法 §8-1, §45; 行政复议法 §20-1: its paper starts the party's time, once."""
    against = number("impose_late_fine")
    found = facts_of(enforced.the_case(), on=date(2026, 6, 15))
    before, paper = found.payment, {**BY_HAND, "document": "late_fine_decision", "served_on": "2026-06-15"}
    assert found.enforcement.late_fine_on == date(2026, 5, 12) and against in attackable()
    with at("2026-06-15T10:00"):
        wrong = {**paper, "document_number": number("decide_enforcement")}
        no(enforced, "cases.paper_number_known", "serve_document", wrong, officers=BOTH, kind=Invalid)
        served = act(enforced, "serve_document", paper, officers=BOTH)
        own = Clock.objects.filter(about__document_number=against)
        assert {(row.code, row.due, row.step_id < served.id) for row in own} == {
            ("enforcement_reconsider", date(2026, 7, 13), True),
            ("enforcement_sue", date(2026, 11, 12), True),
        }
        act(enforced, "file_coercive_remedy", {**FILED, "against": against})
        changed = {"against": against, "ended_on": "2026-06-15", "facts": "减为100元。", "amount": 10_000}
        act(enforced, "coercive_changed", {**changed, "reason": "计算有误。"})
        assert facts(enforced).payment.late_fine == 10_000 < before.late_fine
        act(enforced, "file_coercive_remedy", {**FILED, "against": against, "kind": "litigation"})
        end = {"against": against, "outcome": "revoked", "ended_on": "2026-06-15", "reason": "没有告知标准。"}
        act(enforced, "coercive_revoked", end)
        found = facts(enforced)
    assert found.payment.late_fine == 0 and found.payment.owed == before.owed
    assert found.enforcement.late_fine_on is None, "what is gone starts no thirty days"


def test_nobody_moves_a_remedy_or_a_limit_to_another_decision(enforced):
    with at("2026-06-15T10:00"):
        act(enforced, "file_coercive_remedy", {**FILED, "against": number("decide_enforcement")})
    other = Step.objects.filter(code="impose_late_fine").get()
    for change in (
        lambda: Remedy.objects.update(against=other),
        lambda: Remedy.objects.update(against=None),
        lambda: Clock.objects.filter(code="enforcement_sue").update(about=None),
        lambda: Clock.objects.filter(code="pay").update(about=other),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
