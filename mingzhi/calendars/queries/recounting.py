"""Which last days a holiday notice touches, and what they come to with another calendar."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db.models import QuerySet

from mingzhi.calendars.models import DayMove, HolidayNotice, Recountable
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.calendars.rules.reach import CalendarOf, OneMove, Reach

CHUNK = 500
MOST_LOOKED_AT = 5_000
Row = TypeVar("Row", bound=Recountable)


def reach_of(notice: HolidayNotice) -> Reach:
    """Return how far a notice reaches."""
    first = min(notice.days.values_list("date", flat=True), default=date(notice.year, 1, 1))
    return Reach(notice.jurisdiction, first, notice.whole_year)


def again(derivation: Mapping[str, Any], calendar: Calendar) -> Deadline:
    """Count a limit once more from its own derivation: the same start and length, another calendar."""
    first, *extensions = str(derivation["length"]).split("+")
    start = date.fromisoformat(str(derivation["start"])[:10])
    return due(start, first, calendar=calendar, extensions=extensions, basis=str(derivation.get("basis", "")))


def otherwise(derivation: Mapping[str, Any], last_day: date, calendar: Calendar) -> Deadline | None:
    """Return a limit as this calendar counts it, None where nothing reads otherwise."""
    deadline = again(derivation, calendar)
    said = (deadline.due_date, deadline.provisional)
    return None if said == (last_day, bool(derivation.get("provisional"))) else deadline


def looks(
    rows: Iterable[Row], reach: Reach, calendar_of: CalendarOf
) -> Iterator[tuple[Row, Deadline | None]]:
    """Yield every row with what its last day comes to now, None where it stays as it reads."""
    for row in rows:
        told = row.counted_as
        region = str(told.get("jurisdiction", ""))
        within = reach.touches(region, row.last_day, provisional=row.last_day_provisional)
        yield row, otherwise(told, row.last_day, calendar_of(region)) if within else None


def touched(rows: Iterable[Row], reach: Reach, calendar_of: CalendarOf) -> Iterator[tuple[Row, Deadline]]:
    """Yield the rows of which the last day reads otherwise now, with what it comes to."""
    for row, deadline in looks(rows, reach, calendar_of):
        if deadline is not None:
            yield row, deadline


def moves_of(
    rows: Iterable[Row], reach: Reach, calendar_of: CalendarOf, *, kind: str, title: str = ""
) -> Iterator[OneMove | None]:
    """Yield what would move of some rows, None for a row that stays."""
    for row, deadline in looks(rows, reach, calendar_of):
        moves = deadline is not None and deadline.due_date != row.last_day
        yield OneMove(kind, title, row.last_day, deadline.due_date) if deadline and moves else None


def by_key(rows: "QuerySet[Any]") -> Iterator[Any]:
    """Yield rows in parts by key, so that each part is read when the one before has been written."""
    after = 0
    while part := list(rows.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        yield from part
        after = part[-1].pk


def last_moves(table: str, keys: Iterable[int]) -> dict[int, DayMove]:
    """Return the last move of each of some rows of a table; one query."""
    rows = DayMove.objects.filter(of_table=table, of_row__in=list(keys)).order_by("pk")
    return {row.of_row: row for row in rows}
