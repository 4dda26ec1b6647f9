"""The measures over things as the guards see them, and the one a step acts on."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from mingzhi.cases.models import Step
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.rules.facts import MeasureFact
from mingzhi.cases.rules.meant import meant


def held(rows: Rows) -> tuple[MeasureFact, ...]:
    """Return every measure over things, oldest first."""
    steps = {step.id: step for step in rows.steps}
    return tuple(
        MeasureFact(
            kind=row.kind,
            key=str(steps[row.step_id].uid),
            number=steps[row.step_id].document_number,
            what=first_thing(row.items),
            taken_at=row.taken_at,
            urgent=row.urgent,
            approved_at=row.approved_at,
            until=row.until,
            extended=row.extended,
            testing=row.testing_since is not None,
            lifted_on=day_of(row.lifted_at) if row.lifted_at else None,
        )
        for row in rows.measures
    )


UNFREEZING = ("lift_freezing", "lapse_freezing", "hand_over_goods", "record_proceeds")


def frozen(rows: Rows) -> tuple[MeasureFact, ...]:
    """Return every freezing with its end, as the steps recorded it in their order (行政强制法 §29–33)."""
    clocks = {row.step_id: row.due for row in rows.clocks if row.code == "freezing"}
    found: list[MeasureFact] = []
    for step in rows.taken("freeze", "extend_freezing", *UNFREEZING):
        if step.code == "freeze":
            found.append(_frozen(step, clocks.get(step.id)))
        elif step.data.get("from_what") != "auction":
            found = _after(found, step)
    return tuple(found)


def _frozen(step: Step, until: date | None) -> MeasureFact:
    return MeasureFact(
        kind="freezing",
        key=str(step.uid),
        number=step.document_number,
        what=str(step.data.get("account", "")),
        taken_at=step.occurred_at,
        approved_at=step.occurred_at,
        until=until,
    )


def _after(found: list[MeasureFact], step: Step) -> list[MeasureFact]:
    """Return the freezings after a step that lengthened or ended one; what the police take over ends all."""
    day, ends = day_of(step.occurred_at), step.code in UNFREEZING
    one = meant(found, step.code, day, step.data)
    return [
        replace(item, lifted_on=day if ends else None, extended=not ends)
        if item.open and (item is one or step.code == "hand_over_goods")
        else item
        for item in found
    ]


def first_thing(items: object) -> str:
    """Return the name of the first thing on a list."""
    first = items[0] if isinstance(items, list) and items else {}
    return str(first.get("name", "")) if isinstance(first, dict) else ""


def taken_by(rows: Rows, step: str, on: date, data: Mapping[str, Any]) -> Step | None:
    """Return the step that took the measure a step of the case acts on, None where it acts on none."""
    found = meant((*held(rows), *frozen(rows)), step, on, data)
    return next((row for row in rows.steps if found and str(row.uid) == found.key), None)
