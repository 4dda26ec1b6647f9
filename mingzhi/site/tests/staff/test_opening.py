"""What is refused when a case is opened, and what is not offered there."""

from dataclasses import replace

import pytest
from django.urls import reverse

from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import power_on
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, open_case
from mingzhi.workbench.views.casework import opening

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning():
    with clock.fixed(MORNING):
        yield


def test_an_act_of_tomorrow_is_not_opened(people):
    _client, answer = open_case(people, act_ended_on="2026-04-14")
    assert answer.status_code == 422 and "cases.act_ended_ahead" in text(answer)
    assert not Case.objects.exists()


def test_a_power_without_procedure_is_only_named(people, monkeypatch):
    apart = replace(power_on("MZ-CF-SP-001", clock.today()), name="食品检查", procedures=("inspection",))
    monkeypatch.setattr(opening, "powers_of", lambda *_args, **_more: [apart])
    monkeypatch.setattr(opening, "power_version", lambda _uid: apart)
    client = browser(people, "handler")
    page = text(client.get(reverse("work:open")))
    assert "食品检查" in page and reverse("work:open_fill", args=[apart.uid]) not in page
    answer = client.get(reverse("work:open_fill", args=[apart.uid]))
    assert answer.status_code == 409 and "不单独登记案件" in text(answer)
    assert not Case.objects.exists()


def test_what_was_typed_survives_a_refusal(people):
    _client, answer = open_case(people, **{"party.code": "92339921MA7K9XY03X"})
    assert answer.status_code == 422
    page = text(answer)
    assert "统一社会信用代码不正确" in page and "清溪县好味食品店" in page and "王秀兰" in page
    assert not Case.objects.exists()


def test_a_day_before_there_was_an_agency_is_said_beside_it_and_nothing_typed_is_lost(people):
    _client, answer = open_case(people, occurred_at="1950-01-01T09:00", late_reason="补录")
    page = text(answer)
    assert answer.status_code == 422 and "cases.before_the_agency" in page and "王秀兰" in page


def test_nobody_applies_for_a_penalty(people):
    _client, answer = open_case(people, source="当事人申请")
    assert answer.status_code == 422 and not Case.objects.exists()
