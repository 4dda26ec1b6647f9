"""What a step answers: shown beside its form, so that nobody decides or reviews without having read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.workbench.showing.timeline import entered_rows

_PROPOSAL = ("propose_enforcement",)
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "decide_recusal": ("ask_recusal",),
    "freeze": ("approve_freezing",),
    "grant_plan": ("ask_plan",),
    "refuse_plan": ("ask_plan",),
    "decide_enforcement": (*_PROPOSAL, "pass_enforcement"),
    "decide_enforcement_now": (*_PROPOSAL, "pass_enforcement"),
    "decide_substitute": (*_PROPOSAL, "pass_enforcement"),
}
"""Steps that take up what another one brought."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One earlier step: what it is called, who took it, what was entered."""

    title: str
    who: str
    rows: list[tuple[str, str]]


def answered(declared: Declared, page: CasePage) -> list[Answered]:
    """Return the last of each step that this one answers."""
    found = []
    for code in ANSWERS.get(declared.code, ()):
        step = next((step for step in reversed(page.steps) if step.code == code), None)
        if step is not None:
            rows = entered_rows(page.procedure, {"step": code, "data": step.data})
            found.append(Answered(step.title, step.actor_label, rows))
    return found
