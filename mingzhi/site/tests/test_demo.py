"""The whole demo county loads on the day of the run: no holiday and no limit stands in a case's way."""

import pytest

from mingzhi.cases.models import Case
from mingzhi.kernel import clock
from mingzhi.site.demo.loading import load
from mingzhi.site.demo.plan import PLAN


@pytest.mark.embedded
@pytest.mark.django_db
def test_the_whole_county_loads_through_acts():
    loaded = list(load(cases=len(PLAN), now=clock.now()))
    assert len(loaded) == Case.objects.count() == len(PLAN) >= 60
