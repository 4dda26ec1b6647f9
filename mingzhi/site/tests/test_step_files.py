"""Files that come with a step: both are taken or neither, and the page says why."""

from unittest.mock import Mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mingzhi.cases.models import Case, Step
from mingzhi.cases.tests.factories import company
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid
from mingzhi.records.models import Attachment, Document
from mingzhi.site.tests.pages import text
from mingzhi.site.tests.test_workbench_cases import MORNING, inspection, open_case, step_url
from mingzhi.site.walk import silence
from mingzhi.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return company()


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
    monkeypatch.setattr("mingzhi.workbench.stepping.attach", full)
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
