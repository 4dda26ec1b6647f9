"""The calendar's own knowledge: announced years from a kept library, later years by rule.

Announced years follow the yearly arrangement of the General Office of the State Council as kept by
the package chinesecalendar. Years not yet announced are laid out by the statutory holidays of the
revision in force since 2025 (《全国年节及纪念日放假办法》第二条), without guessing at shifted rest
days, and every one of their days is marked provisional.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib.metadata import version

from chinese_calendar import constants

from mingzhi.calendars.rules.calendar import PROVISIONAL_SOURCE, Day
from mingzhi.kernel.wording import gettext_noop as _

SOURCE = f"国务院办公厅年度放假安排（chinesecalendar {version('chinesecalendar')}）"
NAMES = {holiday.value: holiday.chinese for holiday in constants.Holiday}

# year: first day of the lunar year, fifth of the fifth month, fifteenth of the eighth month
LUNAR: dict[int, tuple[str, str, str]] = {
    2027: ("02-06", "06-09", "09-15"),
    2028: ("01-26", "05-28", "10-03"),
    2029: ("02-13", "06-16", "09-22"),
    2030: ("02-03", "06-05", "09-12"),
    2031: ("01-23", "06-24", "10-01"),
    2032: ("02-11", "06-12", "09-19"),
    2033: ("01-31", "06-01", "09-08"),
    2034: ("02-19", "06-20", "09-27"),
    2035: ("02-08", "06-10", "09-16"),
    2036: ("01-28", "05-30", "10-04"),
    2037: ("02-15", "06-18", "09-24"),
    2038: ("02-04", "06-07", "09-13"),
    2039: ("01-24", "05-27", "10-02"),
    2040: ("02-12", "06-14", "09-20"),
}


def _name(english: str) -> str:
    return str(NAMES.get(english, english))


@cache
def announced_years() -> frozenset[int]:
    """Return the years whose arrangement the library holds."""
    return frozenset(day.year for day in constants.holidays)


@cache
def announced_days() -> tuple[Day, ...]:
    """Return the special days of the announced years."""
    free = [
        Day(day, False, _name(name), SOURCE, holiday=True) for day, name in sorted(constants.holidays.items())
    ]
    worked = [
        Day(day, True, f"{_name(name)}调休上班日", SOURCE, made_up=True)
        for day, name in sorted(constants.workdays.items())
    ]
    return (*free, *worked)


def clear_and_bright(year: int) -> date:
    """Return the day of 清明 (4 or 5 April) by the usual rule for 2000–2099."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


def statutory_days(year: int) -> Iterator[tuple[date, str]]:
    """Yield the statutory holidays of a year: thirteen days, seven where no lunar date is kept."""
    yield date(year, 1, 1), _("元旦")
    yield clear_and_bright(year), _("清明")
    for day in (1, 2):
        yield date(year, 5, day), _("劳动节")
    for day in (1, 2, 3):
        yield date(year, 10, day), _("国庆节")
    if year in LUNAR:
        spring, dragon, moon = (date.fromisoformat(f"{year}-{text}") for text in LUNAR[year])
        for shift in (-1, 0, 1, 2):
            yield spring + timedelta(days=shift), _("春节")
        yield dragon, _("端午")
        yield moon, _("中秋")


def provisional_days(years: Iterable[int]) -> Iterator[Day]:
    """Yield the statutory holidays of years without an arrangement, marked provisional."""
    for year in years:
        for when, name in statutory_days(year):
            yield Day(when, False, name, PROVISIONAL_SOURCE, holiday=True, provisional=True)
