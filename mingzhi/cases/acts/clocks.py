"""Start, stop, pause, resume and lengthen the limits of a case.

Only called inside an act of this room. Every change keeps its derivation, so a due date can always
be explained from rows.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.calendars.rules.explanation import SET, Sentence
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.cases.models import Case, Clock, ClockChange, Step
from mingzhi.cases.models.case import NO_DEADLINE
from mingzhi.cases.queries.recounting import extensions_of, pauses_of
from mingzhi.cases.rules.procedure import Limit
from mingzhi.kernel import clock as time
from mingzhi.prepared import prepared


def derive(
    case: Case,
    limit: Limit,
    start: date | datetime,
    *,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[str] = (),
    as_of: date | None = None,
    length: str = "",
) -> Deadline:
    """Compute a limit of the case with the calendar of its region."""
    return due(
        start,
        length or limit.length,
        calendar=calendar(case.region_code),
        pauses=pauses,
        extensions=extensions,
        roll=limit.roll,
        basis=limit.basis,
        as_of=as_of,
    )


def start(
    case: Case,
    limit: Limit,
    step: Step,
    at: date | datetime,
    *,
    length: str = "",
    about: Step | None = None,
) -> Clock:
    """Start a limit; one that runs already under the same code, about the same step, ends first."""
    deadline = derive(case, limit, at, length=length)
    _end(Clock.objects.filter(case=case, code=limit.code, about=about), step)
    return Clock.objects.create(
        **_said(case, limit, step, at),
        about=about,
        length=length or limit.length,
        due=deadline.due_date,
        due_at=deadline.due if isinstance(deadline.due, datetime) else None,
        derivation=deadline.derivation(),
        provisional=deadline.provisional,
    )


def start_named(case: Case, limit: Limit, step: Step, at: date | datetime, *, until: date) -> None:
    """Start a limit whose last day no statute counts: a decision names it."""
    end(case, limit.code, step)
    Clock.objects.create(**_said(case, limit, step, at), length="", due=until)
    extend_to(case, limit.code, step, until, step.title, counted=False)


def _said(case: Case, limit: Limit, step: Step, at: date | datetime) -> dict[str, Any]:
    """What a limit says of itself, and since when it runs."""
    return {
        "case": case,
        "step": step,
        "code": limit.code,
        "title": limit.title,
        "basis": limit.basis,
        "runs_for": limit.runs_for,
        "earliest": limit.earliest,
        "started_at": at
        if isinstance(at, datetime)
        else datetime.combine(at, datetime.min.time(), time.CHINA),
    }


def running(case: Case, code: str, *, about: Step | None = None) -> Clock | None:
    """Return the running limit of that code; ``about``: that of one decision or measure."""
    return _of(case, code, about).filter(ended_at__isnull=True).first()


def _of(case: Case, code: str, about: Step | None) -> "QuerySet[Clock]":
    """Return the limits of that code, about one decision or measure only where one is named.

    What was written before limits named it is known by the step that began it.
    """
    found = Clock.objects.filter(case=case, code=code)
    return found if about is None else found.filter(Q(about=about) | Q(about__isnull=True, step=about))


def last(case: Case, code: str) -> Clock | None:
    """Return the last limit of that code, ended or not."""
    return Clock.objects.filter(case=case, code=code).order_by("id").last()


def set_by_name(clock: Clock) -> bool:
    """Tell whether its last day was named by somebody, not counted."""
    return "set_by" in clock.derivation


def end(case: Case, code: str, step: Step, *, about: Step | None = None) -> None:
    """End the running limits of that code; ``about``: only that of one decision or measure."""
    _end(_of(case, code, about), step)


def _end(found: "QuerySet[Clock]", step: Step) -> None:
    found.filter(ended_at__isnull=True).update(ended_at=step.occurred_at, ended_by=step)


def _change(clock: Clock, step: Step, kind: str, deadline: Deadline | None, reason: str) -> None:
    before = clock.due
    if deadline is not None:
        clock.due = deadline.due_date
        clock.derivation = deadline.derivation()
        clock.provisional = deadline.provisional
    clock.save(update_fields=Clock.CHANGEABLE)
    ClockChange.objects.create(
        clock=clock,
        step=step,
        kind=kind,
        at=step.occurred_at,
        due_before=before,
        due=clock.due,
        derivation=deadline.derivation() if deadline else {},
        reason=reason,
    )


def pause(case: Case, code: str, step: Step, reason: str, *, about: Step | None = None) -> None:
    """Let the running limit stand still; nothing happens when it does already."""
    clock = running(case, code, about=about)
    if clock is not None and clock.paused_at is None:
        clock.paused_at = step.occurred_at
        _change(clock, step, "pause", None, reason)


def resume(case: Case, limit: Limit, step: Step, reason: str, *, about: Step | None = None) -> None:
    """Let a limit that stands still run on and derive its new end."""
    clock = running(case, limit.code, about=about)
    if clock is None or clock.paused_at is None:
        return
    day = step.occurred_at.astimezone(time.CHINA).date()
    pauses = [*pauses_of(clock)[:-1], Pause(clock.paused_at.astimezone(time.CHINA).date(), day, reason)]
    clock.paused_at = None
    _change(clock, step, "resume", _again(case, limit, clock, pauses, extensions_of(clock)), reason)


def extend(
    case: Case, limit: Limit, step: Step, reason: str, *, length: str = "", about: Step | None = None
) -> Clock | None:
    """Lengthen the running limit by ``length`` (default: what its rule allows)."""
    clock = running(case, limit.code, about=about)
    if clock is None:
        return None
    clock.extensions += 1
    extensions = [*extensions_of(clock), length or limit.extension]
    deadline = _again(case, limit, clock, pauses_of(clock), extensions)
    _change(clock, step, "extend", deadline, reason)
    return clock


def extend_to(case: Case, code: str, step: Step, until: date, reason: str, *, counted: bool = True) -> None:
    """Lengthen the running limit to a day set by name; ``counted``: as an extension of the agency's own."""
    clock = running(case, code)
    if clock is None:
        return
    before = clock.due
    clock.extensions += counted
    clock.due, clock.due_at = until, None
    told = {"set_by": step.title, "due": until.isoformat(), "basis": "；".join(step.basis), "sentences": [
        Sentence(SET, {"by": step.title, "due": until}).text()
    ]}  # fmt: skip
    clock.derivation = {**clock.derivation, **told}
    clock.save(update_fields=Clock.CHANGEABLE)
    ClockChange.objects.create(
        clock=clock,
        step=step,
        kind="extend",
        at=step.occurred_at,
        due_before=before,
        due=until,
        derivation=told,
        reason=reason,
    )


def _again(
    case: Case, limit: Limit, clock: Clock, pauses: Sequence[Pause], extensions: Sequence[str]
) -> Deadline:
    return derive(
        case,
        limit,
        clock.started_at.astimezone(time.CHINA).date(),
        pauses=pauses,
        extensions=extensions,
        as_of=time.today(),
        length=clock.length,
    )


def refresh(case: Case) -> None:
    """Write the nearest deadline of the agency into the case's head row."""
    case.nearest_due, case.nearest_limit = next(iter(_nearest(case.pk)), (NO_DEADLINE, ""))


@prepared
def _nearest(case: int) -> "QuerySet[Clock, tuple[date, str]]":
    rows = Clock.objects.filter(case=case, ended_at__isnull=True, paused_at__isnull=True, runs_for="agency")
    return rows.exclude(earliest=True).order_by("due", "id").values_list("due", "title")[:1]
