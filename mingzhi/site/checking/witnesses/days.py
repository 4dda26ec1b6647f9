"""Last days that a holiday notice moved: what a row says now is what its last move says, and that is lawful.

A move counts again what the row said at first, by the calendar as it was known then.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import F, Model

from mingzhi.calendars.models import DayMove, Recountable
from mingzhi.calendars.queries import calendar_known_at
from mingzhi.calendars.queries.recounting import again, last_moves
from mingzhi.cases.models import PartyRequest, Rectification
from mingzhi.disclosure.models import Duty, DutyState, Report
from mingzhi.review.models import Submission
from mingzhi.site.checking.witnesses.reading import Look, parts, unfounded
from mingzhi.supervision.models import AdjustmentTask

MOVING: tuple[type[Recountable], ...] = (Report, PartyRequest, Rectification, Submission, AdjustmentTask)


def _moved(model: type[Recountable]) -> Iterator[str]:
    """What a row says of its present day is what its last move says."""
    for part in parts(model._default_manager.all()):
        moves = last_moves(model._meta.db_table, (row.pk for row in part))
        for row in part:
            last = moves.get(row.pk)
            if row.moved_to is None and isinstance(row, Submission) and row.extensions.exists():
                last = None  # the limit was made longer after it had moved
            wanted = (last.due, last.derivation) if last else (None, None)
            if row.moved_to != wanted[0]:
                yield unfounded(row, "moved_to")
            elif row.moved_derivation != wanted[1]:
                yield unfounded(row, "moved_derivation")


def _duties() -> Iterator[str]:
    """A state of a duty is on the day derived at first, or on one to which a notice moved it."""
    table = Duty._meta.db_table
    rows = DutyState.objects.exclude(due_on=F("duty__due_on"))
    for part in parts(rows):
        keys = {row.duty_id for row in part}
        told = set(DayMove.objects.filter(of_table=table, of_row__in=keys).values_list("of_row", "due"))
        yield from (unfounded(row, "due_on") for row in part if (row.duty_id, row.due_on) not in told)
    for moves in parts(DayMove.objects.filter(of_table=table)):
        last = last_moves(table, (move.of_row for move in moves))
        now = DutyState.objects.filter(duty__in=last, until=None)
        yield from (unfounded(row, "due_on") for row in now if row.due_on != last[row.duty_id].due)


_FIRST: dict[str, type[Model]] = {model._meta.db_table: model for model in MOVING}
_FIRST[Duty._meta.db_table] = Duty


def _lawful() -> Iterator[str]:
    """A move is of a row that there is, from its own start, to the day the calendar of that moment gives."""
    for part in parts(DayMove.objects.all()):
        for move in part:
            model = _FIRST.get(move.of_table)
            row: Any = model._default_manager.filter(pk=move.of_row).first() if model else None
            told = move.derivation
            counted = again(told, calendar_known_at(str(told.get("jurisdiction", "")), move.at))
            if counted.due_date != move.due or row is None or told["start"] not in _starts(row):
                yield unfounded(move, "due")


def _starts(row: Any) -> set[str]:
    """Return from which days the limits of a row may run."""
    rows: list[Any] = [row, *row.extensions.all()] if isinstance(row, Submission) else [row]
    return {str(one.derivation["start"]) for one in rows}


LOOKS: tuple[Look, ...] = (*(partial(_moved, model) for model in MOVING), _duties, _lawful)
