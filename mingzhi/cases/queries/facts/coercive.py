"""The decisions beside the case's own with what remedies made of each (行政强制法 §8-1; 行政许可法 §7)."""

from dataclasses import replace

from mingzhi.cases.models import Remedy, Step
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.coercive import GONE, CoerciveFact
from mingzhi.cases.rules.licence_changes import outcome_of


def coercive_steps(rows: Rows) -> list[Step]:
    """Return the steps that were coercive decisions, oldest first."""
    declared = rows.procedure.by_step
    return [step for step in rows.steps if step.code in declared and declared[step.code].discloses]


def coercive_facts(rows: Rows) -> tuple[CoerciveFact, ...]:
    """Return each coercive decision by its number: what became of it, whether it is attacked."""
    return tuple(_fact(step, _remedies(rows, step)) for step in coercive_steps(rows))


def licence_change_facts(rows: Rows) -> tuple[CoerciveFact, ...]:
    """Return each decision on a licence after its grant that has a number (行政许可法 §49, §50-2, §70)."""
    made = [
        step
        for step in rows.steps
        if step.document_number and outcome_of(rows.case.kind, step.code, step.data)
    ]
    return tuple(
        replace(_fact(step, _remedies(rows, step)), taken_from=step.state_before, left=step.state_after)
        for step in made
    )


def _fact(step: Step, remedies: list[Remedy]) -> CoerciveFact:
    pending = next((row for row in remedies if row.ended_on is None), None)
    ended = [row.outcome for row in remedies if row.ended_on is not None]
    return CoerciveFact(
        number=step.document_number,
        code=step.code,
        title=step.title,
        standing=ended[-1] if ended else "standing",
        attacked=pending is not None,
        stayed=pending is not None and pending.execution_stayed,
    )


def _remedies(rows: Rows, step: Step) -> list[Remedy]:
    return [row for row in rows.remedies if row.against_id == step.id]


def fallen(rows: Rows) -> frozenset[int]:
    """Return the keys of the steps whose coercive decision was revoked or found void."""
    found = (row.against_id for row in rows.remedies if row.outcome in GONE)
    return frozenset(key for key in found if key is not None)


def standing(rows: Rows, *codes: str) -> list[Step]:
    """Return the steps of these codes whose coercive decision stands, oldest first."""
    gone = fallen(rows)
    return [step for step in rows.taken(*codes) if step.id not in gone]


def is_stayed(rows: Rows, step: Step) -> bool:
    """Tell whether a remedy against that decision has stayed its execution."""
    return any(row.ended_on is None and row.execution_stayed for row in _remedies(rows, step))


def amount_of(rows: Rows, step: Step) -> int:
    """Return the sum of a coercive decision as a remedy changed it, in cents."""
    changes = [
        changed.data["amount"]
        for changed in rows.taken("coercive_changed")
        if changed.data.get("against") == step.document_number and "amount" in changed.data
    ]
    return int(changes[-1] if changes else step.data.get("amount", 0))
