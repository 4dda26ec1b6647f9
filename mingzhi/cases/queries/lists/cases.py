"""Lists of cases: what the viewer may see, filtered, nearest deadline first, page by key."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from mingzhi.cases.models import Case, Handler
from mingzhi.cases.models.case import NO_DEADLINE
from mingzhi.cases.policy import KNOWING
from mingzhi.cases.queries.procedures import state_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

PAGE = 30
COUNT_LIMIT = 1000
ORDERS = {"due": "nearest_due", "opened": "opened_at"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a list is narrowed to; empty means everything the viewer may see."""

    text: str = ""
    states: tuple[str, ...] = ()
    procedure: str = ""
    kind: str = ""
    agency_code: str = ""
    handler_urn: str = ""
    overdue: bool = False
    open_only: bool = False
    closed_only: bool = False
    opened_from: date | None = None
    opened_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of a list."""

    uid: uuid.UUID
    urn: str
    number: str
    cause: str
    kind: str
    procedure: str
    party: str
    state: str
    state_title: str
    stage: str
    agency_code: str
    agency_name: str
    opened_at: datetime
    closed_at: datetime | None
    nearest_due: date | None
    nearest_limit: str
    days_left: int | None
    handlers: tuple[str, ...]

    @property
    def overdue(self) -> bool:
        """The nearest deadline of the agency has passed."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One page: its rows and the key of the next one ("" at the end)."""

    rows: tuple[CaseRow, ...]
    next: str


def seen_by(viewer: Actor) -> "QuerySet[Case]":
    """Return the cases the viewer may know of; the one gate below every list and page."""
    rows = Case.objects.all()
    if viewer.kind is ActorKind.SYSTEM:
        return rows
    if not any(viewer.can(right) for right in KNOWING):
        return rows.none()
    return rows.filter(of_agencies(codes_seen(viewer)))


def codes_seen(viewer: Actor) -> list[str]:
    """Return the agencies whose cases the viewer may see, the own one among them."""
    return sorted({*viewer.agency_codes_seen, viewer.agency_code} - {""})


def of_agencies(codes: Sequence[str]) -> Q:
    """Return the condition for cases of these agencies; of one alone the index also gives the order."""
    return Q(agency_code=codes[0]) if len(codes) == 1 else Q(agency_code__in=codes)


def visible_to(
    viewer: Actor,
    *,
    chosen: CaseFilter | None = None,
    order: str = "due",
    after: str = "",
    size: int = PAGE,
) -> CaseList:
    """Return one page of the cases the viewer may see; two queries.

    ``order`` is ``due`` (nearest deadline first) or ``opened`` (newest first); ``after`` is the key a
    page gave as ``next``.
    """
    if order not in ORDERS:
        raise Invalid("cases.order", _("列表排序方式不正确。"), field="order")
    rows = narrowed(seen_by(viewer), chosen or CaseFilter())
    if after:
        rows = rows.filter(_beyond(order, after))
    rows = rows.order_by("nearest_due", "id") if order == "due" else rows.order_by("-opened_at", "-id")
    found = list(rows[: size + 1])
    page = found[:size]
    key = _key(order, page[-1]) if len(found) > size else ""
    return CaseList(rows=views(page), next=key)


def count(viewer: Actor, chosen: CaseFilter | None = None) -> tuple[int, bool]:
    """Count up to a bound; tells whether there are more; one query."""
    rows = narrowed(seen_by(viewer), chosen or CaseFilter()).order_by()
    found = rows.values("pk")[: COUNT_LIMIT + 1].count()
    return min(found, COUNT_LIMIT), found > COUNT_LIMIT


def narrowed(rows: "QuerySet[Case]", chosen: CaseFilter) -> "QuerySet[Case]":
    """Apply a filter."""
    exact = {
        "procedure": chosen.procedure,
        "kind": chosen.kind,
        "agency_code": chosen.agency_code,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if chosen.states:
        rows = rows.filter(state__in=chosen.states)
    if chosen.handler_urn:
        mine = Handler.objects.filter(person_urn=chosen.handler_urn, until__isnull=True)
        rows = rows.filter(pk__in=mine.values("case_id"))
    return _by_text(_by_time(rows, chosen), chosen.text.strip())


def _by_time(rows: "QuerySet[Case]", chosen: CaseFilter) -> "QuerySet[Case]":
    if chosen.overdue:
        rows = rows.filter(nearest_due__lt=clock.today(), closed_at__isnull=True)
    if chosen.open_only:
        rows = rows.filter(closed_at__isnull=True)
    if chosen.closed_only:
        rows = rows.filter(closed_at__isnull=False)
    if chosen.opened_from:
        rows = rows.filter(opened_at__date__gte=chosen.opened_from)
    if chosen.opened_until:
        rows = rows.filter(opened_at__date__lte=chosen.opened_until)
    return rows


def _by_text(rows: "QuerySet[Case]", text: str) -> "QuerySet[Case]":
    if not text:
        return rows
    return rows.filter(Q(number__contains=text) | Q(party_name__contains=text) | Q(cause__contains=text))


def _key(order: str, row: Case) -> str:
    value = row.nearest_due.isoformat() if order == "due" else row.opened_at.isoformat()
    return f"{value}|{row.pk}"


def _beyond(order: str, after: str) -> Q:
    value, _bar, pk = after.rpartition("|")
    try:
        number = int(pk)
        if order == "due":
            day = date.fromisoformat(value)
            return Q(nearest_due__gte=day) & (Q(nearest_due__gt=day) | Q(nearest_due=day, pk__gt=number))
        moment = datetime.fromisoformat(value).astimezone(clock.CHINA)
    except (ValueError, OverflowError) as error:
        raise Invalid("cases.page_key", _("翻页位置不正确。"), field="after") from error
    return Q(opened_at__lte=moment) & (Q(opened_at__lt=moment) | Q(opened_at=moment, pk__lt=number))


def views(rows: list[Case]) -> tuple[CaseRow, ...]:
    """Return rows as views with their handlers; one query."""
    handlers: dict[int, list[str]] = {}
    for case_id, name in _handlers_of([row.pk for row in rows]):
        handlers.setdefault(case_id, []).append(name)
    today = clock.today()
    return tuple(view_of(row, tuple(handlers.get(row.pk, ())), today) for row in rows)


@prepared
def _handlers_of(cases: Sequence[int]) -> "QuerySet[Handler, tuple[int, str]]":
    current = Handler.objects.filter(case__id__in=cases, until__isnull=True).order_by("id")
    return current.values_list("case_id", "person_label")


def view_of(row: Case, handlers: tuple[str, ...], today: date) -> CaseRow:
    """Return one case as a line of a list."""
    state = state_of(row.procedure, row.procedure_version, row.state)
    due = row.nearest_due if row.nearest_due != NO_DEADLINE else None
    return CaseRow(
        uid=row.uid,
        urn=row.urn,
        number=row.number,
        cause=row.cause,
        kind=row.kind,
        procedure=row.procedure,
        party=row.party_name,
        state=row.state,
        state_title=state.title,
        stage=state.stage.value,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        nearest_due=due,
        nearest_limit=row.nearest_limit,
        days_left=(due - today).days if due else None,
        handlers=handlers or (row.opened_by_label,),
    )
