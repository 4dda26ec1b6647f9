"""What a step's document must state and nobody enters: due dates, sums."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases.queries.facts.deciding import lateness_of
from mingzhi.cases.queries.facts.enforcing import DECISIONS, proposed_data
from mingzhi.cases.queries.facts.measures import taken_by
from mingzhi.cases.queries.recounting import extensions_of, pauses_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.late_fine import LateFine
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.kernel import clock


def computed(rows: Rows, declared: Declared, data: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return the computed values of a step, under the codes its template uses."""
    day = at.astimezone(clock.CHINA).date()
    if declared.code in _TAKEN:
        return _TAKEN[declared.code](rows, data, day)
    if declared.extends:
        return _longer(rows, declared, data, day)
    return _late(rows, data) if declared.effect == "late_fine" else {}


def _preserved(rows: Rows, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {"due_on": _end(rows, "preservation", day).isoformat()}


def _seized(rows: Rows, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {
        "measure": {"seizure": "扣押", "sealing": "查封"}.get(str(data.get("kind")), "扣押"),
        "measure_from": day.isoformat(),
        "measure_until": _end(rows, "seizure", day).isoformat(),
    }


def _frozen(rows: Rows, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {"measure_from": day.isoformat(), "measure_until": _end(rows, "freezing", day).isoformat()}


def _lifted(rows: Rows, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return {"lifted_on": day.isoformat()}


def _proposed(rows: Rows, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    return proposed_data(rows)


_TAKEN: dict[str, Callable[[Rows, Mapping[str, Any], date], dict[str, Any]]] = {
    "preserve": _preserved,
    "seize": _seized,
    "freeze": _frozen,
    "lift_seizure": _lifted,
    "lift_freezing": _lifted,
    **dict.fromkeys(DECISIONS, _proposed),
}


def _end(rows: Rows, code: str, start: date) -> date:
    limit = rows.procedure.by_limit[code]
    place = calendar(rows.case.region_code)
    return due(start, limit.length, calendar=place, roll=limit.roll).due_date


def _longer(rows: Rows, declared: Declared, data: Mapping[str, Any], day: date) -> dict[str, Any]:
    """The end before and after an extension, counted from the start as the limit itself is counted."""
    limit = rows.procedure.by_limit[declared.extends[0]]
    taken = taken_by(rows, declared.code, day, data)
    clocks = [row for row in rows.clocks if row.code == limit.code and row.ended_at is None]
    clocks = [row for row in clocks if taken is None or row.step_id == taken.pk]
    if not clocks or not (limit.extension or data.get("until")):
        return {}
    row, until = clocks[-1], data.get("until")
    counted = due(
        row.started_at.astimezone(clock.CHINA).date(),
        row.length,
        calendar=calendar(rows.case.region_code),
        pauses=pauses_of(row),
        extensions=[*extensions_of(row), *([limit.extension] if limit.extension else [])],
        roll=limit.roll,
    )
    return {"due_before": row.due.isoformat(), "due_after": until or counted.due_date.isoformat()}


def late_fine_of(rows: Rows, until: date) -> LateFine | None:
    """Return the late fine up to a day; None when no fine is due (行政处罚法 第七十二条第一款第一项)."""
    found = lateness_of(rows)
    return found.until(until) if found is not None else None


def _late(rows: Rows, data: Mapping[str, Any]) -> dict[str, Any]:
    until = data.get("counted_until")
    fine = late_fine_of(rows, date.fromisoformat(until)) if isinstance(until, str) else None
    if fine is None:
        return {}
    last_day = fine.counted_from - timedelta(days=1)
    return {"amount": fine.amount, "days": fine.days, "due_on": last_day.isoformat()}
