"""The demo publishes the annual statistics that fell due last, never those of a year not yet counted."""

from datetime import datetime, timedelta

import pytest

from mingzhi.disclosure.models import Publication
from mingzhi.kernel import clock
from mingzhi.site.demo.annual import load_annual
from mingzhi.site.demo.county import load_bodies
from mingzhi.site.demo.loading import FOUNDED
from mingzhi.supervision.models import AnnualReport

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3e")]
DAYS = (
    (datetime(2026, 11, 24, 9, 0, tzinfo=clock.CHINA), 2025),
    (datetime(2026, 1, 23, 9, 0, tzinfo=clock.CHINA), 2025),
    (datetime(2026, 1, 21, 9, 0, tzinfo=clock.CHINA), 2024),
    (datetime(2026, 1, 5, 9, 0, tzinfo=clock.CHINA), 2024),
)


@pytest.mark.parametrize(("now", "year"), DAYS)
def test_the_year_that_fell_due_last_is_published(now: datetime, year: int) -> None:
    with clock.fixed(now - FOUNDED - timedelta(days=30)):
        people = load_bodies(today=clock.today())
    with clock.fixed(now):
        made = load_annual(people, now)
    told = AnnualReport.objects.values_list("agency_code", "year")
    assert len(told) == made > 0
    assert {counted for _code, counted in told} == {year}
    assert {code for code, _year in told} <= set(people.agencies.values())
    days = Publication.objects.values_list("first_published_at", flat=True)
    assert len(days) == made and all(year < day.year <= now.year and day < now for day in days)
