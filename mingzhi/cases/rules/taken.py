"""What was done in a case so far, as the order of time weighs it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TakenFact:
    """A step that was taken: when it happened, from which state to which, with which paper."""

    title: str
    at: datetime
    state_before: str
    state_after: str
    code: str = ""
    document: str = ""
    number: str = ""
