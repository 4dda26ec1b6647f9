"""A legal limit as ``parts/clock.html`` shows it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """One limit: until when, how computed, on which article."""

    title: str
    due: date | datetime | None
    sentences: tuple[str, ...] = ()
    basis: str = ""
    provisional: bool = False
    ended: bool = False
    paused: bool = False
    lapsed: bool = False  # the time for a right of the party is over
    waiting: bool = False  # a waiting time: the act may come only after it
