"""The party uses its rights from its page: every button is recorded and waits for the handler."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.acts.requesting import withdraw_request
from mingzhi.cases.models import PartyRequest, RequestOutcome
from mingzhi.cases.queries.party.requests import requests_waiting
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, NotNow
from mingzhi.records.models import Attachment
from mingzhi.site.tests.asking import DEFENCE, IN_TIME, TOO_LATE, ask, enter, noticed, party
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, refused, take
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2b")]


def test_a_defence_goes_from_the_button_to_the_desk_of_the_handler_and_back(people, client):
    walk = noticed(people)
    case = walk.the_case()
    with at(IN_TIME):
        enter(client, case)
        page, form = client.get(reverse("desk:matter")), reverse("desk:right", args=["defence"])
        assert "视为放弃此权利" in text(page), "what the law makes of silence stands at the limit"
        assert f'href="{form}"' in text(page) and "还剩" in text(page)
        empty = client.post(form, {"defence": " ", "evidence": "召回记录\n进货票据"})
        assert empty.status_code == 422 and "进货票据" in text(empty)
        files = [SimpleUploadedFile("召回记录.txt", "召回3包".encode())]
        sent = client.post(form, {"defence": DEFENCE["defence"], "evidence": "召回记录", "files": files})
        row = PartyRequest.objects.get()
        assert sent["Location"] == reverse("desk:request", args=[row.uid])
        receipt = text(client.get(sent["Location"]))
        assert "2026年4月8日" in receipt and "召回记录.txt" in receipt and "等待机关办理" in receipt
        assert row.due_on.isoformat() == "2026-04-10"
        assert (
            Attachment.objects.get(case_urn=case.urn, step_urn=row.urn).file.sha256 == row.files[0]["sha256"]
        )
        entry = Entry.objects.get(act="cases.ask_right")
        assert entry.subject_urn == case.urn and entry.title == "陈述、申辩"

        handler = browser(people, "handler")
        assert f"{reverse('work:requests', args=[case.uid])}#q-{row.uid}" in text(handler.get("/work/"))
        listing = text(handler.get(reverse("work:requests", args=[case.uid])))
        step = reverse("work:step", args=[case.uid, "record_defence"]) + f"?request={row.uid}"
        assert step in listing and DEFENCE["defence"] in listing
        assert DEFENCE["defence"] in text(handler.get(step)), "the form starts with the words of the party"
        data = {"raised_on": "2026-04-08", "form": "written", "defence": DEFENCE["defence"]}
        assert handler.post(step, data).status_code == 302
        assert RequestOutcome.objects.get().step.code == "record_defence"
        assert "机关已办理" in text(client.get(reverse("desk:request", args=[row.uid])))
        again = handler.post(step, data)
        assert again.status_code == 409 and "已经办结" in text(again)
        assert reverse("work:requests", args=[case.uid]) not in text(handler.get("/work/"))


def test_no_decision_while_the_party_is_unheard(people):
    walk = noticed(people)
    with at(IN_TIME):
        row = ask(walk.the_case(), "defence", **DEFENCE)
    with at("2026-04-14T10:00"):
        answer = refused(NotNow, "cases.unheard", walk=walk, step="decide_penalty", by="head", officers=())
        assert answer.citation.compact == "行政处罚法 §45-1"
        withdraw_request(actor=party(walk.the_case()), request=row)
        walk.play(start="record_defence", before="decide_penalty")
        take(walk, "decide_penalty", by="head", officers=())
        assert walk.the_case().state == "decided"


def test_a_request_that_comes_while_the_decision_is_drawn_still_counts(people, monkeypatch):
    walk = noticed(people)
    walk.play(start="record_defence", before="decide_penalty")
    from mingzhi.cases.acts import papers

    real = papers.prepare

    def slow(*, actor, asked):
        draft = real(actor=actor, asked=asked)
        ask(walk.the_case(), "defence", **DEFENCE)
        return draft

    monkeypatch.setattr(papers, "prepare", slow)
    with at("2026-04-14T10:00"):
        refused(NotNow, "cases.unheard", walk=walk, step="decide_penalty", by="head", officers=())
    assert walk.the_case().state == "noticed"


@pytest.mark.parametrize(
    ("kind", "fine"), [("organisation", 10_000_000), ("person", 500_000), ("individual_business", 500_000)]
)
def test_a_hearing_in_time_waits_and_moves_the_case(people, kind, fine):
    walk = noticed(people, kind=kind, fine=fine, hearing=True)
    case = walk.the_case()
    with at(IN_TIME):
        row = ask(case, "hearing", note="要求当面质证。")
        assert row.closed_at is None and row.due_on.isoformat() == "2026-04-10"
        with pytest.raises(Conflict):
            ask(case, "hearing", note="再次。")
        assert [one.right for one in requests_waiting(people.cast("handler", clock.today()), limit=9)] == [
            "hearing"
        ]
    with at("2026-04-10T09:00"):
        taken = browser(people, "handler").post(
            reverse("work:step", args=[case.uid, "ask_hearing"]) + f"?request={row.uid}",
            {"requested_on": "2026-04-08", "note": "要求当面质证。"},
        )
        assert taken.status_code == 302 and walk.the_case().state == "hearing"
        back = ask(walk.the_case(), "withdraw_hearing", note="不再需要。")
        assert back.closed_at is None


@pytest.mark.parametrize(
    ("kind", "fine"), [("organisation", 10_000_000), ("person", 500_000), ("individual_business", 500_000)]
)
def test_a_hearing_asked_for_too_late_is_refused_with_the_rule_and_recorded(people, client, kind, fine):
    walk = noticed(people, kind=kind, fine=fine, hearing=True)
    with at(TOO_LATE):
        enter(client, walk.the_case())
        assert "要求听证的期限已于2026年4月10日届满" in text(client.get(reverse("desk:matter")))
        sent = client.post(reverse("desk:right", args=["hearing"]), {"note": "要求听证。"})
        page = text(client.get(sent["Location"]))
        assert "要求听证的期限已于2026年4月10日届满" in page and "要求听证的期限" in page
        end = RequestOutcome.objects.get()
        assert end.outcome == "refused" and end.basis == "行政处罚法 §64(1)"
        assert Entry.objects.filter(act="cases.ask_right").count() == 1
        assert not requests_waiting(people.cast("handler", clock.today()), limit=9)
        handlers_view = text(
            browser(people, "handler").get(reverse("work:requests", args=[walk.the_case().uid]))
        )
        assert "依法不能办理" in handlers_view and "要求听证的期限已于2026年4月10日届满" in handlers_view
        uid = walk.the_case().uid
        page = text(browser(people, "handler").get(reverse("work:case", args=[uid])))
        assert reverse("work:step", args=[uid, "ask_hearing"]) in page, "what came in time is entered"


@pytest.mark.parametrize(("kind", "fine"), [("organisation", 9_999_900), ("person", 499_900)])
def test_below_the_threshold_there_is_no_hearing_but_the_request_is_kept(people, kind, fine):
    walk = noticed(people, kind=kind, fine=fine)
    with at(IN_TIME):
        row = ask(walk.the_case(), "hearing", note="要求听证。")
    assert row.outcome.basis == "行政处罚法 §63-1" and row.closed_at is not None
