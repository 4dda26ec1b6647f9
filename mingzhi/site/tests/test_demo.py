"""The whole demo county loads on the day of the run: no holiday and no limit stands in a case's way."""

import pytest

from mingzhi.cases.models import Case, CoerciveDecision
from mingzhi.disclosure.models import Exemption
from mingzhi.kernel import clock
from mingzhi.review.models import Submission
from mingzhi.site.demo.loading import load
from mingzhi.site.demo.plan import PLAN


@pytest.mark.embedded
@pytest.mark.django_db
def test_the_whole_county_loads_through_acts():
    loaded = list(load(cases=len(PLAN), now=clock.now()))
    assert len(loaded) == Case.objects.count() == len(PLAN) >= 60
    assert CoerciveDecision.objects.get(kind="decide_substitute").case.state == "closed"
    assert Submission.objects.get(closed_at=None, core__method="demolish").case_label
    assert Exemption.objects.get().filing_check
