"""All reading of reviews; what people see takes the viewer."""

import uuid
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from mingzhi.calendars.models import last_day
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.review import policy
from mingzhi.review.models import Assignment, Clearance, Coordination, Extension, Finding, Submission
from mingzhi.review.queries.views import CoordinationView as CoordinationView
from mingzhi.review.queries.views import FindingView as FindingView
from mingzhi.review.queries.views import PointView as PointView
from mingzhi.review.queries.views import ReviewPage as ReviewPage
from mingzhi.review.queries.views import RoundView as RoundView
from mingzhi.review.rules.difference import Difference, comparable, difference
from mingzhi.review.rules.points import POINTS, OpinionKind, Said, assemble

WAITING_LIMIT = 200


def _with_people(rows: QuerySet[Submission]) -> QuerySet[Submission]:
    """Read a round with its opinion, its reviewer and its longest limit in the same query."""
    current = Assignment.objects.filter(submission=OuterRef("pk"), until__isnull=True).order_by("id")
    longest = Extension.objects.filter(submission=OuterRef("pk")).order_by("-due")
    return rows.select_related("opinion").annotate(
        reviewer_urn=Subquery(current.values("person_urn")[:1]),
        reviewer_label=Subquery(current.values("person_label")[:1]),
        extended_to=Subquery(longest.values("due")[:1]),
    )


def _round(row: Submission) -> RoundView:
    extended: date | None = row.extended_to  # type: ignore[attr-defined]
    opinion = getattr(row, "opinion", None)
    return RoundView(
        uid=row.uid,
        case_urn=row.case_urn,
        case_label=row.case_label,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        round=row.round,
        outcome=str(row.core.get("outcome", "")),
        core_hash=row.core_hash,
        after_hearing=row.after_hearing,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by_label,
        due=row.moved_to or max(row.due, extended or row.due),
        reviewer_urn=row.reviewer_urn or "",  # type: ignore[attr-defined]
        reviewer=row.reviewer_label or "",  # type: ignore[attr-defined]
        opinion=opinion.kind if opinion else "",
        opinion_text=opinion.text if opinion else "",
        opinion_at=opinion.given_at if opinion else None,
        responsible=opinion.responsible_label if opinion else "",
        cleared=opinion is not None and opinion.kind == OpinionKind.AGREE,
        closed_at=row.closed_at,
        withdrawn_because=row.withdrawn_because,
    )


def clearance_for(case_urn: str, core_hash: str) -> Clearance | None:
    """Return the last clearance of that core of that case."""
    return next(iter(_clearances(case_urn, core_hash)), None)


@prepared
def _clearances(case_urn: str, core_hash: str) -> QuerySet[Clearance]:
    return Clearance.objects.filter(case_urn=case_urn, core_hash=core_hash).order_by("-id")[:1]


def rounds_of(case_urn: str) -> tuple[RoundView, ...]:
    """Return all rounds of a case, oldest first, for the rooms that build on review; one query.

    The caller has already decided that its viewer may see the case.
    """
    return tuple(_round(row) for row in _every_round(case_urn))


@prepared
def _every_round(case_urn: str) -> QuerySet[Submission]:
    return _with_people(Submission.objects.filter(case_urn=case_urn)).order_by("round")


def rounds(case_urn: str, viewer: Actor) -> tuple[RoundView, ...]:
    """Return the rounds of a case that the viewer may see, oldest first."""
    found = rounds_of(case_urn)
    for row in found:
        policy.must_see(viewer, row.agency_code)
    return found


def waiting_for(viewer: Actor) -> tuple[RoundView, ...]:
    """Return what waits for the viewer, nearest limit first.

    For a reviewer the open rounds assigned to them, for the head of review also those of their
    agency that nobody has been assigned to.
    """
    open_rounds = _with_people(Submission.objects.filter(closed_at__isnull=True))
    open_rounds = open_rounds.order_by(last_day("due"), "id")
    mine = list(
        open_rounds.filter(assignments__person_urn=viewer.urn, assignments__until__isnull=True)[
            :WAITING_LIMIT
        ]
    )
    if viewer.can("review.assign"):
        taken = Assignment.objects.filter(until__isnull=True).values("submission_id")
        free = open_rounds.filter(agency_code=viewer.agency_code).exclude(pk__in=taken)
        mine.extend(free[:WAITING_LIMIT])
    return tuple(sorted((_round(row) for row in mine), key=lambda view: view.due))


def submission(uid: uuid.UUID | str, viewer: Actor) -> Submission:
    """Return the round the viewer may see; NotKnown otherwise."""
    row = Submission.objects.filter(uid=uid).first()
    if row is None:
        raise NotKnown("review.unknown", _("没有找到该审核事项。"))
    handlers = row.handlers.values_list("person_urn", flat=True)
    policy.must_take_part(viewer, row.agency_code, {row.submitted_by_urn, *handlers})
    return row


def page(uid: uuid.UUID | str, viewer: Actor) -> ReviewPage:
    """Return the review page: dossier, seven points, difference to the last round."""
    seen = submission(uid, viewer)
    rows = list(_with_people(Submission.objects.filter(case_urn=seen.case_urn)).order_by("round"))
    row = next(item for item in rows if item.pk == seen.pk)
    alike = (item for item in reversed(rows) if comparable(item.core, row.core))
    before = next((item for item in alike if item.round < row.round), None)
    view = _round(row)
    findings = tuple(_finding(item) for item in row.findings.order_by("id"))
    return ReviewPage(
        round=view,
        core=row.core,
        dossier=row.dossier,
        demand=row.demand,
        reason=row.reason,
        derivation=row.counted_as,
        handlers=tuple(row.handlers.order_by("id").values_list("person_label", flat=True)),
        points=_points(row, findings),
        draft=_draft(findings),
        difference=_changed(before, row),
        earlier=tuple(_round(item) for item in rows if item.round < row.round),
        coordinations=_coordinations([item.pk for item in rows]),
        mine=view.reviewer_urn == viewer.urn,
    )


def _finding(row: Finding) -> FindingView:
    return FindingView(
        uid=row.uid,
        point=row.point,
        verdict=row.verdict,
        text=row.text,
        pin=row.pin,
        document_uid=row.document_uid,
        page=row.page,
        second=row.second,
        by=row.found_by_label,
        at=row.found_at,
        withdrawn_because=row.withdrawn_because,
    )


def _points(row: Submission, findings: tuple[FindingView, ...]) -> tuple[PointView, ...]:
    return tuple(
        PointView(
            point=point,
            prechecks=tuple(check for check in row.prechecks if check.get("point") == point.code),
            findings=tuple(finding for finding in findings if finding.point == point.code),
        )
        for point in POINTS
    )


def _draft(findings: tuple[FindingView, ...]) -> str:
    return assemble(
        tuple(
            Said(point=item.point, verdict=item.verdict, text=item.text, pin=item.pin)
            for item in findings
            if not item.withdrawn_because
        )
    )


def _changed(before: Submission | None, after: Submission) -> Difference | None:
    if before is None:
        return None
    return difference(before.dossier, after.dossier, core_before=before.core, core_after=after.core)


def _coordinations(submission_ids: list[int]) -> tuple[CoordinationView, ...]:
    return tuple(
        CoordinationView(
            handling_view=row.handling_view,
            review_view=row.review_view,
            outcome=row.outcome,
            reason=row.reason,
            decided_by=row.decided_by_label,
            decided_at=row.decided_at,
        )
        for row in Coordination.objects.filter(submission_id__in=submission_ids).order_by("id")
    )
