"""Lay entered notices over the seed: national first, then ever more local, later over earlier."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingzhi.calendars.rules.calendar import Calendar, Day
from mingzhi.calendars.rules.seed import LUNAR, announced_days, announced_years, provisional_days

FURTHEST_YEAR = max(LUNAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredDay:
    """A day as a notice orders it."""

    date: date
    working: bool
    name: str
    source: str


def build(
    *, days: Iterable[EnteredDay] = (), whole_years: Iterable[int] = (), jurisdiction: str = ""
) -> Calendar:
    """Return the calendar; ``days`` come in the order in which they stand over each other."""
    announced = announced_years() | frozenset(whole_years)
    last = max(announced_years())
    special = {day.date: day for day in announced_days()}
    for guess in provisional_days(range(last + 1, FURTHEST_YEAR + 1)):
        if guess.date.year not in announced:
            special[guess.date] = guess
    for entered in days:
        special[entered.date] = _day(entered, announced)
    return Calendar(special=special, announced=announced, jurisdiction=jurisdiction)


def _day(entered: EnteredDay, announced: frozenset[int]) -> Day:
    weekend = entered.date.weekday() >= 5
    return Day(
        entered.date,
        entered.working,
        entered.name,
        entered.source,
        holiday=not entered.working,
        made_up=entered.working and weekend,
        provisional=entered.date.year not in announced,
    )


def enclosing(jurisdiction: str) -> tuple[str, ...]:
    """Return the jurisdictions whose notices count for a region, widest first: "", 省, 市, 县."""
    if not jurisdiction:
        return ("",)
    return tuple(dict.fromkeys(("", jurisdiction[:2] + "0000", jurisdiction[:4] + "00", jurisdiction)))
