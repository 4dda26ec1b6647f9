"""The to-do list says when background work stands and when the clock of the server went back."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from mingzhi.kernel import clock
from mingzhi.ledger.acts.integrate import integrate_all
from mingzhi.ledger.acts.queue import queue_leaf
from mingzhi.ledger.rules.logs import ACTS
from mingzhi.workbench.tests.doors import staff

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 4, 13, 9, 0, tzinfo=clock.CHINA)
STANDS, SLOW = "后台工作停了", "服务器的时钟比最新的记录慢"


@pytest.fixture
def officer(settings, tmp_path):
    settings.LOG_KEY_FILE = str(tmp_path)
    with clock.fixed(NINE):
        _actor, client = staff("handler")
        integrate_all()
        queue_leaf(log=ACTS, commitment=b"x" * 32)
    return client


def said(officer, moment):
    with clock.fixed(moment):
        page = officer.get(reverse("work:home")).content.decode()
    return STANDS in page, SLOW in page


def test_what_waits_for_minutes_is_said_until_it_is_signed(officer):
    assert said(officer, NINE + timedelta(minutes=1)) == (False, False)
    assert said(officer, NINE + timedelta(minutes=7)) == (True, False)
    integrate_all()
    assert said(officer, NINE + timedelta(minutes=7)) == (False, False)


def test_a_clock_set_back_is_said(officer):
    assert said(officer, NINE - timedelta(minutes=1)) == (False, False)
    assert said(officer, NINE - timedelta(hours=1)) == (False, True)
