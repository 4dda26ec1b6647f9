"""Exemptions as they were filed: for the agency's trusted people and the justice department."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from mingzhi.disclosure.models import Duty, DutyState, Exemption
from mingzhi.disclosure.policy import FILING_READERS, may_see_filings, seen_codes
from mingzhi.disclosure.queries.duty_days import Counted, counted
from mingzhi.disclosure.rules.exemptions import REASONS
from mingzhi.disclosure.rules.filings import ACCEPTED, ASKED, ENDED, STATES, WAITING
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.typed import natural
from mingzhi.kernel.wording import gettext_noop as _

_NOT_CHECKED = Q(filing_check=None, ended=None)
_OPEN_ASKED = Q(filing_check__outcome=ASKED, ended=None)
SHOWS: Mapping[str, Q] = {
    WAITING: _NOT_CHECKED,
    "late": Q(inside_term=False),
    ASKED: _OPEN_ASKED,
    "all": Q(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingView:
    """One filed exemption with its term and what the justice department said; ``key`` pages the list."""

    key: str
    uid: str
    duty_uid: str
    source_label: str
    agency_code: str
    agency_name: str
    ground: str
    reason: str
    basis: str
    filed_with: str
    filed_on: date
    receipt: str
    due_on: date
    derivation: Mapping[str, Any]
    late: bool
    barred: bool
    exempted_by: str
    state: str
    remark: str
    checked_by: str
    checked_in: str
    checked_at: datetime | None
    end_reason: str
    ended_at: datetime | None

    @property
    def state_title(self) -> str:
        """What the state is called."""
        return STATES[self.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingCounts:
    """How the filings of one agency stand."""

    agency_code: str
    agency_name: str
    filed: int
    late: int
    waiting: int
    accepted: int
    asked: int
    restored: int


def filings_for(
    viewer: Actor, *, agency: str = "", show: str = WAITING, after: str = "", limit: int = 30
) -> list[FilingView]:
    """Return the filings of the viewer's agencies, the newest first, by keyset.

    Nothing for whoever has no right to them; NotKnown for an agency outside the viewer's sight.
    """
    if not _reads(viewer):
        return []
    rows = _with_all(
        Exemption.objects.filter(SHOWS.get(show, Q()), agency_code__in=seen_codes(viewer, agency))
    )
    if after:
        rows = rows.filter(pk__lt=_number(after))
    return _views(list(rows.order_by("-pk")[:limit]))


def counts_for(viewer: Actor) -> list[FilingCounts]:
    """Return how the filings of each agency stand; one query."""
    if not _reads(viewer):
        return []
    rows = (
        Exemption.objects.filter(agency_code__in=seen_codes(viewer, ""))
        .annotate(agency_name=_of_duty("agency_name"))
        .values("agency_code", "agency_name")
        .annotate(
            filed=Count("pk"),
            late=Count("pk", filter=SHOWS["late"]),
            waiting=Count("pk", filter=_NOT_CHECKED),
            accepted=Count("pk", filter=Q(filing_check__outcome=ACCEPTED, ended=None)),
            asked=Count("pk", filter=_OPEN_ASKED),
            restored=Count("pk", filter=Q(ended__isnull=False)),
        )
        .order_by("agency_code")
    )
    return [FilingCounts(**row) for row in rows]


def filing(uid: str | uuid.UUID, viewer: Actor) -> FilingView:
    """Return one filing; NotKnown for those who may not know."""
    return _views([filing_row(uid, viewer)])[0]


def filing_row(uid: str | uuid.UUID, viewer: Actor) -> Exemption:
    """Return the row an act takes; NotKnown for those who may not know."""
    row = _with_all(Exemption.objects.filter(uid=uid)).first()
    if row is None or not may_see_filings(viewer, row.agency_code):
        raise NotKnown("disclosure.filing_unknown", _("没有找到该备案。"))
    return row


def filing_of(source_urn: str, viewer: Actor) -> FilingView | None:
    """Return the filing on a decision, if there is one that the viewer may read."""
    row = _with_all(Exemption.objects.filter(source_urn=source_urn)).first()
    return _views([row])[0] if row and may_see_filings(viewer, row.agency_code) else None


def _reads(viewer: Actor) -> bool:
    return any(viewer.can(right) for right in FILING_READERS)


def _number(text: str) -> int:
    number = natural(text)
    if number is None:
        raise Invalid("disclosure.page_key", _("翻页位置不正确。"), field="after")
    return number


def _of_duty(name: str) -> Subquery:
    """Return a column of the duty by whose day the filing was due."""
    first = Duty.objects.filter(source_urn=OuterRef("source_urn")).order_by("due_on", "pk")
    return Subquery(first.values(name)[:1])


def _with_all(rows: QuerySet[Exemption]) -> QuerySet[Exemption]:
    return rows.select_related("filing_check", "ended")


def _views(rows: Sequence[Exemption]) -> list[FilingView]:
    """Return filings, each with the duty of its decision that was due first."""
    states = DutyState.objects.filter(until=None, duty__source_urn__in=[row.source_urn for row in rows])
    first: dict[str, DutyState] = {}
    for state in states.select_related("duty").order_by("due_on", "duty"):
        first.setdefault(state.duty.source_urn, state)
    told = counted(list(first.values()))
    return [_view(row, first[row.source_urn], told) for row in rows]


def _view(row: Exemption, state: DutyState, told: Mapping[int, Counted]) -> FilingView:
    check, end = getattr(row, "filing_check", None), getattr(row, "ended", None)
    return FilingView(
        key=str(row.pk),
        uid=str(row.uid),
        duty_uid=str(state.duty.uid),
        source_label=row.source_label,
        agency_code=row.agency_code,
        agency_name=state.agency_name,
        ground=REASONS[row.ground][0],
        reason=row.reason,
        basis=row.basis,
        filed_with=row.filed_with,
        filed_on=row.filed_on,
        receipt=row.receipt,
        due_on=state.due_on,
        derivation=told[state.duty_id].derivation,
        late=not row.inside_term,
        barred=bool(state.duty.barred_by),
        exempted_by=row.exempted_by_label,
        state=ENDED if end else check.outcome if check else WAITING,
        remark=check.remark if check else "",
        checked_by=check.checked_by_label if check else "",
        checked_in=check.agency_name if check else "",
        checked_at=check.checked_at if check else None,
        end_reason=end.reason if end else "",
        ended_at=end.ended_at if end else None,
    )
