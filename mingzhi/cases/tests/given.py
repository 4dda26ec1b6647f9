"""Facts, cores and actors for tests of the rules: each with a sensible default, state what matters.

``MET`` and ``BROKEN`` hold, for every guard, a situation that keeps its rule and one that breaks it.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from mingzhi.cases.rules.core import ContentCore, Penalty
from mingzhi.cases.rules.facts import (
    CaseFacts,
    ClockFact,
    DecisionFact,
    HearingFact,
    MeasureFact,
    NoticeFact,
    OfficerFact,
    RemedyFact,
    ReviewFact,
)
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel.actor import Actor, ActorKind

ON = date(2026, 4, 14)
BEFORE, LONG_BEFORE, AFTER = date(2026, 4, 10), date(2026, 3, 3), date(2026, 4, 20)
MOMENT = datetime(2026, 4, 10, 1, 0, tzinfo=UTC)
AGENCY = "11339921MB0W12342N"
CHEN, ZHOU, FANG, SHEN = (f"urn:mingzhi:identity:person:{n}" for n in ("chen", "zhou", "fang", "shen"))
OFFICERS = (OfficerFact(urn=CHEN, name="陈立"), OfficerFact(urn=ZHOU, name="周敏"))
EXPIRED = OfficerFact(urn=ZHOU, name="周敏", certificate_valid=False)
CAPABILITIES = frozenset(
    {step.duty for procedure in PROCEDURES.values() for step in procedure.steps} | {"cases.view"}
)


def actor(urn: str = SHEN, *, can: frozenset[str] = CAPABILITIES, agency: str = AGENCY, **more: Any) -> Actor:
    """A person of the agency with every capability."""
    return Actor(
        kind=more.pop("kind", ActorKind.PERSON),
        urn=urn,
        label="沈国平",
        on=ON,
        agency_code=agency,
        capabilities=can,
        **more,
    )


def core(outcome: str = "penalty", *penalties: Penalty, **more: Any) -> ContentCore:
    """A content core; a fine of 4,000 yuan unless told otherwise."""
    if outcome == "penalty" and not penalties:
        penalties = (Penalty(kind="fine", amount=400_000),)
    reasons = more.pop("reasons", "货值较小，主动召回")
    return ContentCore(
        outcome=outcome,
        party={"name": "清溪县好味食品店"},
        facts="陈列销售超过保质期的火腿肠",
        breached=("食品安全法 §34(10)",),
        basis=("食品安全法 §124-1(5)",),
        penalties=penalties,
        reasons=reasons,
        **more,
    )


PENALTY = core()
HEAVIER = core("penalty", Penalty(kind="fine", amount=500_000))
NOTICE = NoticeFact(core_hash=PENALTY.hash, core=PENALTY, served_on=LONG_BEFORE, waiting_until=BEFORE)
DECISION = DecisionFact(outcome="penalty", core_hash=PENALTY.hash, core=PENALTY, decided_on=BEFORE)
PASSED = ReviewFact(round=1, core_hash=PENALTY.hash, opinion="同意", submitted_on=BEFORE)
OPEN_REVIEW = ReviewFact(round=1, core_hash=PENALTY.hash)
RETURNED = ReviewFact(round=1, core_hash=PENALTY.hash, opinion="建议纠正")
PRESERVED = MeasureFact(kind="preservation", taken_at=MOMENT, until=AFTER)
LAPSED = MeasureFact(kind="preservation", taken_at=MOMENT, until=BEFORE)
SEIZED = MeasureFact(kind="seizure", taken_at=MOMENT, until=AFTER)
URGENT_PRESERVED = MeasureFact(kind="preservation", taken_at=MOMENT, until=AFTER, urgent=True)
URGENT_SEIZED = MeasureFact(kind="seizure", taken_at=MOMENT, until=AFTER, urgent=True)
OWED = PaymentFact(owed=400_000, due_on=BEFORE)
HEARD = HearingFact(requested_on=LONG_BEFORE, notified_on=LONG_BEFORE, held_on=BEFORE, reported=True)
RECONSIDERED = RemedyFact(kind="reconsideration", filed_on=LONG_BEFORE, ended_on=BEFORE, outcome="upheld")
PENDING = RemedyFact(kind="reconsideration", filed_on=BEFORE)


def clock(code: str, due: date, **more: Any) -> tuple[ClockFact, ...]:
    """One running limit."""
    return (ClockFact(code=code, started=LONG_BEFORE, due=due, **more),)


@dataclass(frozen=True)
class Case:
    """A situation: facts by name, what was entered, who acted."""

    facts: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] | None = None
    officers: tuple[OfficerFact, ...] | None = None
    who: str = SHEN

    def read(self, state: str = "clue") -> CaseFacts:
        """The facts in a state of a case of the agency."""
        return CaseFacts(**{"state": state, "agency_code": AGENCY, **self.facts})


def given(data: dict[str, Any] | None = None, *, who: str = SHEN, officers: Any = None, **facts: Any) -> Case:
    """A situation told by the facts that matter."""
    return Case(facts, data, officers, who)
