"""Count last days anew after a holiday notice: what every room owes, and how a row is moved.

A result that rests on a year without a notice is provisional and says that it will be counted anew. The
rooms above say here, when they start, what they count; each does so in acts of its own.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Model

from mingzhi.calendars.models import DayMove, HolidayNotice, Recountable
from mingzhi.calendars.queries.recounting import MOST_LOOKED_AT
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.calendars.rules.reach import CalendarOf, Moves, OneMove, Reach, gather
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Recounts:
    """What one room counts anew: the moves there would be, and the counting (how many read otherwise).

    ``moves`` yields None for what was looked at and stays, so that a long look can be broken off.
    """

    moves: Callable[[CalendarOf, Reach], Iterable[OneMove | None]]
    recount: Callable[[Actor, HolidayNotice], int]


ROOMS: dict[str, Recounts] = {}
"""Name of a room → what it counts anew."""


def moves_under(calendar_of: CalendarOf, reach: Reach) -> Moves:
    """Return what would move if ``calendar_of`` counted, in every room, without naming a matter."""
    found: list[OneMove] = []
    bounded = False
    for room in ROOMS.values():
        looks = iter(room.moves(calendar_of, reach))
        found += filter(None, islice(looks, MOST_LOOKED_AT))
        bounded = bounded or any(True for _look in looks)
    return gather(found, bounded=bounded)


def note_move(row: Model, deadline: Deadline, *, before: date, notice: HolidayNotice) -> DayMove:
    """Write that the last day of a row moved; runs inside an act of the row's own room."""
    return DayMove.objects.create(
        of_table=row._meta.db_table,
        of_row=row.pk,
        notice=notice,
        at=clock.now(),
        due_before=before,
        due=deadline.due_date,
        provisional=deadline.provisional,
        derivation=deadline.derivation(),
    )


def move_day(
    row: Recountable, deadline: Deadline, *, notice: HolidayNotice, before: date | None = None
) -> DayMove:
    """Move the last day of a row, and write that it moved; what was derived at first stays in the row."""
    told = note_move(row, deadline, before=before or row.last_day, notice=notice)
    row.moved_to, row.moved_derivation = told.due, told.derivation
    row.save(update_fields=Recountable.MOVED)
    return told
