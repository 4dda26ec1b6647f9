"""What other channels are still owed, by agency and channel; the sum; what was late stays late."""

from datetime import datetime

import pytest
from django.db.models import Count

from mingzhi.disclosure.acts import confirm_delivery
from mingzhi.disclosure.models import Duty
from mingzhi.disclosure.queries import desk
from mingzhi.disclosure.queries.elsewhere import _others, by_channel, elsewhere
from mingzhi.disclosure.rules.completeness import OWED, REMOVAL
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3b")]
OTHER = "11330000MB0000000X"


def standing(agencies=None):
    return {
        (line.agency_code, line.channel): (line.not_yet_due, line.overdue, line.removal, line.late)
        for line in elsewhere(agencies)
    }


def confirmed(key, channel):
    duty = Duty.objects.get(source_urn=make.source(key).urn, channel=channel)
    confirm_delivery(actor=make.publisher(), duty=duty, receipt=f"{channel}-{key}")


def test_publishing_here_does_not_settle_the_other_channels() -> None:
    make.published_notice("1")
    assert standing() == {(make.AGENCY, "credit"): (1, 0, 0, 0), (make.AGENCY, "gsxt"): (1, 0, 0, 0)}
    with clock.fixed(datetime(2026, 4, 24, 9, tzinfo=clock.CHINA)):  # 7 working days of credit are over
        assert standing()[make.AGENCY, "credit"] == (0, 1, 0, 0)
        confirmed("1", "credit")
        confirmed("1", "gsxt")
        assert standing() == {(make.AGENCY, "credit"): (0, 0, 0, 1)}


def test_what_came_down_here_is_owed_there_until_confirmed() -> None:
    notice = make.published_notice("1")
    confirmed("1", "gsxt")
    make.withdrawn(notice)
    assert standing() == {(make.AGENCY, "gsxt"): (0, 0, 1, 0)}


def test_each_agency_has_its_lines_and_the_sum_has_each_channel() -> None:
    make.duties(make.source("1"))
    make.duties(make.source("2", agency_code=OTHER, agency_name="之江省市场监督管理局"))
    assert {agency for agency, _channel in standing()} == {make.AGENCY, OTHER}
    assert {agency for agency, _channel in standing([OTHER])} == {OTHER}
    assert [(line.channel, line.owed) for line in by_channel(elsewhere())] == [("credit", 2), ("gsxt", 2)]
    assert [line.owed for line in by_channel([])] == [0, 0]


def test_the_list_of_one_channel() -> None:
    make.duties(make.source("1"))
    assert {line.channel for line in desk.duties_for(make.publisher(), channel="credit")} == {"credit"}


@pytest.mark.embedded  # PostgreSQL takes any index over tables as small as these
def test_only_what_is_open_or_was_late_is_read() -> None:
    """What is shown everywhere, most of all duties, is never walked for the first page."""
    rows = _others().annotate(number=Count("pk"))
    assert "disclosure_beside_leads (state=?)" in rows.filter(state__in=[OWED, REMOVAL]).explain()
    assert "disclosure_late_duties" in rows.filter(late=True).explain()
