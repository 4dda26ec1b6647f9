"""How coercive decisions were declared in version 2026.1, for cases opened under it.

A seizure or a freezing started no time of the party against it (行政强制法 §24-2(4), §8-1), and an order to
decide a coercive decision anew no time of the agency (行政复议法 §64-1).
"""

from dataclasses import replace

from mingzhi.cases.rules.coercive import AGAINST_IT
from mingzhi.cases.rules.procedure import Limit, Procedure, Step
from mingzhi.kernel.wording import gettext_noop as _

_HAD_IT = frozenset({"serve_enforcement", "serve_substitute", "substitute_now"})
_REDO = "redo_coercive"
_TITLES = {
    "enforcement_reconsider": _("当事人对强制执行决定申请行政复议"),
    "enforcement_sue": _("当事人对强制执行决定提起行政诉讼"),
}


def coercion_before(procedure: Procedure) -> Procedure:
    """Return the version of a procedure as it was declared before."""
    return replace(
        procedure,
        steps=tuple(_before(step) for step in procedure.steps),
        limits=tuple(_named(limit) for limit in procedure.limits if limit.code != _REDO),
    )


def _named(limit: Limit) -> Limit:
    return replace(limit, title=_TITLES.get(limit.code, limit.title))


def _before(step: Step) -> Step:
    own = step.code in _HAD_IT
    return replace(
        step,
        starts=tuple(code for code in step.starts if own or code not in AGAINST_IT),
        starts_if=tuple(pair for pair in step.starts_if if pair[1] != _REDO),
        since=tuple(pair for pair in step.since if pair[0] != _REDO),
        ends=tuple(code for code in step.ends if code != _REDO),
    )
