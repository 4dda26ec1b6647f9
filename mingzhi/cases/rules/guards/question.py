"""What a guard is asked, and how guards are entered under their names."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingzhi.cases.rules.core import ContentCore, read_core
from mingzhi.cases.rules.facts import CaseFacts, OfficerFact
from mingzhi.cases.rules.procedure import Step
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """May ``actor`` take ``step`` now? ``data`` and ``officers`` are None while only offered."""

    facts: CaseFacts
    step: Step
    actor: Actor
    on: date
    now: datetime | None = None
    data: Mapping[str, Any] | None = None
    officers: tuple[OfficerFact, ...] | None = None
    entered: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "entered", self.data or {})

    @property
    def core(self) -> ContentCore | None:
        """The core entered with the step, or the proposed one while nothing is entered."""
        entered = self.entered.get("core")
        if entered is None:
            return self.facts.proposed
        try:
            return read_core(entered)
        except ValueError:
            return None


Guard = Callable[[Question], Refusal | None]

GUARDS: dict[str, Guard] = {}


def guard(predicate: Guard) -> Guard:
    """Enter a predicate under its own name; raises ValueError when the name is taken."""
    name = predicate.__name__
    if name in GUARDS:
        raise ValueError(f"guard {name} is declared twice")
    GUARDS[name] = predicate
    return predicate


def no(name: str, sentence: str, basis: str, way_out: str, **params: Any) -> NotNow:
    """Build the refusal of a guard: code, sentence, article, way out."""
    return NotNow(f"cases.{name}", sentence, citation=cite(basis), way_out=way_out, params=params)


def wrong(name: str, sentence: str, basis: str, way_out: str, at: str, **params: Any) -> Invalid:
    """Build the refusal of what was entered in field ``at``."""
    return Invalid(f"cases.{name}", sentence, citation=cite(basis), way_out=way_out, params=params, field=at)


def in_yuan(cents: int) -> str:
    """Return cents as a sum in yuan with two places, for the sentence of a refusal."""
    return f"{cents // 100}.{cents % 100:02}"


def day_in(value: object) -> date | None:
    """Return the day of an entered date or moment; None when there is none."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return None
