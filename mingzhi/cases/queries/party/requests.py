"""Requests of the party: for the party, for those who work on the case, for the desk of its handlers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.calendars.models import ended_before, last_day
from mingzhi.cases.models import Case, Handler, PartyRequest, RequestOutcome
from mingzhi.cases.models.request import ANSWERED, REFUSED, TAKEN, WITHDRAWN
from mingzhi.cases.policy import answers_beside, answers_party, may_see
from mingzhi.cases.queries.party.replies import Reply, replies_to
from mingzhi.cases.rules.rights import ELSEWHERE, Right, right_of
from mingzhi.identity.queries import names_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, party_right
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotKnown, NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

MOST = 100
STATES = {
    "": _("等待机关办理"),
    TAKEN: _("机关已办理"),
    REFUSED: _("依法不能办理"),
    ANSWERED: _("已答复"),
    WITHDRAWN: _("已撤回"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestView:
    """One request with what was asked, its clock and what came of it; ``refusal`` where a rule refused it."""

    uid: str
    right: str
    title: str
    basis: str
    step: str
    said: tuple[tuple[str, str], ...]
    files: tuple[dict[str, Any], ...]
    received_at: datetime
    due_on: date
    sentences: tuple[str, ...]
    provisional: bool
    note: str
    term_basis: str
    state: str
    open: bool
    overdue: bool
    late: bool
    answer: str
    answers: tuple[tuple[str, str], ...]
    text: str
    refusal: Refusal | None
    taken: str
    taken_number: str
    reply: Reply | None
    closed_at: datetime | None
    closed_by: str
    may_answer: bool


def open_requests(case: Case) -> tuple[str, ...]:
    """Return the rights whose requests nobody has taken up yet, oldest first; at most one query."""
    return tuple(row.right for row in _open_of(case.pk)) if _may_have(case) else ()


def _may_have(case: Case) -> bool:
    """Tell whether the party may have asked for anything: the page of a case has looked already."""
    return getattr(case, "asked", True)


@prepared
def _open_of(case: int) -> "QuerySet[PartyRequest]":
    return PartyRequest.objects.filter(case=case, closed_at__isnull=True).order_by("id")


def requests_of(case: Case, viewer: Actor) -> tuple[RequestView, ...]:
    """Return the requests of a case, newest first: a party's own, or all for who knows of the case."""
    rows = PartyRequest.objects.filter(case=case).select_related("outcome__step", "case")
    if viewer.kind is ActorKind.PARTY and viewer.can(party_right(case.urn)):
        rows = rows.filter(party_urn=viewer.urn)
    elif viewer.kind is ActorKind.PARTY or not may_see(viewer, case.agency_code):
        raise unknown()
    found = list(rows.order_by("-id")[:MOST]) if _may_have(case) else []
    names = _names(found)
    handles = bool(found) and answers_party(viewer, case)
    replies = replies_to(found)
    return tuple(_view(row, names, _may_answer(row, viewer, handles), replies.get(row.pk)) for row in found)


def request_view(uid: UUID | str, viewer: Actor) -> tuple[Case, RequestView]:
    """Return one request with its case; NotKnown for strangers and for another party."""
    row = request_row(uid, viewer)
    may_answer = _may_answer(row, viewer, answers_party(viewer, row.case))
    return row.case, _view(row, _names([row]), may_answer, replies_to([row]).get(row.pk))


def _may_answer(row: PartyRequest, viewer: Actor, handles: bool) -> bool:
    return answers_beside(viewer, row) if row.right in ELSEWHERE else handles


def request_row(uid: UUID | str, viewer: Actor) -> PartyRequest:
    """Return the row the acts take; NotKnown for whoever may not know of it."""
    row = PartyRequest.objects.select_related("case", "outcome__step").filter(uid=uid).first()
    if row is None:
        raise unknown()
    if viewer.kind is ActorKind.PARTY:
        if not viewer.can(party_right(row.case.urn)) or row.party_urn != viewer.urn:
            raise unknown()
    elif not may_see(viewer, row.case.agency_code):
        raise unknown()
    return row


def unknown() -> NotKnown:
    """Return the refusal of whoever may not know."""
    return NotKnown("cases.request_unknown", _("没有找到该申请。"))


