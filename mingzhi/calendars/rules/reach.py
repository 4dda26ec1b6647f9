"""How far a holiday notice reaches, and which last days it moves."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from mingzhi.calendars.rules.calendar import Calendar

CalendarOf = Callable[[str], Calendar]
"""The calendar of a region, by its code."""


class Reach(NamedTuple):
    """A region and a first day; ``whole_year``: also what rests on a year that had no notice."""

    jurisdiction: str
    since: date
    whole_year: bool = False

    @property
    def within(self) -> str:
        """How the codes of the region and everything in it begin."""
        if self.jurisdiction.endswith("0000"):
            return self.jurisdiction[:2]
        return self.jurisdiction[:4] if self.jurisdiction.endswith("00") else self.jurisdiction

    def touches(self, region: str, last_day: date, *, provisional: bool) -> bool:
        """Tell whether a limit counted by the calendar of ``region`` may read otherwise now."""
        late_enough = last_day >= self.since or (self.whole_year and provisional)
        return late_enough and region.startswith(self.within)


class Move(NamedTuple):
    """So many limits of a name whose last day moves from one day to another."""

    kind: str
    title: str
    before: date
    due: date
    number: int


class Moves(NamedTuple):
    """What a notice moves; ``bounded`` says that there is more than was looked at."""

    rows: tuple[Move, ...]
    bounded: bool

    @property
    def number(self) -> int:
        """How many last days move."""
        return sum(row.number for row in self.rows)


class OneMove(NamedTuple):
    """One limit that moves: nothing here says whose it is."""

    kind: str
    title: str
    before: date
    due: date


def gather(found: Iterable[OneMove], *, bounded: bool) -> Moves:
    """Count moves that are alike, the earliest first."""
    counts = Counter(found)
    ordered = sorted(counts.items(), key=lambda item: (item[0].kind, item[0].before, item[0].title))
    return Moves(tuple(Move(*one, number) for one, number in ordered), bounded)
