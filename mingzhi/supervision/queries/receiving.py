"""Who takes in the annual statistics of an agency, and what waits for them to confirm."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mingzhi.identity.queries import agencies_on, agencies_with, agency_on, has_login_with
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.supervision.models import AnnualSubmission
from mingzhi.supervision.policy import CONFIRMS

GOVERNMENT, SUPERIOR = "government", "superior"
LIMIT = 100
"""How many are listed at most: one a year and agency."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """A submission, who is here to confirm it while no receipt stands, and whether that is the reader."""

    row: AnnualSubmission
    receiver: AgencyView | None
    mine: bool


def receiver_of(submission: AnnualSubmission, on: date) -> AgencyView | None:
    """Return the agency that confirms a submission here; None when nobody of it can log in.

    For the government of the same level its justice department, the nearest one that supervises the region:
    that it takes the report in is to be confirmed. Nobody confirms what the own agency sent.
    """
    agency = agency_on(submission.snapshot.report.agency_code, on)
    found = _superior(agency, on) if submission.recipient == SUPERIOR else _justice(agency, on)
    if found and has_login_with(found.code, CONFIRMS[submission.recipient], on):
        return found
    return None


def _superior(agency: AgencyView, on: date) -> AgencyView | None:
    try:
        return agency_on(agency.superior_code, on) if agency.superior_code else None
    except NotKnown:
        return None


def _justice(agency: AgencyView, on: date) -> AgencyView | None:
    near = agencies_with(CONFIRMS[GOVERNMENT], agency.region_code, on)
    same = (view for view in near if view.region_code == agency.region_code and view.code != agency.code)
    return next(same, None)


def submissions_of(viewer: Actor, rows: list[AnnualSubmission]) -> tuple[SubmissionView, ...]:
    """Return the submissions of one snapshot, at most two, as a reader sees them."""
    found = []
    for row in rows:
        receiver = None if row.received_at else receiver_of(row, viewer.on)
        mine = receiver is not None and receiver.code == viewer.agency_code
        found.append(
            SubmissionView(row=row, receiver=receiver, mine=mine and viewer.can(CONFIRMS[row.recipient]))
        )
    return tuple(found)


def submissions_waiting(viewer: Actor) -> list[AnnualSubmission]:
    """Return what others sent that waits for the viewer's confirmation; two queries, none for most people."""
    others = viewer.agency_codes_seen - {viewer.agency_code}
    if not others or not any(viewer.can(right) for right in CONFIRMS.values()):
        return []
    agencies = agencies_on(viewer.on, codes=others)
    below = [view.code for view in agencies if view.superior_code == viewer.agency_code]
    beside = [view.code for view in agencies if view.region_code == viewer.region_code]
    senders = {SUPERIOR: below, GOVERNMENT: beside}
    mine = Q(pk=None)
    for recipient, right in CONFIRMS.items():
        if viewer.can(right):
            mine |= Q(recipient=recipient, snapshot__report__agency_code__in=senders[recipient])
    rows = AnnualSubmission.objects.filter(mine, received_at=None)
    return list(rows.select_related("snapshot__report").order_by("submitted_at")[:LIMIT])
