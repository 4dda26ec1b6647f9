"""Named predicates: one rule of one statute each. Steps name them; the gate asks them.

A guard answers None (the rule is kept) or the refusal with its article and the way out. Importing a
module enters its guards; the list below is the whole of them.
"""

from mingzhi.cases.rules.guards import (
    asking,
    crime,
    deciding,
    defending,
    ending,
    executing,
    fining,
    freezing,
    investigating,
    measures,
    notifying,
    performing,
    publication,
    reviewing,
    serving,
    starting,
    summary,
)
from mingzhi.cases.rules.guards.enforcement import coercive, court, enforcing, later, money, review
from mingzhi.cases.rules.guards.licence import changing, kinds, licensing, permitting
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
    later,
    money,
    review,
    coercive,
    court,
    ending,
    permitting,
    kinds,
    changing,
    summary,
    asking,
    publication,
)

__all__ = ["CHAPTERS", "GUARDS", "Guard", "Question"]
