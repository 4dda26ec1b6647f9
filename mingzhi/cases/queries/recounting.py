"""Which running limits of cases a holiday notice touches, and what they come to with another calendar."""

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.calendars.queries.recounting import CHUNK, by_key, moves_of
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.calendars.rules.reach import CalendarOf, OneMove, Reach
from mingzhi.cases.models import Case, Clock, PartyRequest, Rectification
from mingzhi.cases.queries.procedures import NOT_INSTALLED, procedure_of
from mingzhi.cases.rules.deadlines.execution import limit_of
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.kernel import clock as time
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _

LIMITS = _("案件期限")
ASKED: tuple[tuple[type[PartyRequest] | type[Rectification], str], ...] = (
    (PartyRequest, _("当事人的申请")),
    (Rectification, _("案卷更正申请")),
)
"""What a party asks in a case, with what it is called in the list of moves."""


def extensions_of(clock: Clock) -> list[str]:
    """Return the lengths by which a limit was lengthened, read from its derivation."""
    _first, *more = str(clock.derivation.get("length", clock.length)).split("+")
    return more


def pauses_of(clock: Clock) -> list[Pause]:
    """Return the times in which a limit stood still, read from its changes."""
    found: list[Pause] = []
    started: tuple[date, str] | None = None
    for change in sorted(clock.changes.all(), key=lambda change: change.pk):
        day = change.at.astimezone(time.CHINA).date()
        if change.kind == "pause":
            started = (day, change.reason)
        elif change.kind == "resume" and started is not None:
            found.append(Pause(started[0], day, started[1]))
            started = None
    if started is not None:
        found.append(Pause(started[0], None, started[1]))
    return found


def counted(clock: Clock, case: Case, calendar: Calendar) -> Deadline | None:
    """Return a running limit as this calendar counts it, None where nothing reads otherwise.

    Of a case whose procedure is not installed the limits stay as they are.
    """
    try:
        procedure = procedure_of(case.procedure, case.procedure_version)
    except Refusal as refused:
        if refused.code == NOT_INSTALLED:
            return None
        raise
    return _counted(clock, procedure, calendar)


def _counted(clock: Clock, procedure: Procedure, calendar: Calendar) -> Deadline | None:
    limit = limit_of(procedure, clock.code)
    if limit is None or clock.paused_at or "set_by" in clock.derivation or clock.length.endswith("h"):
        return None
    first, *extensions = str(clock.derivation.get("length", clock.length)).split("+")
    deadline = due(
        clock.started_at.astimezone(time.CHINA).date(),
        first,
        calendar=calendar,
        pauses=pauses_of(clock),
        extensions=extensions,
        roll=limit.roll,
        basis=limit.basis,
    )
    said = (deadline.due_date, deadline.provisional)
    return None if said == (clock.due, clock.provisional) else deadline


def cases_within(reach: Reach) -> Iterator[Case]:
    """Yield the cases of which a running limit or an open request may be touched, in parts by key."""
    clocks = Clock.objects.filter(case=OuterRef("pk"), ended_at__isnull=True, paused_at__isnull=True)
    late_enough = Q(due__gte=reach.since)
    if reach.whole_year:
        late_enough |= Q(provisional=True)
    some = Q(Exists(clocks.filter(late_enough)))
    for model, _title in ASKED:
        some |= Q(Exists(model._default_manager.filter(case=OuterRef("pk"), closed_at__isnull=True)))
    return by_key(Case.objects.filter(some, region_code__startswith=reach.within))


def running(cases: list[Case]) -> "QuerySet[Clock]":
    """Return the limits that run in some cases."""
    rows = Clock.objects.filter(case__in=cases, ended_at__isnull=True)
    return rows.prefetch_related("changes").order_by("id")


def moves(calendar_of: CalendarOf, reach: Reach) -> Iterator[OneMove | None]:
    """Yield what would move in cases, without naming one; None for what stays."""
    cases = cases_within(reach)
    while part := _part(cases):
        by_pk = {case.pk: case for case in part}
        for clock in running(part):
            case = by_pk[clock.case_id]
            deadline = counted(clock, case, calendar_of(case.region_code))
            moved = deadline is not None and deadline.due_date != clock.due
            yield OneMove(LIMITS, clock.title, clock.due, deadline.due_date) if deadline and moved else None
    for model, title in ASKED:
        rows = by_key(model._default_manager.filter(closed_at__isnull=True))
        yield from moves_of(rows, reach, calendar_of, kind=title)


def _part(cases: Iterator[Case]) -> list[Case]:
    return list(islice(cases, CHUNK))


def open_asked(case: Case) -> Iterator[PartyRequest | Rectification]:
    """Yield what the party asked for in a case and still waits for its answer."""
    tables = (model._default_manager.filter(case=case, closed_at__isnull=True) for model, _title in ASKED)
    return chain.from_iterable(rows.order_by("pk") for rows in tables)
