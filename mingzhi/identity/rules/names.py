"""Names of the day: a body's periods of name and place, and how a line of a register is cut by them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a body was called, and where it stood, from a day on."""

    since: date
    name: str
    region: str


def cut(
    history: Sequence[Named], since: date, until: date | None
) -> Iterator[tuple[date, date | None, Named]]:
    """Yield ``[since, until)`` in pieces that each bear one name; ``history`` is in order of time.

    Before the first name the first counts, after the last the last: what was published under a name
    goes on standing under the name of its day.
    """
    turns = [row.since for before, row in pairwise(history) if _differs(before, row)]
    inside = [day for day in turns if since < day and (until is None or day < until)]
    for start, end in zip([since, *inside], [*inside, until], strict=True):
        yield start, end, name_on(history, start)


def name_on(history: Sequence[Named], day: date) -> Named:
    """Return the name of a day; the first one before there was any."""
    return next((row for row in reversed(history) if row.since <= day), history[0])


def _differs(before: Named, after: Named) -> bool:
    return (before.name, before.region) != (after.name, after.region)
