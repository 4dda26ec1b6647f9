"""Until when a duty has to be fulfilled, as it counts now: a holiday notice may have moved the day.

The row of the duty keeps what was derived at first; its present state carries the present day.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from mingzhi.calendars.queries.recounting import CHUNK, last_moves, otherwise
from mingzhi.calendars.rules.deadlines import Deadline
from mingzhi.calendars.rules.reach import CalendarOf, Reach
from mingzhi.disclosure.models import Duty, DutyState
from mingzhi.disclosure.rules.completeness import OWED

TABLE = Duty._meta.db_table


class Counted(NamedTuple):
    """How the present day of a duty was counted."""

    derivation: Mapping[str, Any]
    provisional: bool


def counted(states: Sequence[DutyState]) -> dict[int, Counted]:
    """Return key of a duty → how its present day was counted; asks only where a day can have moved."""
    keys = [row.duty_id for row in states if row.due_on != row.duty.due_on or row.duty.provisional]
    moves = last_moves(TABLE, keys) if keys else {}
    return {
        row.duty_id: Counted(moves[row.duty_id].derivation, moves[row.duty_id].provisional)
        if row.duty_id in moves
        else Counted(row.duty.derivation, row.duty.provisional)
        for row in states
    }


def counted_one(state: DutyState) -> Counted:
    """Return how the present day of one duty was counted."""
    return counted([state])[state.duty_id]


def owed_within(reach: Reach) -> "QuerySet[DutyState]":
    """Return the present states of the duties that a holiday notice may touch."""
    rows = DutyState.objects.filter(until=None, state=OWED, duty__region_code__startswith=reach.within)
    late_enough = Q(due_on__gte=reach.since)
    if reach.whole_year:
        late_enough |= Q(duty__provisional=True)
    return rows.filter(late_enough).select_related("duty")


def owed_looks(
    rows: "QuerySet[DutyState]", calendar_of: CalendarOf
) -> Iterator[tuple[DutyState, Deadline | None]]:
    """Yield every state with what its day comes to now, None where it stays as it reads."""
    after = 0
    while part := list(rows.filter(pk__gt=after).order_by("pk")[:CHUNK]):
        told = counted(part)
        for row in part:
            derivation = told[row.duty_id].derivation
            yield row, otherwise(derivation, row.due_on, calendar_of(str(derivation["jurisdiction"])))
        after = part[-1].pk
