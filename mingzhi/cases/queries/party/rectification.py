"""Requests to put the file right: for the party that made them, and for those who work on the case."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.calendars.models import last_day
from mingzhi.cases.models import Case, Rectification, RectificationAnswer
from mingzhi.cases.policy import answers_party, may_see
from mingzhi.cases.queries.party.requests import duties_of, waiting_for
from mingzhi.cases.rules import rectification as rules
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationView:
    """One request with its clock and its answer."""

    uid: str
    document_uid: str
    document_title: str
    matter: str
    passage: str
    reason: str
    evidence: str
    received_at: datetime
    due_on: date
    provisional: bool
    basis: str
    note: str
    confirmed: bool
    overdue: bool
    state: str
    text: str
    recipient: str
    late: bool
    answered_at: datetime | None
    answered_by: str
    may_answer: bool


def rectifications(case: Case, viewer: Actor) -> tuple[RectificationView, ...]:
    """Return the requests of a case, newest first: a party's own, or all for who works on the file.

    Colleagues who may know of the case see them too; NotKnown for everybody else.
    """
    party = viewer.kind is ActorKind.PARTY
    if not (viewer.can(party_right(case.urn)) if party else may_see(viewer, case.agency_code)):
        raise _unknown()
    rows = _asked(case.pk, viewer.urn, own=party)
    may_answer = bool(rows) and answers_party(viewer, case)
    return tuple(_view(row, may_answer) for row in rows)


def rectifications_waiting(viewer: Actor, *, limit: int) -> list[Rectification]:
    """Return the open requests that wait for the viewer: of the own cases, for the head the overdue ones."""
    return _waiting(viewer.urn, viewer.agency_code, clock.today(), **duties_of(viewer), limit=limit)


@prepared
def _waiting(
    person_urn: str, agency_code: str, today: date, *, handles: bool, heads: bool, limit: int
) -> QuerySet[Rectification]:
    wait = waiting_for(person_urn, agency_code, today, handles=handles, heads=heads)
    rows = Rectification.objects.filter(wait, closed_at__isnull=True).select_related("case")
    return rows.order_by(last_day(), "id")[:limit]


def rectification_row(uid: str | UUID, viewer: Actor) -> Rectification:
    """Return the row the answering act takes; NotKnown for strangers and for the party."""
    row = Rectification.objects.select_related("case").filter(uid=uid).first()
    if row is None or viewer.kind is ActorKind.PARTY or not may_see(viewer, row.case.agency_code):
        raise _unknown()
    return row


def _unknown() -> NotKnown:
    return NotKnown("cases.rectification_unknown", _("没有找到该申请。"))


@prepared
def _asked(case: int, party_urn: str, *, own: bool) -> QuerySet[Rectification]:
    """Return the requests of a case, newest first; ``own``: only those of that party."""
    rows = Rectification.objects.filter(case=case, **({"party_urn": party_urn} if own else {}))
    return rows.select_related("answer").order_by("-pk")[:MOST]


def _view(row: Rectification, may_answer: bool) -> RectificationView:
    answer: RectificationAnswer | None = getattr(row, "answer", None)
    return RectificationView(
        uid=str(row.uid),
        document_uid=row.document_uid,
        document_title=row.document_title,
        matter=rules.MATTERS[row.matter],
        passage=row.passage,
        reason=row.reason,
        evidence=row.evidence,
        received_at=row.received_at,
        due_on=row.last_day,
        provisional=row.last_day_provisional,
        basis=rules.TERM.basis,
        note=rules.TERM.note,
        confirmed=rules.TERM.confirmed,
        overdue=answer is None and row.last_day < clock.today(),
        state=rules.OUTCOMES[answer.outcome] if answer else _("正在核实"),
        text=answer.text if answer else "",
        recipient=answer.recipient if answer else "",
        late=bool(answer and answer.late),
        answered_at=answer.answered_at if answer else None,
        answered_by=answer.answered_by_label if answer else "",
        may_answer=may_answer and answer is None,
    )
