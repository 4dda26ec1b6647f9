"""An arrangement of holidays as it is announced, before it is entered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Announced:
    """A notice with its days ``(date, worked, name)``; ``jurisdiction`` empty: for the whole country.

    ``whole_year`` marks the arrangement of a whole year: its limits stop being provisional.
    """

    year: int
    source: str
    days: Sequence[tuple[date, bool, str]]
    jurisdiction: str = ""
    whole_year: bool = False
    source_url: str = ""
