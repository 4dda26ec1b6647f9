"""Named predicates: one rule of one statute each. Steps name them; the gate asks them.

A guard answers None (the rule is kept) or the refusal with its article and the way out. Importing a
module enters its guards; the list below is the whole of them.
"""

from mingzhi.cases.rules.guards import (
    asking,
    coercive,
    court,
    crime,
    deciding,
    defending,
    ending,
    enforcing,
    enforcing_later,
    enforcing_money,
    enforcing_review,
    executing,
    fining,
    freezing,
    investigating,
    licence_kinds,
    licensing,
    measures,
    notifying,
    performing,
    permitting,
    publication,
    reviewing,
    serving,
    starting,
    summary,
)
from mingzhi.cases.rules.guards.question import GUARDS, Guard, Question

CHAPTERS = (
    starting,
    investigating,
    licensing,
    measures,
    freezing,
    reviewing,
    notifying,
    defending,
    deciding,
    fining,
    crime,
    serving,
    executing,
    performing,
    enforcing,
    enforcing_later,
    enforcing_money,
    enforcing_review,
    coercive,
    court,
    ending,
    permitting,
    licence_kinds,
    summary,
    asking,
    publication,
)

__all__ = ["CHAPTERS", "GUARDS", "Guard", "Question"]
