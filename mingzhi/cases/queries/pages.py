"""The case page: everything the viewer may know of one case, in a bounded number of queries."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, prefetch_related_objects

from mingzhi.cases.models import Case, Clock, Decision, Party, PartyRequest, Step
from mingzhi.cases.policy import must_see
from mingzhi.cases.queries.entrusting import delegate_in
from mingzhi.cases.queries.facts.deciding import decision_of
from mingzhi.cases.queries.facts.hearing import Called, called
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.lists.cases import CaseRow, view_of
from mingzhi.cases.queries.recordings import recording_demands, states_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules import gate
from mingzhi.cases.rules.core import ContentCore
from mingzhi.cases.rules.documents import DOCUMENTS, MAIN, DocumentKind
from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.gate import Offer
from mingzhi.cases.rules.procedure import Limit, Procedure, State
from mingzhi.kernel import clock as time
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared
from mingzhi.records.policy import AUXILIARY
from mingzhi.records.queries import Dossier, dossier
from mingzhi.records.rules.recordings import RecordingStanding, RecordingState
from mingzhi.review.queries import RoundView
from mingzhi.trail.queries import Page, timeline

TIMELINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A pause, resumption or extension of a limit."""

    kind: str
    at: datetime
    due_before: date
    due: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """One limit with its derivation; ``days_left`` is None when it has ended or stands still."""

    code: str
    title: str
    about: str
    basis: str
    length: str
    runs_for: str
    earliest: bool
    started_at: datetime
    due: date
    due_at: datetime | None
    sentences: tuple[str, ...]
    provisional: bool
    paused: bool
    ended_at: datetime | None
    days_left: int | None
    changes: tuple[ChangeView, ...]
    limit: Limit | None  # as declared: what is not counted, what the law makes of silence

    @property
    def running(self) -> bool:
        """Neither ended nor standing still."""
        return self.ended_at is None and not self.paused

    @property
    def overdue(self) -> bool:
        """Running and past its day."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HandlerView:
    """Somebody who handles the case, with the certificate of today."""

    urn: str
    name: str
    certificate: str
    valid: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """What the page of a case shows; ``inside`` when the viewer reads the auxiliary part too."""

    case: Case
    row: CaseRow
    procedure: Procedure
    state: State
    passed: tuple[str, ...]
    party: Party
    handlers: tuple[HandlerView, ...]
    facts: CaseFacts
    proposed: ContentCore | None
    decision: Decision | None
    offers: tuple[Offer, ...]
    steps: tuple[Step, ...]
    timeline: Page
    clocks: tuple[ClockView, ...]
    dossier: Dossier
    recordings: tuple[RecordingState, ...]
    missing_documents: tuple[DocumentKind, ...]
    rounds: tuple[RoundView, ...]
    hearing: Called | None
    mine: bool
    inside: bool

    @property
    def delegate(self) -> str:
        """Who handles the case in the agency's name under a delegation; empty where it does so itself."""
        return delegate_in(self.steps)

    @property
    def possible(self) -> tuple[Offer, ...]:
        """Steps this viewer can take now."""
        return tuple(offer for offer in self.offers if offer.possible)

    @property
    def refused(self) -> tuple[Offer, ...]:
        """Steps of this state that cannot be taken, each with its reason."""
        return tuple(offer for offer in self.offers if offer.here and not offer.possible)

    @property
    def missing_recordings(self) -> tuple[RecordingState, ...]:
        """Recordings the list demands and the file lacks."""
        lacking = (RecordingStanding.MISSING, RecordingStanding.INTERRUPTED)
        return tuple(item for item in self.recordings if item.standing in lacking)


def case_row(uid: uuid.UUID | str, viewer: Actor) -> Case:
    """Return the case the viewer may know of; NotKnown otherwise. One query."""
    try:
        found = _of_uid(uuid.UUID(str(uid)))
    except ValueError:
        found = []
    if not found:
        raise NotKnown("cases.unknown", _("没有找到该案件。"))
    must_see(viewer, found[0].agency_code)
    return found[0]


@prepared
def _of_uid(uid: uuid.UUID) -> QuerySet[Case]:
    requests = PartyRequest.objects.filter(case=OuterRef("pk"))
    return Case.objects.filter(uid=uid).annotate(asked=Exists(requests))


