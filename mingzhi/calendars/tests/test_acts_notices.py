from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from mingzhi.calendars.acts.notices import enter_notice
from mingzhi.calendars.models import CalendarDay
from mingzhi.calendars.queries import announced_until, calendar, notices
from mingzhi.calendars.rules.announced import Announced
from mingzhi.calendars.rules.deadlines import due
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import Invalid

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知"
KEEPER = Actor(
    kind=ActorKind.PERSON, urn="urn:mingzhi:identity:person:1", label="管理员", on=date(2026, 11, 1)
)


def enter(**changes):
    arguments = {
        "year": 2027,
        "source": SOURCE,
        "days": [(DAY, False, "元旦"), (date(2027, 1, 9), True, "元旦调休上班日")],
        "whole_year": True,
    }
    return enter_notice(actor=KEEPER, announced=Announced(**{**arguments, **changes}))


def test_an_entered_notice_counts_at_once_and_ends_the_provisional_time():
    start = date(2026, 12, 28)
    assert due(start, "9wd", calendar=calendar()).provisional
    assert announced_until() == date(2026, 12, 31)
    notice = enter()
    found = due(start, "9wd", calendar=calendar())
    assert not found.provisional and found.due == date(2027, 1, 9)
    assert found.worked[0].source == SOURCE
    assert announced_until() == date(2027, 12, 31)
    assert notice.entered_by_label == "管理员"
    assert [entry["source"] for entry in notices(2027)] == [SOURCE]


def test_a_county_notice_counts_in_the_county_only(django_assert_num_queries):
    enter(year=2026, days=[(date(2026, 4, 15), False, "县庆")], whole_year=False, jurisdiction="339921")
    assert not calendar("339921").is_working(date(2026, 4, 15))
    assert calendar("339922").is_working(date(2026, 4, 15)) and calendar().is_working(date(2026, 4, 15))
    with django_assert_num_queries(1):
        calendar("339921")


def test_a_later_notice_stands_over_an_earlier_one_and_both_remain():
    enter()
    enter(source="更正通知", days=[(date(2027, 1, 9), False, "休息日")], whole_year=False)
    assert not calendar().is_working(date(2027, 1, 9))
    assert len(notices(2027)) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"source": " "},
        {"days": []},
        {"days": [(DAY, False, "元旦"), (DAY, True, "元旦")]},
        {"days": [(date(2026, 12, 31), False, "元旦")]},
        {"jurisdiction": "339921"},
    ],
)
def test_an_unclear_notice_is_refused(changes):
    with pytest.raises(Invalid):
        enter(**changes)


def test_an_entered_day_cannot_be_altered_or_deleted():
    notice = enter()
    for change in (
        lambda: CalendarDay.objects.filter(notice=notice).update(working=True),
        lambda: CalendarDay.objects.filter(notice=notice)._raw_delete("default"),
        lambda: CalendarDay.objects.create(notice=notice, date=DAY, working=True, name="重复"),
    ):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            change()
