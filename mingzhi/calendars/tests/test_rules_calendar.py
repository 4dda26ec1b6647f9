from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday

from mingzhi.calendars.rules.overlay import EnteredDay, build, enclosing
from mingzhi.calendars.rules.seed import LUNAR, clear_and_bright, statutory_days


def test_every_announced_day_agrees_with_the_kept_library():
    calendar = build()
    day = date(2004, 1, 1)
    while day <= date(2026, 12, 31):
        assert calendar.is_working(day) == is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "working", "name"),
    [
        ("2026-02-14", True, "春节调休上班日"),
        ("2026-02-16", False, "春节"),
        ("2026-02-28", True, "春节调休上班日"),
        ("2026-05-09", True, "劳动节调休上班日"),
        ("2026-09-20", True, "国庆节调休上班日"),
        ("2026-10-10", True, "国庆节调休上班日"),
        ("2026-09-25", False, "中秋"),
        ("2026-04-11", False, "休息日"),
        ("2026-04-13", True, "工作日"),
    ],
)
def test_days_of_2026_say_what_they_are(day, working, name):
    found = build().day(date.fromisoformat(day))
    assert (found.working, found.name, found.provisional) == (working, name, False)


def test_later_years_are_laid_out_by_rule_and_marked():
    calendar = build()
    new_year = calendar.day(date(2027, 1, 1))
    assert (new_year.working, new_year.name, new_year.provisional) == (False, "元旦", True)
    assert calendar.day(date(2027, 2, 5)).name == "春节"  # New Year's Eve
    assert calendar.day(date(2027, 2, 9)).working
    assert calendar.day(date(2041, 3, 1)).provisional and not calendar.day(date(2026, 12, 31)).provisional
    assert len(list(statutory_days(2027))) == 13 and len(list(statutory_days(2041))) == 7


def test_the_rule_for_clear_and_bright_agrees_with_the_announced_years():
    calendar = build()
    for year in range(2008, 2027):
        day = clear_and_bright(year)
        assert not calendar.is_working(day), day


def test_the_lunar_days_kept_fall_on_the_right_moons():
    """Between two lunar new years lie twelve or thirteen lunar months; the feasts keep their distance."""
    for year, (spring, dragon, moon) in LUNAR.items():
        first, fifth, eighth = (date.fromisoformat(f"{year}-{text}") for text in (spring, dragon, moon))
        months = (fifth - timedelta(days=4) - first).days / 29.530588
        assert abs(months - round(months)) * 29.53 < 1.2 and round(months) in {4, 5}
        later = (eighth - timedelta(days=14) - first).days / 29.530588
        assert abs(later - round(later)) * 29.53 < 1.2 and round(later) in {7, 8}


def test_a_local_day_stands_over_a_national_one_and_a_later_over_an_earlier():
    day = date(2026, 4, 14)
    entered = [
        EnteredDay(date=day, working=False, name="全国临时放假", source="甲"),
        EnteredDay(date=day, working=True, name="本县照常上班", source="乙"),
    ]
    found = build(days=entered, jurisdiction="339921").day(day)
    assert (found.working, found.name, found.source) == (True, "本县照常上班", "乙")
    assert enclosing("339921") == ("", "330000", "339900", "339921")
    assert enclosing("") == ("",)


def test_an_entered_whole_year_is_no_longer_provisional_and_forgets_the_guess():
    entered = [EnteredDay(date=date(2027, 1, 1), working=False, name="元旦", source="国办通知")]
    calendar = build(days=entered, whole_years=[2027])
    assert not calendar.day(date(2027, 3, 1)).provisional
    assert calendar.day(date(2027, 1, 1)).source == "国办通知"
    assert calendar.is_working(date(2027, 5, 3)) and calendar.is_working(date(2027, 2, 8))
