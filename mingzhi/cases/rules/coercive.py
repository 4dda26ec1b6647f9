"""The coercive decisions of a case as the guards see them: each can be attacked by itself.

A remedy against one of them leaves the penalty and the others alone (行政强制法 §8-1; 行政复议法 §11(2);
行政诉讼法 §12-1(2)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

AGAINST_IT = ("enforcement_reconsider", "enforcement_sue")
"""The party's own time against one coercive decision, from the day it got it (行政强制法 §8-1, §24-2(4))."""
WITHDRAWALS = ("withdraw", "withdraw_coercive")
"""Limits to take down what is public of a decision that fell: the one on the act, or a coercive one."""
SERVED_APART: Mapping[str, str] = {"late_fine_decision": "impose_late_fine"}
"""Coercive decisions without a step of service of their own: paper → step (行政强制法 §8-1, §45)."""
OF_ONE = frozenset({"enforcement_reconsider", "enforcement_sue", "coercive_sue_after", "withdraw_coercive"})
"""Limits that belong to one coercive decision: a second one starts its own and leaves the first's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoerciveFact:
    """One coercive decision by its number: what became of it, whether it is under attack."""

    number: str
    code: str = ""  # the step that was the decision
    title: str = ""
    standing: str = "standing"  # standing · upheld · withdrawn · changed · unlawful · revoked · void
    attacked: bool = False  # a remedy is pending
    stayed: bool = False  # and with it the execution


GONE = frozenset({"revoked", "void"})
TO_ENFORCE = frozenset({"decide_enforcement", "decide_enforcement_now", "decide_substitute"})
"""Decisions by which the agency itself enforces (行政强制法 §37, §51)."""
_UNDER_FORCE = frozenset({"enforcing", "enforcement_paused", "agreed"})
_CALLED_ON = "demanded"


def state_left(step: str, state: str, against: object, decisions: Iterable[CoerciveFact]) -> str:
    """Return the state after a step that leaves the case where it is, as a rule the same.

    Where the last decision to enforce has fallen nothing is enforced any more: the party has been called on,
    and the agency proposes anew or applies to the court.
    """
    if step != "coercive_revoked" or state not in _UNDER_FORCE:
        return state
    ours = [fact for fact in decisions if fact.code in TO_ENFORCE and fact.standing not in GONE]
    fell = any(fact.number == against for fact in ours)
    return _CALLED_ON if fell and all(fact.number == against for fact in ours) else state
