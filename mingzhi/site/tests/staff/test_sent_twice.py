"""A form sent twice does its work once: a double click, a page sent again by the browser."""

import re
import uuid
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.acts.access import send_one_time_code
from mingzhi.cases.models import AccessAttempt, Step
from mingzhi.disclosure.models import Duty, NoticeVersion
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.records.models import Attachment, Document, IssuedNumber, RecordingGap
from mingzhi.site.tests.pages import browser, play, text
from mingzhi.site.walk import silence
from mingzhi.trail.acts import SentAlready, issue, sending
from mingzhi.trail.acts.sending import spent
from mingzhi.trail.models import Entry, Sending

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 4, 17, 10, 0, tzinfo=clock.CHINA)
AGAIN = "没有重复办理"


def token_in(page, action=""):
    """Return the token of the page's form (of the form that goes to ``action``)."""
    forms = re.findall(
        r"<form method=\"post\".*?</form>|<form class=\"[^\"]*\" method=\"post\".*?</form>", page, re.S
    )
    form = next(one for one in forms if 'name="once"' in one and (not action or f'action="{action}"' in one))
    return re.search(r'name="once" value="([^"]+)"', form)[1]


def twice(client, url, typed, page_url="", files=None):
    """Open the form, send it, and send the same again; return both answers."""
    token = token_in(text(client.get(page_url or url)), url if page_url else "")
    answers = []
    for _time in range(2):
        more = {"files": [SimpleUploadedFile(*file) for file in files]} if files else {}
        answers.append(client.post(url, typed | more | {"once": token}))
    return answers


def led_on(client, answers):
    first, again = answers
    assert first.status_code == 302, text(first)
    assert again.status_code == 302
    assert AGAIN in text(client.get(again["Location"], follow=True))


def test_a_step_that_may_be_repeated_is_taken_once(people):
    case = play(people, before="answer_defence")
    with clock.fixed(datetime(2026, 4, 7, 14, 0, tzinfo=clock.CHINA)):
        client = browser(people, "handler")
        url = reverse("work:step", args=[case.uid, "record_defence"])
        typed = {"raised_on": "2026-04-07", "form": "written", "defence": "当事人又称不是故意。"}
        before, numbers = Step.objects.count(), IssuedNumber.objects.count()
        first, again = twice(client, url, typed)
        assert first.status_code == 302, text(first)
        taken = Step.objects.filter(case=case, code="record_defence").latest("id")
        led_on(client, (first, again))
        assert Step.objects.count() == before + 1 and IssuedNumber.objects.count() == numbers
        assert again["Location"] == reverse("work:case", args=[case.uid])
        assert Sending.objects.get().subject_urn == case.urn
        assert Entry.objects.filter(group=Sending.objects.get().group).exists() and taken


def test_a_notice_is_prepared_once(people):
    case = play(people, before="publish")
    with clock.fixed(FRIDAY):
        duty = Duty.objects.filter(subject_urn=case.urn, is_lead=True).latest("id")
        client, page = browser(people, "publisher"), reverse("work:duty", args=[duty.uid])
        answers = twice(client, reverse("work:duty_do", args=[duty.uid, "prepare"]), {}, page)
        led_on(client, answers)
        assert NoticeVersion.objects.filter(notice__source_urn=duty.source_urn).count() == 1


def test_material_is_filed_once_and_a_gap_explained_once(people):
    case = play(people, before="submit_review")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        client, url = browser(people, "handler"), reverse("work:add_material", args=[case.uid])
        step = Step.objects.filter(case=case, code="inspect").latest("id")
        before = Attachment.objects.count()
        film = ("记录仪.wav", silence(seed="twice"), "audio/wav")
        led_on(client, twice(client, url, {"step": step.urn, "kind": "evidence_material"}, files=[film]))
        assert Attachment.objects.count() == before + 1
        gaps = RecordingGap.objects.count()
        led_on(client, twice(client, url, {"step": step.urn, "item": "inspect", "reason": "设备故障"}))
        assert RecordingGap.objects.count() == gaps + 1