def requests_waiting(viewer: Actor, *, limit: int) -> list[PartyRequest]:
    """Return the open requests that wait for the viewer, nearest in time first; one query."""
    elsewhere = tuple(right for right, duty in ELSEWHERE.items() if viewer.can(duty))
    place = viewer.urn, viewer.agency_code, clock.today()
    return _waiting(*place, **duties_of(viewer), elsewhere=elsewhere, limit=limit)


@prepared
def _waiting(
    person_urn: str,
    agency_code: str,
    today: date,
    *,
    handles: bool,
    heads: bool,
    elsewhere: tuple[str, ...],
    limit: int,
) -> QuerySet[PartyRequest]:
    own = Q(case__agency_code=agency_code)
    wait = waiting_for(person_urn, agency_code, today, handles=handles, heads=heads)
    wait = (wait & ~Q(right__in=ELSEWHERE)) | (own & Q(right__in=elsewhere))
    if heads:
        wait |= own & ended_before(today) & Q(right__in=ELSEWHERE)
        wait |= own & Q(case__procedure="licence", right="hearing")
    rows = PartyRequest.objects.filter(wait, closed_at__isnull=True).select_related("case")
    return rows.order_by(last_day(), "id")[:limit]


class Duties(TypedDict):
    """What decides which open requests are asked for."""

    handles: bool
    heads: bool


def duties_of(viewer: Actor) -> Duties:
    """Return whether the viewer handles cases, and whether they head the agency."""
    return {"handles": viewer.can("cases.handle"), "heads": viewer.can("cases.approve")}


def waiting_for(person_urn: str, agency_code: str, today: date, *, handles: bool, heads: bool) -> Q:
    """Return which open requests wait for somebody: of the own cases, and for the head the overdue ones."""
    wait = Q(pk__in=[])
    if handles:
        handlers = Handler.objects.filter(case=OuterRef("case"), until__isnull=True)
        wait |= Q(Exists(handlers.filter(person_urn=person_urn)))
        wait |= Q(~Exists(handlers), case__opened_by_urn=person_urn)
    if heads:
        wait |= Q(case__agency_code=agency_code) & ended_before(today)
    return wait


def right_used(row: PartyRequest) -> Right:
    """Return the declaration of the right a request uses."""
    right = right_of(row.case.procedure, row.right)
    if right is None:
        raise unknown()
    return right


def _names(rows: Sequence[PartyRequest]) -> dict[str, str]:
    """Return urn → name of the people the requests speak of."""
    urns = {str(row.data["whom"]) for row in rows if row.data.get("whom")}
    return names_of(list(urns)) if urns else {}


def _view(row: PartyRequest, names: dict[str, str], may_answer: bool, reply: Reply | None) -> RequestView:
    right = right_used(row)
    end: RequestOutcome | None = getattr(row, "outcome", None)
    return RequestView(
        uid=str(row.uid),
        right=row.right,
        title=row.title,
        basis=row.basis,
        step=right.step,
        said=_said(right, row.data, names),
        files=tuple(row.files),
        received_at=row.received_at,
        due_on=row.last_day,
        sentences=tuple(row.counted_as.get("sentences", ())),
        provisional=row.last_day_provisional,
        note=right.term.note,
        term_basis=right.term.basis,
        state=STATES[end.outcome if end else ""],
        open=end is None,
        overdue=end is None and row.last_day < clock.today(),
        late=bool(end and end.late),
        answer=dict(right.answers).get(str(end.params.get("answer", "")), "") if end else "",
        answers=right.answers,
        text=end.text if end and end.outcome == ANSWERED else "",
        refusal=_refused(end) if end and end.outcome == REFUSED else None,
        taken=end.step.title if end and end.step else "",
        taken_number=end.step.document_number if end and end.step else "",
        reply=reply,
        closed_at=end.at if end else None,
        closed_by=end.by_label if end else "",
        may_answer=may_answer and end is None,
    )


def _said(right: Right, data: dict[str, Any], names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    given = [(field.label, data[field.code]) for field in right.fields if data.get(field.code)]
    return tuple(
        (label, "\n".join(value) if isinstance(value, list) else names.get(str(value), str(value)))
        for label, value in given
    )


def _refused(end: RequestOutcome) -> Refusal:
    return NotNow(
        "cases.request_refused",
        end.text,
        citation=cite(end.basis) if end.basis else None,
        way_out=end.way_out,
        params=end.params,
    )
