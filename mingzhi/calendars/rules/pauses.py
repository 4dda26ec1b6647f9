"""Time that does not count: suspensions, hearings, tests, expert reviews."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class Span(Protocol):
    """Anything with a first day and the first day after, e.g. a kernel period."""

    @property
    def start(self) -> date:
        """First day."""

    @property
    def end(self) -> date | None:
        """First day after, None while it lasts."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days ``[start, end)`` that are not counted; ``end`` None means it still lasts."""

    start: date
    end: date | None = None
    reason: str = ""
    basis: str = ""

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a pause cannot end before it starts")


def settle(pauses: Iterable[Span], as_of: date | None) -> tuple[tuple[Pause, ...], bool]:
    """Return the pauses as closed ones, by start, and whether one of them still lasts.

    A lasting pause is taken to end after ``as_of``; raises ValueError when one lasts and no such day
    is given, because then no last day exists yet.
    """
    closed: list[Pause] = []
    lasting = False
    for pause in sorted(pauses, key=lambda span: span.start):
        end = pause.end
        if end is None:
            if as_of is None:
                raise ValueError("a pause that still lasts needs as_of")
            lasting, end = True, max(pause.start, as_of + timedelta(days=1))
        closed.append(Pause(pause.start, end, getattr(pause, "reason", ""), getattr(pause, "basis", "")))
    return tuple(closed), lasting


def is_paused(day: date, pauses: Sequence[Pause]) -> bool:
    """Tell whether the day lies in one of the closed pauses."""
    return any(pause.start <= day and (pause.end is None or day < pause.end) for pause in pauses)
