"""What an effect works with, and under which names effects are entered.

A step whose declaration names an ``effect`` runs that writer inside the act, after the step's row
exists and before clocks and state are written.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingzhi.cases.models import Case, Step
from mingzhi.cases.rules.facts import CaseFacts, OfficerFact
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.records.arranging import PreparedVolume
from mingzhi.records.models import IssuedNumber
from mingzhi.records.papers import Paper


@dataclass(slots=True, kw_only=True)
class Draft:
    """A document (or a whole volume) drawn outside the transaction, waiting for its step."""

    title: str
    part: str
    order: int
    issued: IssuedNumber | None = None
    paper: Paper | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    volume: PreparedVolume | None = None
    annexes: list["Draft"] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The document number, empty for documents without one."""
        return self.issued.text if self.issued else ""


@dataclass(slots=True, kw_only=True)
class Work:
    """One step being taken: the act's actor, the locked case, what was entered, what came of it.

    Effects set ``starts`` to let a limit run from another moment than the step's, ``lengths`` to give
    it (or its extension) another length, ``untils`` to set its last day, ``extended`` when they did
    it themselves, ``about`` to say to which coercive decision its limits belong; ``measure`` is the step
    that took the measure this one acts on; ``hashes``, ``mentions`` and ``told`` go into the trail entry.
    """

    actor: Actor
    case: Case
    procedure: Procedure
    declared: Declared
    facts: CaseFacts
    data: Mapping[str, Any]
    officers: tuple[OfficerFact, ...]
    row: Step
    document_uid: str = ""
    document_number: str = ""
    draft: Draft | None = None
    about: Step | None = None
    measure: Step | None = None
    starts: dict[str, date | datetime] = field(default_factory=dict)
    lengths: dict[str, str] = field(default_factory=dict)
    untils: dict[str, date] = field(default_factory=dict)
    extended: set[str] = field(default_factory=set)
    unstarted: set[str] = field(default_factory=set)  # limits that do not start this time
    unended: set[str] = field(default_factory=set)  # limits that run on this time
    hashes: dict[str, str] = field(default_factory=dict)
    mentions: list[str] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """When the step happened."""
        return self.row.occurred_at

    @property
    def day(self) -> date:
        """The day in China on which the step happened."""
        return self.at.astimezone(clock.CHINA).date()

    def since(self, limit: str) -> date | datetime:
        """Return the day entered for the start of a limit, or the moment of the step."""
        field = dict(self.declared.since).get(limit, "")
        return self.entered_day(field) if self.data.get(field) else self.at

    def entered_day(self, code: str) -> date:
        """Return the day entered in field ``code``, or the day of the step."""
        value = self.data.get(code)
        return date.fromisoformat(value[:10]) if value else self.day


Effect = Callable[[Work], None]

EFFECTS: dict[str, Effect] = {}


def effect(name: str) -> Callable[[Effect], Effect]:
    """Enter an effect under the name that declarations use; raises ValueError when it is taken."""

    def enter(writer: Effect) -> Effect:
        if name in EFFECTS:
            raise ValueError(f"effect {name} is declared twice")
        EFFECTS[name] = writer
        return writer

    return enter
