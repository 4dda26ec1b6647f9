"""The decisions beside the case's own as the guards see them: each can be attacked by itself.

A remedy against one of them leaves the penalty and the others alone (行政强制法 §8-1; 行政复议法 §11(2);
行政诉讼法 §12-1(2)).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

AGAINST_IT = ("enforcement_reconsider", "enforcement_sue")
"""The party's own time against one coercive decision, from the day it got it (行政强制法 §8-1, §24-2(4))."""
WITHDRAWALS = ("withdraw", "withdraw_coercive", "withdraw_change")
"""Limits to take down what is public of a decision that fell: the one on the act, or one beside it."""
SERVED_APART: Mapping[str, tuple[str, ...]] = {
    "late_fine_decision": ("impose_late_fine",),
    "licence_renewal": ("renew", "refuse_renewal"),
    "licence_change": ("change",),
    "licence_cancellation": ("cancel",),
}
"""Decisions without a step of service of their own: paper → steps (行政强制法 §8-1, §45; 行政许可法 §7)."""
AGAINST_A_CHANGE = ("change_reconsider", "change_sue")
"""The party's own time against one decision on a licence after its grant (行政许可法 §7)."""
OF_ONE = frozenset(
    {"coercive_sue_after", "withdraw_coercive", "change_sue_after", "withdraw_change"}
    | {*AGAINST_IT, *AGAINST_A_CHANGE}
)
"""Limits that belong to one decision beside: a second one starts its own and leaves the first's alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoerciveFact:
    """One decision beside the case's own by its number: what became of it, whether it is attacked.

    ``taken_from`` and ``left``: the states of the case before and after a decision on a licence.
    """

    number: str
    code: str = ""  # the step that was the decision
    title: str = ""
    standing: str = "standing"  # standing · upheld · withdrawn · changed · unlawful · revoked · void
    attacked: bool = False  # a remedy is pending
    stayed: bool = False  # and with it the execution
    taken_from: str = ""
    left: str = ""


GONE = frozenset({"revoked", "void"})
TO_ENFORCE = frozenset({"decide_enforcement", "decide_enforcement_now", "decide_substitute"})
"""Decisions by which the agency itself enforces (行政强制法 §37, §51)."""
_UNDER_FORCE = frozenset({"enforcing", "enforcement_paused", "agreed"})
_CALLED_ON = "demanded"


def _licence_left(state: str, fell: CoerciveFact | None) -> str:
    """Return the state of a licence when a decision on it fell: as it was before that decision.

    What is closed or archived stays so; the decision is gone all the same.
    """
    if fell is not None and fell.taken_from and state == fell.left:
        return fell.taken_from
    return state


def state_left(step: str, state: str, against: object, decisions: Iterable[CoerciveFact]) -> str:
    """Return the state after a step that leaves the case where it is, as a rule the same.

    Where the last decision to enforce has fallen nothing is enforced any more: the party has been called on,
    and the agency proposes anew or applies to the court.
    """
    if step == "change_revoked":
        return _licence_left(state, next((fact for fact in decisions if fact.number == against), None))
    if step != "coercive_revoked" or state not in _UNDER_FORCE:
        return state
    ours = [fact for fact in decisions if fact.code in TO_ENFORCE and fact.standing not in GONE]
    fell = any(fact.number == against for fact in ours)
    return _CALLED_ON if fell and all(fact.number == against for fact in ours) else state
