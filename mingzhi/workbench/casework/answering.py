"""What a step answers: shown beside its form, so that nobody decides or reviews without having read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.records.queries import DocumentView
from mingzhi.workbench.showing.entered import entered_rows, names_in, told_rows

_PROPOSAL = ("propose_enforcement",)
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "check_clue": ("open",),
    "file": ("open",),
    "refuse_filing": ("open",),
    "answer_defence": ("record_defence",),
    "approve_crime": ("report_crime",),
    "refuse_crime": ("report_crime",),
    "object_police": ("police_refuse",),
    "take_back": ("police_file", "police_refuse"),
    "object_ruling": ("record_ruling",),
    "resubmit": ("return_review",),
    "settle_for_review": ("raise_dispute",),
    "settle_for_correction": ("raise_dispute",),
    "decide_recusal": ("ask_recusal",),
    "freeze": ("approve_freezing",),
    "grant_plan": ("ask_plan",),
    "refuse_plan": ("ask_plan",),
    "decide_enforcement": (*_PROPOSAL, "pass_enforcement"),
    "decide_enforcement_now": (*_PROPOSAL, "pass_enforcement"),
    "decide_substitute": (*_PROPOSAL, "pass_enforcement"),
}
"""Steps that take up what another one brought."""
READS_PROPOSAL = frozenset(
    {"answer_defence", "approve_proposal", "discuss", "report_hearing", "submit_review"}
)
"""Steps about the proposal that do not repeat it on their form (行政处罚法 §45-1, §57-2; 程序规定 §56)."""
BECAME = ("end_remedy", "remedy_changed", "remedy_unlawful", "remedy_revoked", "revoke_own")
"""Steps that say what became of the decision."""


HANDS = {"hand_over": "summary_decision"}
"""Steps that hand over a paper made just before: it is printed from their form (行政处罚法 §52-1)."""


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
        found += _last(page, (code,))
    return found


def handed(declared: Declared, page: CasePage) -> DocumentView | None:
    """Return the paper that the step hands over, the newest of its kind."""
    kind = HANDS.get(declared.code)
    made = [paper for paper in page.dossier.documents if paper.template_code == kind]
    return max(made, key=lambda paper: paper.made_at, default=None)


def became(page: CasePage) -> list[Answered]:
    """Return the last step that changed the decision, upheld it or took it away."""
    decision = page.decision
    return _last(page, BECAME, since=decision.step_id) if decision else []


def _last(page: CasePage, codes: Sequence[str], *, since: int = 0) -> list[Answered]:
    step = next((step for step in reversed(page.steps) if step.code in codes and step.pk > since), None)
    if step is None:
        return []
    content = {"step": step.code, "data": step.data}
    rows = entered_rows(page.procedure, content, names_in(page, [content]))
    rows = rows or told_rows(f"cases.{step.code}", step.data)
    return [Answered(step.title, step.actor_label, rows)]
