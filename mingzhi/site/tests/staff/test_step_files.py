"""Files that come with a step: both are taken or neither, and the page says why."""

import re
from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Case, Step
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.holding import hold
from mingzhi.records.models import Attachment, Document
from mingzhi.records.storing import store_bytes
from mingzhi.site.tests.pages import text
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, inspection, open_case, step_url
from mingzhi.site.walk import silence
from mingzhi.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(people):
    with clock.fixed(MORNING):
        client, _answer = open_case(people)
        yield client, Case.objects.get()


PROGRAM = SimpleUploadedFile("照片.jpg", b"MZ" + bytes(126) + b"PE\0\0" + bytes(400))
SCRIPT = SimpleUploadedFile("照片.jpg", b"<html><script>alert(1)</script></html>")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (PROGRAM, "records.type"),
        (SCRIPT, "records.type"),
        (SimpleUploadedFile("空.wav", b""), "records.empty"),
        (SimpleUploadedFile("照片.jpg", silence(seed="inspect")), "records.disguised"),
        (SimpleUploadedFile("照片.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(40)), "records.hostile"),
    ],
)
def test_a_refused_file_refuses_the_step_and_nothing_is_taken(people, opened, bad, code):
    client, case = opened
    bad.seek(0)
    good = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    before = Entry.objects.count()
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"files": [good, bad]})
    page = text(answer)
    assert answer.status_code == 422 and code in page and "怎么办" in page and 'id="f-file-error"' in page
    assert "火腿肠12包已超过保质期44天" in page, "what was typed stays"
    assert not Step.objects.filter(code="inspect").exists() and not Attachment.objects.exists()
    assert Entry.objects.count() == before
    good.seek(0)
    assert client.post(step_url(case, "inspect"), inspection(people) | {"files": [good]}).status_code == 302
    assert Attachment.objects.count() == 1


def test_a_file_too_large_refuses_the_step(people, opened, monkeypatch):
    monkeypatch.setattr("mingzhi.records.storing.LARGEST", 1000)
    client, case = opened
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"files": [film]})
    assert answer.status_code == 422 and "records.large" in text(answer)
    assert not Step.objects.filter(code="inspect").exists()


def test_a_file_refused_while_filing_takes_the_step_back_and_voids_its_number(people, opened, monkeypatch):
    full = Mock(side_effect=Invalid("records.full", "存储空间不足。"))
    monkeypatch.setattr("mingzhi.workbench.casework.stepping.attach", full)
    client, case = opened
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"), content_type="audio/wav")
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"files": [film]})
    assert answer.status_code == 422 and "存储空间不足" in text(answer) and full.called
    assert "火腿肠12包已超过保质期44天" in text(answer)
    assert not Step.objects.filter(code="inspect").exists()
    assert not Document.objects.filter(case_urn=case.urn, template_code="inspection_record").exists()


def test_a_file_chosen_twice_is_filed_once(people, opened):
    client, case = opened
    files = [SimpleUploadedFile(name, silence(seed="inspect")) for name in ("一.wav", "二.wav")]
    assert client.post(step_url(case, "inspect"), inspection(people) | {"files": files}).status_code == 302
    assert Attachment.objects.get().name == "一.wav"


def test_of_several_files_for_a_taken_step_all_are_filed_or_none(people, opened):
    client, case = opened
    client.post(step_url(case, "inspect"), inspection(people))
    sent = {"step": Step.objects.get(code="inspect").urn, "kind": "documentary"}
    good = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    SCRIPT.seek(0)
    url = reverse("work:add_material", args=[case.uid])
    assert client.post(url, sent | {"files": [good, SCRIPT]}).status_code == 422
    assert not Attachment.objects.exists()


def waiting(answer):
    return re.findall(r'name="held" value="([^"]+)" checked', text(answer))


def test_a_refused_step_keeps_its_files_without_a_script(people, opened):
    client, case = opened
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    answer = client.post(step_url(case, "inspect"), inspection(people, place="") | {"files": [film]})
    (note,) = waiting(answer)
    assert answer.status_code == 422 and "记录仪.wav" in text(answer) and not Attachment.objects.exists()
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"held": [note]})
    assert answer.status_code == 302 and Attachment.objects.get().name == "记录仪.wav"


def test_a_bad_file_beside_it_does_not_lose_the_good_one(people, opened):
    client, case = opened
    SCRIPT.seek(0)
    good = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"files": [SCRIPT, good]})
    assert answer.status_code == 422 and len(waiting(answer)) == 1


def test_what_is_unticked_is_not_filed(people, opened):
    client, case = opened
    assert client.post(step_url(case, "inspect"), inspection(people) | {"held": []}).status_code == 302
    assert not Attachment.objects.exists()


def test_a_file_sent_ahead_is_filed_with_the_step(people, opened):
    client, case = opened
    film = SimpleUploadedFile("记录仪.wav", silence(seed="inspect"))
    ahead = client.post(reverse("work:hold"), {"file": film}, headers={"Accept": "application/json"})
    assert (
        ahead.status_code == 200 and ahead.json()["name"] == "记录仪.wav" and not Attachment.objects.exists()
    )
    sent = inspection(people) | {"held": [ahead.json()["note"]]}
    assert client.post(step_url(case, "inspect"), sent).status_code == 302
    assert Attachment.objects.get().kind == "recording"


def test_a_file_refused_ahead_says_why_to_the_script(people, opened):
    client, _case = opened
    SCRIPT.seek(0)
    for sent, code in (({"file": SCRIPT}, "records.type"), ({}, "work.file")):
        answer = client.post(reverse("work:hold"), sent, headers={"Accept": "application/json"})
        assert answer.status_code == 422 and answer.json()["code"] == code and answer.json()["way_out"]


def test_anothers_note_refuses_the_step_and_names_the_field(people, opened):
    client, case = opened
    stored = store_bytes(silence(seed="inspect"), "别人的.wav")
    note = hold(stored, holder=people.cast("head", clock.today()).urn)
    answer = client.post(step_url(case, "inspect"), inspection(people) | {"held": [note]})
    assert answer.status_code == 422 and "records.held" in text(answer) and "别人的" not in text(answer)
    assert not Step.objects.filter(code="inspect").exists()


def test_the_time_a_form_began_with_moves_on_with_a_refusal(people, opened):
    client, case = opened
    began = {"occurred_at": "2026-04-13T09:00", "offered_at": "2026-04-13T09:00"}
    answer = client.post(step_url(case, "inspect"), inspection(people, place="") | began)
    assert 'name="occurred_at" value="2026-04-13T09:30"' in text(answer)
    answer = client.post(
        step_url(case, "inspect"), inspection(people, place="", offered_at="2026-04-13T09:00")
    )
    assert 'name="occurred_at" value="2026-04-13T08:40"' in text(answer), "a time that was typed stays"
