"""A database that is away, a full disk, a fault of ours: said plainly, and what was typed is shown again."""

import errno

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse

from mingzhi.cases.models import Case
from mingzhi.catalogue.queries import power_on
from mingzhi.kernel import clock
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.staff.test_workbench_cases import MORNING, OPENING
from mingzhi.trail.acts import frame

pytestmark = pytest.mark.django_db
TOLD = {
    "locked": (OperationalError("database is locked"), 503, "数据库暂时没有应答"),
    "gone": (InterfaceError("connection already closed"), 503, "数据库暂时没有应答"),
    "base-full": (OperationalError("database or disk is full"), 503, "存储空间已满"),
    "full": (OSError(errno.ENOSPC, "No space left on device"), 503, "存储空间已满"),
    "not-migrated": (OperationalError("no such column: x"), 500, "系统暂时不能办理"),
    "fault": (RuntimeError("x"), 500, "系统暂时不能办理"),
}


@pytest.fixture
def officer(people):
    with clock.fixed(MORNING):
        found = browser(people, "handler")
        found.raise_request_exception = False
        yield found


def send(officer, monkeypatch, error, **headers):
    def fail(*_given, **_more):
        raise error

    monkeypatch.setattr(frame, "write", fail)
    power = power_on("MZ-CF-SP-001", clock.today())
    typed = OPENING | {"cause": "经营超过保质期的食品案，货架上十二包"}
    return officer.post(reverse("work:open_fill", args=[power.uid]), typed, **headers)


@pytest.mark.parametrize("how", TOLD)
def test_it_is_said_what_failed_and_nothing_typed_is_lost(officer, monkeypatch, how):
    error, status, said = TOLD[how]
    answer = send(officer, monkeypatch, error, HTTP_ORIGIN="http://testserver")
    page = text(answer)
    assert answer.status_code == status and said in page
    assert "货架上十二包" in page and "清溪县溪滨路18号" in page
    assert (answer.get("Retry-After") == "30") == (status == 503)
    assert not Case.objects.exists()


def test_what_was_typed_elsewhere_is_not_shown_and_programs_are_told(officer, monkeypatch):
    error, status, said = TOLD["locked"]
    answer = send(officer, monkeypatch, error, HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code == status and "货架上十二包" not in text(answer)
    told = send(officer, monkeypatch, error, HTTP_ACCEPT="application/json").json()
    assert told["code"] == "site.busy" and said in told["sentence"] and told["way_out"]


def test_the_page_asks_nothing_of_a_database_that_is_away(officer, monkeypatch):
    def away(*_given):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(away):
        answer = officer.post("/work/cases/", {"q": "货架上的十二包火腿肠"}, HTTP_ORIGIN="http://testserver")
    assert answer.status_code == 503 and "十二包火腿肠" in text(answer)
