"""The public notice of the decision, as far as the party's application to end it early depends on it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublicationFact:
    """A penalty that is public now: the first day on which that can end early; ``barred``: it cannot."""

    earliest: date
    barred: bool = False
