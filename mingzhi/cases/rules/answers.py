"""What the head of the agency is asked beside the main line, and which step answers it.

Neither has a day set by law; somebody waits all the same (行政处罚法 §43-3, §66-2).
"""

from collections.abc import Mapping, Set

from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.procedure import Procedure, Step

ANSWERED_BY: Mapping[str, tuple[str, ...]] = {
    "ask_recusal": ("decide_recusal",),
    "ask_plan": ("grant_plan", "refuse_plan"),
}
_ANSWERS = frozenset(code for answers in ANSWERED_BY.values() for code in answers)


def concerns(step: str) -> bool:
    """Tell whether a step asks the head for something, or answers."""
    return step in ANSWERED_BY or step in _ANSWERS


def still_asked(step: str, whom: str, facts: CaseFacts) -> bool:
    """Tell whether the head owes an answer once the step is taken; ``facts`` are those before it."""
    if step in ANSWERED_BY:
        return True
    recusals: Set[str] = facts.recusal_pending - ({whom} if step == "decide_recusal" else set())
    return bool(recusals) or (step == "decide_recusal" and facts.payment.plan_requested)


def answer_in(procedure: Procedure, state: str) -> Step | None:
    """Return the step that answers what is asked in this state."""
    answers = (procedure.by_step.get(answers[0]) for answers in ANSWERED_BY.values())
    return next((step for step in answers if step is not None and state in step.sources), None)
