"""The coercive decisions of a case as the guards see them: each can be attacked by itself.

A remedy against one of them leaves the penalty and the others alone (行政强制法 §8-1; 行政复议法 §11(2);
行政诉讼法 §12-1(2)).
"""

from dataclasses import dataclass

WITHDRAWALS = ("withdraw", "withdraw_coercive")
"""Limits to take down what is public of a decision that fell: the one on the act, or a coercive one."""
OF_ONE = frozenset({"enforcement_reconsider", "enforcement_sue", "coercive_sue_after", "withdraw_coercive"})
"""Limits that belong to one coercive decision: a second one starts its own and leaves the first's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoerciveFact:
    """One coercive decision by its number: what became of it, whether it is under attack."""

    number: str
    title: str = ""
    standing: str = "standing"  # standing · upheld · withdrawn · changed · unlawful · revoked · void
    attacked: bool = False  # a remedy is pending
    stayed: bool = False  # and with it the execution
