"""How coercive decisions were declared in version 2026.1, for cases opened under it.

A seizure or a freezing started no time of the party against it (行政强制法 §24-2(4), §8-1), and an order to
decide a coercive decision anew no time of the agency (行政复议法 §64-1).
"""

from dataclasses import replace

from mingzhi.cases.rules.coercive import AGAINST_IT
from mingzhi.cases.rules.procedure import Procedure, Step

_HAD_IT = frozenset({"serve_enforcement", "serve_substitute", "substitute_now"})
_REDO = "redo_coercive"


def coercion_before(procedure: Procedure) -> tuple[Step, ...]:
    """Return the steps of a procedure that were declared otherwise, as they were."""
    changed = ((step, _before(step)) for step in procedure.steps)
    return tuple(before for step, before in changed if before != step)


def _before(step: Step) -> Step:
    own = step.code in _HAD_IT
    return replace(
        step,
        starts=tuple(code for code in step.starts if own or code not in AGAINST_IT),
        starts_if=tuple(pair for pair in step.starts_if if pair[1] != _REDO),
        since=tuple(pair for pair in step.since if pair[0] != _REDO),
        ends=tuple(code for code in step.ends if code != _REDO),
    )
