"""Which running limits a holiday notice touches, and what they come to with another calendar."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.cases.models import Case, Clock
from mingzhi.cases.queries.procedures import NOT_INSTALLED, procedure_of
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.kernel import clock as time
from mingzhi.kernel.refusal import Refusal

CHUNK = 500
MOST_LOOKED_AT = 5_000


class Move(NamedTuple):
    """So many limits of a name whose last day moves from one day to another."""

    title: str
    before: date
    due: date
    number: int


class Moves(NamedTuple):
    """What a notice moves; ``bounded`` says that there are more cases than were looked at."""

    rows: tuple[Move, ...]
    bounded: bool

    @property
    def number(self) -> int:
        """How many last days move."""
        return sum(row.number for row in self.rows)


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


def counted(clock: Clock, case: Case, procedure: Procedure, calendar: Calendar) -> Deadline | None:
    """Return a running limit as this calendar counts it, None where nothing reads otherwise."""
    limit = procedure.by_limit.get(clock.code)
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


def running_in(jurisdiction: str, *, since: date, provisional: bool = False) -> Iterator[Case]:
    """Yield the cases of a region of which a running limit ends on a day or after it, in parts by key.

    With ``provisional`` also those of which one rests on a year without a notice.
    """
    clocks = Clock.objects.filter(case=OuterRef("pk"), ended_at__isnull=True, paused_at__isnull=True)
    clocks = clocks.filter(Q(due__gte=since) | Q(provisional=True) if provisional else Q(due__gte=since))
    rows = Case.objects.filter(Exists(clocks), region_code__startswith=_within(jurisdiction)).order_by("pk")
    after = 0
    while part := list(rows.filter(pk__gt=after)[:CHUNK]):
        yield from part
        after = part[-1].pk


def _within(jurisdiction: str) -> str:
    """Return how the codes of a region and everything in it begin."""
    if jurisdiction.endswith("0000"):
        return jurisdiction[:2]
    return jurisdiction[:4] if jurisdiction.endswith("00") else jurisdiction


def moves_under(
    calendar_of: Callable[[str], Calendar], jurisdiction: str, *, since: date, provisional: bool = False
) -> Moves:
    """Return what would move if ``calendar_of`` (region → calendar) counted, without naming a case."""
    cases = running_in(jurisdiction, since=since, provisional=provisional)
    found: Counter[tuple[str, date, date]] = Counter()
    for part in _parts(islice(cases, MOST_LOOKED_AT)):
        rows = Clock.objects.filter(case__in=part, ended_at__isnull=True).prefetch_related("changes")
        by_key = {case.pk: case for case in part}
        for clock in rows:
            case = by_key[clock.case_id]
            deadline = _safely(clock, case, calendar_of(case.region_code))
            if deadline is not None and deadline.due_date != clock.due:
                found[clock.title, clock.due, deadline.due_date] += 1
    ordered = sorted(found.items(), key=lambda item: (item[0][1], item[0][0]))
    return Moves(tuple(Move(*key, number) for key, number in ordered), next(cases, None) is not None)


def _parts(cases: Iterator[Case]) -> Iterator[list[Case]]:
    while part := list(islice(cases, CHUNK)):
        yield part


def _safely(clock: Clock, case: Case, calendar: Calendar) -> Deadline | None:
    try:
        return counted(clock, case, procedure_of(case.procedure, case.procedure_version), calendar)
    except Refusal as refused:
        if refused.code == NOT_INSTALLED:
            return None
        raise
