"""Time limits against their rules: an unchanged last day is counted anew, a changed one is its last change's.

A limit says where it began, for how long, by which article; the calendar of the region says the rest. Where
the holidays of a year were not announced yet, the day was a guess: there it only has to be near.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from mingzhi.calendars.queries import calendar, calendar_known_at
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.deadlines import Deadline, due
from mingzhi.cases.models import Case, Clock, ClockChange, Measure
from mingzhi.cases.models.case import NO_DEADLINE
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.deadlines.execution import limit_of
from mingzhi.cases.rules.procedure import Limit
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
from mingzhi.site.checking.witnesses.reading import Look, parts, unfounded

_FACTS = ("start", "length", "due")
"""What of a derivation is compared: its sentences change with the wording of the product."""
NEAR = timedelta(days=31)
"""So far may the holidays of a year, once announced, move a day that was counted before."""


def _clocks() -> Iterator[str]:
    """Look at every limit: its last day, its longer terms, its standing still, its end."""
    rows = Clock.objects.select_related("case", "step", "ended_by")
    rows = rows.prefetch_related("changes__step", "recounts")
    for part in parts(rows):
        for row in part:
            changes = sorted(row.changes.all(), key=lambda change: change.pk)
            wanted = _anew(row, changes) or (_by_changes(row, changes) if changes else _by_rule(row))
            longer = [one for one in changes if one.kind == "extend" and one.step_id != row.step_id]
            wanted["extensions"] = len(longer)
            wanted["paused_at"] = _paused(changes)
            wanted["ended_at"] = row.ended_by.occurred_at if row.ended_by else None
            yield from (unfounded(row, name) for name, value in wanted.items() if getattr(row, name) != value)


def _paused(changes: list[ClockChange]) -> datetime | None:
    stood = [one for one in changes if one.kind in ("pause", "resume")]
    return stood[-1].at if stood and stood[-1].kind == "pause" else None


def _anew(row: Clock, changes: list[ClockChange]) -> dict[str, Any]:
    """What counting anew after a holiday notice left; nothing where a change came after it."""
    last = max(row.recounts.all(), key=lambda one: one.pk, default=None)
    if last is None or (changes and changes[-1].step.recorded_at > last.at):
        return {}
    return {"due": last.due, "derivation": {**row.derivation, "due": last.due.isoformat()}}


def _by_changes(row: Clock, changes: list[ClockChange]) -> dict[str, Any]:
    """What the changes leave: the last day they name, and what they say of it in the derivation."""
    told: dict[str, Any] = next((one.derivation for one in reversed(changes) if one.derivation), {})
    return {"due": changes[-1].due, "derivation": {**row.derivation, **told}}


def _by_rule(row: Clock) -> dict[str, Any]:
    """What the rule gives for a limit that nobody changed; nothing where its rule is not installed."""
    limit = _limit(row.case.procedure, row.case.procedure_version, row.code)
    if limit is None:
        return {}
    now = _counted(row, limit, calendar(row.case.region_code))
    fits = _fitting(row, now)
    if fits is None:  # perhaps the calendar is another one by now
        fits = _fitting(
            row, _counted(row, limit, calendar_known_at(row.case.region_code, row.step.recorded_at))
        )
    return {"due": now.due_date} if fits is None else fits


def _fitting(row: Clock, counted: Deadline) -> dict[str, Any] | None:
    """What the row says beside a last day that fits; None where the day does not."""
    guessed = row.provisional and (counted.provisional or row.due.year > row.step.recorded_at.year)
    if guessed and abs(counted.due_date - row.due) < NEAR:
        return {}
    if counted.due_date != row.due:
        return None
    told = counted.derivation()
    return {
        "due_at": counted.due if isinstance(counted.due, datetime) else None,
        "derivation": {**row.derivation, **{name: told[name] for name in _FACTS}},
        "provisional": counted.provisional,
    }


def _counted(row: Clock, limit: Limit, known: Calendar) -> Deadline:
    begun = row.started_at.astimezone(clock.CHINA)
    start: date | datetime = begun if row.length.endswith("h") else begun.date()
    return due(start, row.length, calendar=known, roll=limit.roll, basis=limit.basis)


@cache
def _limit(procedure: str, version: str, code: str) -> Limit | None:
    try:
        return limit_of(procedure_of(procedure, version), code)
    except Refusal:
        return None


def _nearest() -> Iterator[str]:
    """The head row of a case repeats the nearest of its running limits."""
    for part in parts(Case.objects.all()):
        running = Clock.objects.filter(
            case__in=part, ended_at=None, paused_at=None, runs_for="agency", earliest=False
        ).order_by("-due", "-id")
        nearest = {row.case_id: (row.due, row.title) for row in running}
        for case in part:
            due_on, title = nearest.get(case.pk, (NO_DEADLINE, ""))
            yield from (
                unfounded(case, name)
                for name, value in (("nearest_due", due_on), ("nearest_limit", title))
                if getattr(case, name) != value
            )


def _measures() -> Iterator[str]:
    """A measure lasts as long as the limit that its step began."""
    for part in parts(Measure.objects.all()):
        begun = Clock.objects.filter(step__in=[row.step_id for row in part])
        ends = {(one.step_id, one.due) for one in begun}
        for row in part:
            if row.until is not None and (row.step_id, row.until) not in ends:
                yield unfounded(row, "until")


LOOKS: tuple[Look, ...] = (_clocks, _nearest, _measures)
