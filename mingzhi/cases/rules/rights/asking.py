"""May the party use a right now? What does the step that takes a request up start from? What must wait?"""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.procedure import Procedure, Step
from mingzhi.cases.rules.rights.language import Right
from mingzhi.cases.rules.rights.table import RIGHTS
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow, Refusal
from mingzhi.kernel.wording import gettext_noop as _


def declared_as(right: Right) -> Step:
    """Return what the party fills in as a step, so that its entries are checked like any other."""
    return Step(code=right.code, title=right.title, sources=(), basis=(right.basis,), fields=right.fields)


def entered_for(right: Right, data: Mapping[str, Any], *, on: date, party: str) -> dict[str, Any]:
    """Return what the form of the step starts with when it takes a request of that day up."""
    known = {right.day: on.isoformat(), right.named: party, **dict(right.fixed), **data}
    return {name: value for name, value in known.items() if name}


def conditions(
    right: Right, procedure: Procedure, facts: CaseFacts, *, actor: Actor, on: date, data: Mapping[str, Any]
) -> Refusal | None:
    """Return why the right does not exist now, or None: the states and guards of its step, then its own."""
    step = procedure.by_step[right.step] if right.step else declared_as(right)
    if right.step and facts.state not in step.sources:
        return _not_in_this_state(right, procedure, facts.state)
    entered = entered_for(right, data, on=on, party=facts.party.name)
    question = Question(facts=facts, step=step, actor=actor, on=on, data=entered)
    for name in (*right.guards, *(step.guards if right.step else ())):
        refusal = GUARDS[name](question)
        if refusal is not None:
            return refusal
    return None


def still_to_come(right: Right, procedure: Procedure, state: str) -> bool:
    """Tell whether the step that takes the right up can be taken now, or on the way the case has yet to go.

    A decision made anew after a fall is another matter, with a notice and rights of its own.
    """
    step = procedure.by_step.get(right.step)
    return step is not None and not set(step.sources).isdisjoint(_ahead(procedure, state))


@lru_cache(maxsize=256)
def _ahead(procedure: Procedure, state: str) -> frozenset[str]:
    found, new = {state}, [state]
    while new:
        here = new.pop()
        leads = {step.target for step in procedure.steps if here in step.sources and step.effect != "redo"}
        new += leads - found - {""}
        found |= leads - {""}
    return frozenset(found)


def _not_in_this_state(right: Right, procedure: Procedure, state: str) -> NotNow:
    here = procedure.by_state.get(state)
    return NotNow(
        "cases.right_state",
        _("“%(right)s”只能在%(when)s提出；本案现在处于“%(state)s”。"),
        citation=cite(right.basis),
        way_out=_("有疑问的，请联系承办机关；对决定不服的，可以申请行政复议或者提起行政诉讼。"),
        params={"right": right.title, "when": right.when, "state": here.title if here else state},
    )


def heard(procedure: str, facts: CaseFacts, step: Step) -> NotNow | None:
    """Return the refusal of a step that waits until an open request of the party is taken up."""
    holding = {right.code: right for right in RIGHTS.get(procedure, ()) if step.code in right.holds}
    right = next((holding[code] for code in facts.requests if code in holding), None)
    if right is None:
        return None
    return NotNow(
        "cases.unheard",
        _("当事人提出的“%(right)s”尚未办理，不能办理“%(step)s”。"),
        citation=cite(right.basis),
        way_out=_("请先在案件页面的“当事人的申请”中办理。"),
        params={"right": right.title, "step": step.title},
    )