def test_a_party_that_clicks_twice_is_sent_one_code_and_counted_once(people, client, settings):
    settings.MODE = "demo"  # the code on the screen
    case = play(people, before="publish")
    with clock.fixed(FRIDAY):
        code = Document.objects.get(case_urn=case.urn, template_code="penalty_decision").code
        entrance = reverse("desk:home")
        for url, typed in (
            (reverse("desk:one_time"), {"code": code}),
            (entrance, {"code": code, "digits": "111111"}),
        ):
            before = AccessAttempt.objects.exclude(manner__in=("address", "addr_send")).count()
            token = token_in(text(client.get(entrance)))
            client.post(url, typed | {"once": token})
            again = client.post(url, typed | {"once": token})
            assert again.status_code == 409 and "没有重复核验" in text(again) and code in text(again)
            assert token_in(text(again)) != token, "the page answers with a form that can be sent"
            assert AccessAttempt.objects.exclude(manner__in=("address", "addr_send")).count() == before + 1


@pytest.mark.parametrize("answered", [True, False], ids=["page", "refusal"])
def test_a_second_press_refused_for_what_the_first_did_meanwhile_is_told_so(people, answered):
    handler = people.cast("handler", clock.today())
    token = issue(handler, "/work/")
    with pytest.raises(SentAlready), sending(token, actor=handler, target="/work/"):
        with sending(token, actor=handler, target="/work/"), spent(uuid.uuid4()):
            """The first press ends while the second is being looked at."""
        if not answered:
            raise NotNow("cases.decided", "已经作出决定。")


def test_a_form_of_somebody_else_or_for_another_place_does_nothing(people):
    case = play(people, before="publish")
    with clock.fixed(FRIDAY):
        duty = Duty.objects.filter(subject_urn=case.urn, is_lead=True).latest("id")
        url = reverse("work:duty_do", args=[duty.uid, "exempt"])
        publisher, client = people.cast("publisher", clock.today()), browser(people, "publisher")
        prepare = reverse("work:duty_do", args=[duty.uid, "prepare"])
        for token in (issue(people.cast("checker", clock.today()), prepare), issue(publisher, url), "x:y"):
            answer = client.post(prepare, {"once": token, "changes.wrong": ["甲"], "changes.right": ["乙"]})
            assert answer.status_code == 409 and "trail.form" in text(answer) and 'value="甲"' in text(answer)
        assert not NoticeVersion.objects.filter(notice__source_urn=duty.source_urn).exists()
        assert not Sending.objects.exists()


def test_a_form_that_was_refused_inside_its_act_may_be_sent_again(people):
    case = play(people, before="submit_review")
    with clock.fixed(datetime(2026, 3, 26, 10, 0, tzinfo=clock.CHINA)):
        client, url = browser(people, "handler"), reverse("work:add_material", args=[case.uid])
        step = Step.objects.filter(case=case, code="inspect").latest("id")
        sent = {"step": step.urn, "kind": "evidence_material"}
        same, other = silence(seed="same"), silence(seed="other")
        for content, status in ((same, 302), (same, 409), (other, 302)):
            if content is same:
                sent |= {"once": token_in(text(client.get(url)))}
            answer = client.post(url, sent | {"files": [SimpleUploadedFile("记录仪.wav", content)]})
            assert answer.status_code == status, text(answer)
        assert Sending.objects.count() == 2


def test_acts_without_a_form_are_not_held_back(people):
    with clock.fixed(FRIDAY):
        sent = {"actor": public_actor(on=clock.today()), "code": "0" * 16, "on_screen": True}
        for _time in range(2):
            send_one_time_code(**sent)
        assert not Sending.objects.exists()
        token, form = issue(None, "/desk/"), {"actor": None, "target": "/desk/"}
        with sending(token, **form):
            send_one_time_code(**sent)
        with pytest.raises(SentAlready), sending(token, **form):
            pytest.fail("the form was opened again")
        assert Sending.objects.count() == 1