def case_page(uid: uuid.UUID | str, viewer: Actor, *, after: str = "") -> CasePage:
    """Return the page of a case; ``after`` continues its timeline."""
    case = case_row(uid, viewer)
    today = time.today()
    rows = Rows(case, today)
    facts = facts_of(case, on=today, rows=rows)
    mine = takes_part(rows, viewer)
    inside = mine or viewer.can(AUXILIARY)
    decision = decision_of(rows)
    file = (
        dossier(case.urn, viewer, auxiliary=mine)
        if rows.steps
        else Dossier(case_urn=case.urn, main=(), auxiliary=())
    )
    demands = recording_demands(rows)
    return CasePage(
        case=case,
        row=view_of(case, tuple(handler.person_label for handler in rows.handlers), today),
        procedure=rows.procedure,
        state=rows.procedure.by_state[case.state],
        passed=tuple(dict.fromkeys(step.state_before for step in rows.steps if step.state_before)),
        party=rows.party,
        handlers=_handlers(rows),
        facts=facts,
        proposed=facts.proposed if inside or decision else None,
        decision=decision,
        offers=gate.offers(rows.procedure, facts, viewer, today, now=time.now()),
        steps=tuple(rows.steps),
        timeline=timeline(case.urn, viewer, after=after, limit=TIMELINE, auxiliary=mine),
        clocks=_clock_views(rows, today),
        dossier=file,
        recordings=states_of(file, demands),
        missing_documents=_missing(rows, inside),
        rounds=rows.submitted if inside else (),
        hearing=called(rows),
        mine=mine,
        inside=inside,
    )


def takes_part(rows: Rows, viewer: Actor) -> bool:
    """Tell whether the viewer handles, reviews or decides the case and so reads its auxiliary part."""
    if viewer.agency_code != rows.case.agency_code:
        return False
    if viewer.can("cases.approve") or viewer.can("review.review"):
        return True
    handling = {row.person_urn for row in rows.handlers} | {rows.case.opened_by_urn}
    return viewer.urn in handling


def _handlers(rows: Rows) -> tuple[HandlerView, ...]:
    held = rows.certificates
    return tuple(
        HandlerView(
            urn=row.person_urn,
            name=row.person_label,
            certificate=row.certificate_number,
            valid=row.person_urn in held and held[row.person_urn].valid,
        )
        for row in rows.handlers
    )


def _clocks(rows: Rows) -> list[Clock]:
    found = list(rows.clocks)
    prefetch_related_objects([row for row in found if row.changed], "changes")
    return sorted(found, key=lambda row: (row.ended_at is not None, row.due, row.pk))


def _clock_views(rows: Rows, today: date) -> tuple[ClockView, ...]:
    numbers = {step.id: step.document_number for step in rows.steps}
    declared = rows.procedure.by_limit
    return tuple(
        _clock_view(row, today, about=numbers.get(row.about_id or 0, ""), limit=declared.get(row.code))
        for row in _clocks(rows)
    )


def _clock_view(row: Clock, today: date, *, about: str, limit: Limit | None) -> ClockView:
    """Return a limit with its derivation and what changed it; ``about``: the decision it belongs to."""
    runs = row.ended_at is None and row.paused_at is None
    return ClockView(
        code=row.code,
        title=row.title,
        about=about,
        basis=row.basis,
        length=row.length,
        runs_for=row.runs_for,
        earliest=row.earliest,
        started_at=row.started_at,
        due=row.due,
        due_at=row.due_at,
        sentences=tuple(_sentences(row.derivation)),
        provisional=row.provisional,
        paused=row.paused_at is not None,
        ended_at=row.ended_at,
        days_left=(row.due - today).days if runs else None,
        limit=limit,
        changes=tuple(
            ChangeView(
                kind=change.kind,
                at=change.at,
                due_before=change.due_before,
                due=change.due,
                reason=change.reason,
            )
            for change in (sorted(row.changes.all(), key=lambda item: item.pk) if row.changed else ())
        ),
    )


def _sentences(derivation: dict[str, Any]) -> list[str]:
    return [str(sentence) for sentence in derivation.get("sentences", ())]


def _missing(rows: Rows, inside: bool) -> tuple[DocumentKind, ...]:
    """Documents that steps taken should have put on file and did not, as far as the viewer may know."""
    declared = rows.procedure.by_step
    lacking = [
        declared[step.code].document
        for step in rows.steps
        if step.code in declared
        and declared[step.code].document
        and declared[step.code].effect != "archive"
        and not step.document_uid
    ]
    kinds = (DOCUMENTS[code] for code in dict.fromkeys(lacking))
    return tuple(kind for kind in kinds if inside or kind.part == MAIN)
