"""What the readings of reviews return."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.review.rules.difference import Difference
from mingzhi.review.rules.points import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """A finding as shown beside its point."""

    uid: uuid.UUID
    point: str
    verdict: str
    text: str
    pin: str
    document_uid: str
    page: int | None
    second: int | None
    by: str
    at: datetime
    withdrawn_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """One round in a list: who, when, what came of it."""

    uid: uuid.UUID
    case_urn: str
    case_label: str
    agency_code: str
    agency_name: str
    round: int
    core_hash: str
    after_hearing: bool
    submitted_at: datetime
    submitted_by: str
    due: date
    reviewer_urn: str
    reviewer: str
    opinion: str
    opinion_text: str
    opinion_at: datetime | None
    responsible: str
    closed_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFact:
    """One round as the guards of a case see it; ``cleared`` when it made a clearance."""

    uid: uuid.UUID
    round: int
    core_hash: str
    opinion: str
    after_hearing: bool
    submitted_at: datetime
    given_at: datetime | None
    cleared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One of the seven points with the machine's pre-checks and the reviewer's findings."""

    point: Point
    prechecks: tuple[dict[str, Any], ...]
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoordinationView:
    """A settled disagreement."""

    handling_view: str
    review_view: str
    outcome: str
    reason: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Everything the review page shows."""

    round: RoundView
    core: dict[str, Any]
    dossier: list[dict[str, Any]]
    demand: str
    reason: str
    derivation: dict[str, Any]
    handlers: tuple[str, ...]
    points: tuple[PointView, ...]
    draft: str
    difference: Difference | None
    earlier: tuple[RoundView, ...]
    coordinations: tuple[CoordinationView, ...]
    mine: bool
