"""What the head of the agency is asked beside the main line, and which step answers it.

A recusal and a request to pay later have no day set by law; somebody waits all the same (行政处罚法
§43-3, §66-2).
An urgent measure is reported and approved within twenty-four hours (行政强制法 §19; 程序规定 §33-2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.cases.rules.facts import CaseFacts, MeasureFact

ANSWERED_BY: Mapping[str, tuple[str, ...]] = {
    "ask_recusal": ("decide_recusal",),
    "ask_plan": ("grant_plan", "refuse_plan"),
}
_ANSWERS = frozenset(code for answers in ANSWERED_BY.values() for code in answers)
ASKING = (*ANSWERED_BY, *sorted(_ANSWERS))
"""The steps that ask and answer without a day set by law."""
_TAKEN = frozenset({"preserve", "seize"})
_PRESERVED = frozenset({"confirm_preservation", "handle_preservation", "lapse_preservation"})
_SETTLED = _PRESERVED | {"confirm_seizure", "lift_seizure", "record_proceeds"}
"""The steps after which the measure they act on waits for approval no more."""
_ALL_SETTLED = "hand_over_goods"


def concerns(step: str) -> bool:
    """Tell whether a step asks the head for something, or answers."""
    return step in {*ANSWERED_BY, *_ANSWERS, *_TAKEN, *_SETTLED, _ALL_SETTLED}


def still_asked(step: str, data: Mapping[str, Any], facts: CaseFacts, *, settled: str = "") -> bool:
    """Tell whether the head owes an answer once the step is taken; ``facts`` are those before it.

    ``settled``: the measure the step acts on.
    """
    if step in ANSWERED_BY or (step in _TAKEN and data.get("urgent") is True):
        return True
    whom = {str(data.get("whom", ""))} if step == "decide_recusal" else set()
    plan = facts.payment.plan_requested and step not in ANSWERED_BY["ask_plan"]
    waiting = () if step == _ALL_SETTLED else unapproved(facts.measures, settled=settled)
    return bool(facts.recusal_pending - whom) or plan or bool(waiting)


def unapproved(measures: Iterable[MeasureFact], *, settled: str = "") -> list[MeasureFact]:
    """Return the urgent measures that stand without the head's approval, without the ``settled`` one."""
    still = [one for one in measures if one.open and not (settled and one.key == settled)]
    return [one for one in still if one.urgent and one.approved_at is None]


@dataclass(frozen=True, slots=True)
class Ask:
    """What is still asked: the step that answers it, whom it concerns ("": nobody), since when."""

    step: str
    whom: str
    since: date


def open_asks(taken: Iterable[tuple[str, str, date]]) -> list[Ask]:
    """Return what is still asked, each with its own day; ``taken``: step, whom it concerns, day, in order."""
    found: dict[tuple[str, str], Ask] = {}
    for step, whom, day in taken:
        answer = (
            ANSWERED_BY[step][0]
            if step in ANSWERED_BY
            else next(first for first, *others in ANSWERED_BY.values() if step in (first, *others))
        )
        if step in ANSWERED_BY:
            found.setdefault((answer, whom), Ask(answer, whom, day))
        else:
            found.pop((answer, whom), None)
    return sorted(found.values(), key=lambda ask: ask.since)
