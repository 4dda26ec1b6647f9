"""What version 2026.4 of both penalty procedures changed, undone: cases opened under 2026.3 go on under it.

In 2026.3 a case could not be handed to other officers once its penalty was decided (程序规定 §19-2), and one
decided on the spot whose fine nobody went to the court for in time had no end (行政强制法 §40, §53).
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Procedure, Step, earlier
from mingzhi.cases.rules.procedures.ordinary.states import FILED

VERSION = "2026.3"
_ENDED = "execution_ended"


def ordinary_as_of_2026_3(procedure: Procedure) -> Procedure:
    """Return the ordinary penalty procedure as it was declared in version 2026.3."""
    named = replace(procedure.by_step["appoint_handlers"], sources=FILED)
    return earlier(procedure, VERSION, otherwise=(named,))


def summary_as_of_2026_3(procedure: Procedure) -> Procedure:
    """Return the summary penalty procedure as it was declared in version 2026.3."""
    otherwise = [never_ended(step) for step in procedure.steps]
    before = earlier(procedure, VERSION, without=("end_execution",), otherwise=otherwise)
    return replace(before, states=tuple(state for state in before.states if state.code != _ENDED))


def never_ended(step: Step) -> Step:
    """Return a step of the summary procedure as it was while no execution could be ended."""
    return replace(step, sources=tuple(state for state in step.sources if state != _ENDED))
