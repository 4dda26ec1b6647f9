"""What the readings of reviews return."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.review.rules.difference import Difference
from mingzhi.review.rules.points import OpinionKind, Point, Verdict


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
    """One round: who, when, what came of it; ``cleared`` when it agreed."""

    uid: uuid.UUID
    case_urn: str
    case_label: str
    agency_code: str
    agency_name: str
    round: int
    outcome: str  # which the core proposes
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
    cleared: bool
    closed_at: datetime | None
    withdrawn_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointView:
    """One of the seven points with the machine's pre-checks and the reviewer's findings."""

    point: Point
    prechecks: tuple[dict[str, Any], ...]
    findings: tuple[FindingView, ...]

    @property
    def standing(self) -> tuple[FindingView, ...]:
        """The findings that were not withdrawn."""
        return tuple(finding for finding in self.findings if not finding.withdrawn_because)


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

    @property
    def missing(self) -> tuple[PointView, ...]:
        """The points that still have no finding."""
        return tuple(point for point in self.points if not point.standing)

    @property
    def leaning(self) -> str:
        """The opinion the findings lean to; empty while a point is missing."""
        if self.missing:
            return ""
        found = {finding.verdict for point in self.points for finding in point.standing}
        return (OpinionKind.CORRECT if Verdict.PROBLEM in found else OpinionKind.AGREE).value
