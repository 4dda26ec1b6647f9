"""Named predicates: one rule of one statute each. Steps name them; the gate asks them.

A guard answers None (the rule is kept) or the refusal with its article and the way out.
"""

from mingzhi.cases.rules.guards.question import GUARDS, Guard, Question

__all__ = ["GUARDS", "Guard", "Question"]
