"""Terms of publication, derived once: many decisions of a day share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import due


@dataclass(frozen=True, slots=True)
class Derived:
    """A term derived once."""

    calendar: Calendar  # kept, so that its id cannot be given to another
    due_on: date
    provisional: bool
    derivation: Mapping[str, Any]


_Key = tuple[int, date, str, str, str]
_derived: dict[_Key, Derived] = {}
_MOST_DERIVED = 5000


def deadline_of(
    start: date, length: str, calendar: Calendar, *, roll: str = "next", basis: str = ""
) -> Derived:
    """Derive a term once per day, length, calendar, rolling rule and basis."""
    key = (id(calendar), start, length, roll, basis)
    found = _derived.get(key)
    if found is None or found.calendar is not calendar:
        deadline = due(start, length, calendar=calendar, roll=roll, basis=basis)
        found = Derived(calendar, deadline.due_date, deadline.provisional, deadline.derivation())
        if len(_derived) >= _MOST_DERIVED:
            _derived.clear()
        _derived[key] = found
    return found
