"""What version 2026.3 of the procedures changed, undone: cases opened under 2026.2 go on under 2026.2.

2026.2 knew no time of an instalment and no demand for one (行政处罚法 §66-2): who had been granted
instalments was waited for until the last of them, and the court could be asked while they ran (§72-2).
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from mingzhi.cases.rules.procedure import Limit, Procedure, Step, earlier
from mingzhi.kernel.wording import gettext_noop as _

VERSION = "2026.2"
_NOT_YET = ("demand_instalment", "instalment")
_NO_GUARDS = {
    "plan_over": ("apply_court",),
    "called_on": ("answer_demand",),
    "enforcement_review_closed": ("grant_plan",),
}
_TITLES = {"withdraw_publication": _("登记公示信息已撤回")}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Published(Procedure):
    """A declaration with the mark that charts carried up to 2026.2; nothing ever read it."""

    review_by_default: bool = True


def as_of_2026_2(procedure: Procedure, *, review_by_default: bool) -> Procedure:
    """Return a procedure as it was declared in version 2026.2."""
    kept = {part.name: getattr(procedure, part.name) for part in fields(procedure) if part.init}
    marked = Published(**kept, review_by_default=review_by_default)
    before = earlier(marked, VERSION, without=_NOT_YET, otherwise=[_before(step) for step in procedure.steps])
    return replace(before, limits=tuple(_counted(limit) for limit in before.limits))


def _before(step: Step) -> Step:
    guards = tuple(name for name in step.guards if step.code not in _NO_GUARDS.get(name, ()))
    old = replace(
        step,
        title=_TITLES.get(step.code, step.title),
        guards=guards,
        starts=_without(step.starts),
        ends=_without(step.ends),
    )
    if step.code == "grant_plan":
        return replace(old, target="", ends=(), guide="")
    return replace(old, sources=("demanded",)) if step.code == "answer_demand" else old


def _without(limits: Iterable[str]) -> tuple[str, ...]:
    return tuple(code for code in limits if code not in _NOT_YET)


def _counted(limit: Limit) -> Limit:
    """What an order may name otherwise stood among what is not counted."""
    return replace(limit, excludes=(*limit.excludes, *limit.unless), unless=())
