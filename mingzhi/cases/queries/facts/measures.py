"""The measures over things as the guards see them, and the one a step acts on."""

from datetime import date

from mingzhi.cases.models import Measure
from mingzhi.cases.queries.rows import Rows, day_of
from mingzhi.cases.rules.facts import MeasureFact
from mingzhi.cases.rules.meant import meant


def held(rows: Rows) -> tuple[MeasureFact, ...]:
    """Return every measure over things, oldest first."""
    numbers = {step.id: step.document_number for step in rows.steps}
    return tuple(
        MeasureFact(
            kind=row.kind,
            key=str(row.uid),
            number=numbers.get(row.step_id, ""),
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


def measure_meant(rows: Rows, step: str, on: date, named: object) -> Measure | None:
    """Return the measure a step of the case acts on that day, None where it acts on none."""
    found = meant(held(rows), step, on, named)
    return next((row for row in rows.measures if found and str(row.uid) == found.key), None)
