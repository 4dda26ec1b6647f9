"""The plan of the demo fits every day of the year: holidays, and days off that were worked."""

from datetime import datetime, timedelta

import pytest

from mingzhi.kernel.clock import CHINA
from mingzhi.site.demo.playing import DAY, in_time, shift_for
from mingzhi.site.walk import scenario

pytestmark = pytest.mark.django_db
LOADED = datetime(2026, 11, 29, 20, 45, tzinfo=CHINA)


def test_a_week_with_a_worked_sunday_is_passed_over():
    """On 20 September 2026 people worked for the national holiday: seven working days end a day earlier."""
    events = scenario("expired-food")["events"]
    last = max(event["at"] for event in events)
    plain = timedelta(weeks=(LOADED - timedelta(days=3) - last) // timedelta(weeks=1))
    assert not in_time(events, plain)
    assert shift_for(events, LOADED, idle=0, slack=3) == plain - timedelta(weeks=1)


def test_preserved_goods_are_handled_in_time_on_whatever_day_the_county_is_loaded():
    events = scenario("expired-food")["events"]
    for number in range(730):
        now = datetime(2026, 1, 1, 9, tzinfo=CHINA) + number * DAY
        shift = shift_for(events, now, idle=0, slack=3)
        assert in_time(events, shift)
        assert max(event["at"] for event in events) + shift <= now
