"""The party applies for an early end of publication; a publisher checks and answers (信用修复)."""

from datetime import date

import pytest
from django.urls import reverse

from mingzhi.cases.acts.requesting import answer_request
from mingzhi.cases.models import Decision, PartyRequest
from mingzhi.cases.queries.party.requests import requests_of, requests_waiting
from mingzhi.cases.queries.party.rights import rights_of
from mingzhi.disclosure.acts import end_early
from mingzhi.disclosure.models import Notice
from mingzhi.disclosure.rules.periods import EARLY_END_CONDITIONS
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow
from mingzhi.site.tests.asking import ask, enter, party
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3d", "2.1.2b")]
SAID = {"performed": "罚没款已于2026年4月缴清。", "repaired": "已召回全部过期商品并公开致歉。"}
GRANTED = {"answer": "granted", "text": "经核实，四项条件均已具备。"}


def public(walk):
    """Play the case until it is closed, its decision published on the way."""
    walk.play(before="archive")
    return walk.the_case()


def right(case):
    return next(view for view in rights_of(case, party(case)) if view.right.code == "early_end")


def test_too_early_is_kept_with_the_rule_and_the_day_from_which_it_can_be(walk):
    case = public(walk)
    with at("2026-06-01T10:00"):
        notice = Notice.objects.get(source_urn=Decision.objects.get().urn)
        first = notice.publications.order_by("pk").first().first_published_at.astimezone(clock.CHINA).date()
        row = ask(case, "early_end", **SAID)
        told = right(case).refusal
    assert row.outcome.outcome == "refused" and row.closed_at is not None
    assert row.outcome.params["day"] == f"{first.year + 1}{first.isoformat()[4:]}"
    assert told.citation.compact == "浙政办发〔2019〕20号 二(一)3"


def test_what_is_not_public_or_not_performed_cannot_end_early(walk):
    walk.play(before="pay")
    with at("2027-06-01T10:00"):
        assert right(walk.the_case()).refusal.sentence == "行政处罚决定规定的义务尚未履行完毕。"
    walk.play(start="pay", before="archive")
    with at("2027-06-02T10:00"):
        assert right(walk.the_case()).possible


def test_a_publisher_checks_every_condition_and_the_notice_comes_down(walk, client):
    case = public(walk)
    with at("2027-06-01T10:00"):
        enter(client, case, "penalty_decision")
        page = client.get(reverse("desk:right", args=["early_end"]))
        assert "申请提前停止公示" in text(page)
        sent = client.post(reverse("desk:right", args=["early_end"]), SAID)
        row = PartyRequest.objects.get()
        assert sent["Location"] == reverse("desk:request", args=[row.uid]) and row.closed_at is None
        handler, publisher = (walk.actor(role, clock.today()) for role in ("handler", "publisher"))
        assert not requests_waiting(handler, limit=9) and not requests_of(case, handler)[0].may_answer
        assert [one.pk for one in requests_waiting(publisher, limit=9)] == [row.pk]
        with pytest.raises(NotAllowed):
            answer_request(actor=handler, request=row, **GRANTED)
        with pytest.raises(Invalid) as missing:
            answer_request(actor=publisher, request=row, **GRANTED, checked=frozenset({"fulfilled"}))
        assert missing.value.field == "conditions"
        desk = browser(walk.people, "publisher")
        address = reverse("work:request_answer", args=[case.uid, row.uid])
        some = desk.post(address, {**GRANTED, "fulfilled": "on", "repaired": "on"})
        assert some.status_code == 422 and PartyRequest.objects.get().closed_at is None
        done = desk.post(address, {**GRANTED, **dict.fromkeys(EARLY_END_CONDITIONS, "on")})
        assert done.status_code == 302
        notice = Notice.objects.get(source_urn=Decision.objects.get().urn)
        assert notice.withdrawal.nature == "ended_early"
        assert notice.withdrawal.since_day.isoformat() == "2027-06-01"
        seen = text(client.get(reverse("desk:request", args=[row.uid])))
        assert "准予提前停止公示" in seen and GRANTED["text"] in seen
        assert "已经停止公示" in right(case).refusal.sentence


def test_a_refusal_gives_its_reasons_and_leaves_the_notice_public(walk):
    case = public(walk)
    with at("2027-06-01T10:00"):
        row = ask(case, "early_end", **SAID)
        publisher = walk.actor("publisher", clock.today())
        answer_request(actor=publisher, request=row, answer="refused", text="仍在经营异常名录中。")
        found = requests_of(case, party(case))[0]
        assert found.text == "仍在经营异常名录中。" and found.answer == "不予提前停止公示"
        assert Notice.objects.get(source_urn=Decision.objects.get().urn).closed_at is None


def test_an_application_on_paper_is_dealt_with_on_the_publishers_desk(walk):
    public(walk)
    with at("2027-06-01T10:00"):
        duty = Decision.objects.get().urn
        notice = Notice.objects.get(source_urn=duty)
        desk = browser(walk.people, "publisher")
        page = desk.get(reverse("work:version", args=[notice.versions.latest("pk").uid]), follow=True)
        assert "提前停止公示（信用修复）" in text(page)
        form = {
            "applied_on": "2027-05-31",
            "reason": "符合条件。",
            "version": notice.versions.latest("pk").uid,
        }
        address = page.redirect_chain[-1][0].partition("?")[0] + "end_early/"
        assert desk.post(address, form).status_code == 422
        all_met = {**form, **dict.fromkeys(EARLY_END_CONDITIONS, "on")}
        assert browser(walk.people, "handler").post(address, all_met).status_code == 403
        assert desk.post(address, {**all_met, "applied_on": "2027-06-02"}).status_code == 422
        assert desk.post(address, all_met).status_code == 302
    assert Notice.objects.get(pk=notice.pk).withdrawal.since_day.isoformat() == "2027-05-31"


def test_what_is_not_performed_does_not_end_early_by_any_door(walk):
    """市场监督管理行政处罚信息公示规定 §14-1(1): the act asks the case, whoever calls it."""
    walk.play(before="pay")
    with at("2027-06-01T10:00"):
        notice = Notice.objects.get(source_urn=Decision.objects.get().urn)
        said = {"conditions": frozenset(EARLY_END_CONDITIONS), "applied_on": date(2027, 5, 31)}
        with pytest.raises(NotNow, match="尚未履行完毕"):
            end_early(
                actor=walk.actor("publisher", clock.today()), notice=notice, reason="符合条件。", **said
            )
    assert Notice.objects.get(pk=notice.pk).closed_at is None


def test_a_heavy_penalty_stays_public_for_its_whole_term(walk, monkeypatch):
    case = public(walk)
    monkeypatch.setattr("mingzhi.disclosure.rules.periods.may_end_early", lambda facts: False)
    with at("2027-06-01T10:00"):
        assert right(case).refusal.citation.compact == "市场监督管理行政处罚信息公示规定 §14-3"
        assert ask(case, "early_end", **SAID).outcome.outcome == "refused"
