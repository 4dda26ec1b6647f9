"""The agency's own enforcement, as the guards see it (行政强制法 第四章): who may, what was told and decided.

Whether an agency may enforce by itself is given by a law and stands in the catalogue, by method; substitute
performance is given to every agency by 行政强制法 §50 where its three dangers are there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.kernel.wording import gettext_noop as _

AUCTION, DEMOLISH, SUBSTITUTE = "auction", "demolish", "substitute"
METHODS: tuple[tuple[str, str], ...] = (
    ("transfer", _("划拨存款、汇款")),
    (AUCTION, _("拍卖或者依法处理查封、扣押的场所、设施或者财物")),
    ("remove", _("排除妨碍、恢复原状")),
    (DEMOLISH, _("强制拆除违法的建筑物、构筑物、设施")),
    (SUBSTITUTE, _("代履行")),
    ("other", _("其他强制执行方式")),
)
"""The methods of 行政强制法 §12(2)–(6); demolition has conditions of its own (§44)."""

METHOD_NAMES: Mapping[str, str] = dict(METHODS)
HARMS: Mapping[str, str] = {
    "traffic": _("已经或者将危害交通安全"),
    "environment": _("已经或者将造成环境污染"),
    "resources": _("已经或者将破坏自然资源"),
}
"""The dangers that let another perform in the party's stead (行政强制法 §50)."""
MONEY = ("transfer", AUCTION)
"""Methods by which a duty to pay is enforced (行政强制法 §46–48)."""

IN_KIND = ("remove", DEMOLISH, "other")
"""Methods that are carried out on the spot."""

AGREED, RETURNED = "agreed", "returned"
ENFORCE = "enforce"
"""What a core proposes that is no decision on the act itself but its enforcement."""
CORE_PARTS = (
    *("method", "basis", "reason", "subject", "bank", "account", "amount", "items"),
    *("harm", "performer", "cost_budget"),
)
"""What of a proposal is reviewed and decided (行政强制法 §37-2, §51-1(1))."""
WAITING_DAYS = 30
"""A late fine must have stood for more than these days before money is taken (行政强制法 §46-1).

Counted from the day on which it counts as served: until then it is not imposed on the party (§45-1 wants its
rate told, §8-1 gives the party its remedies against it). 待确认: the statute says "实施" and names no day.
"""

NIGHT = (22, 6)
"""Hours in which nobody enforces; the statute does not say when night is, so the place does."""


def enforcement_core(
    proposed: Mapping[str, Any], *, party: Mapping[str, str], decision: str, earlier: int
) -> dict[str, Any]:
    """Return the core of a decision to enforce: what is reviewed and what is decided are the same.

    ``decision`` is the number of the decision enforced, ``earlier`` how many decisions to enforce were
    made before: each is reviewed for itself.
    """
    said = {name: proposed[name] for name in CORE_PARTS if name in proposed}
    return {**said, "outcome": ENFORCE, "party": dict(party), "decision": decision, "earlier": earlier}


def power_flag(method: str) -> str:
    """Return the mark of a power of the catalogue that lets an agency enforce by this method."""
    return f"execution_{method}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementFacts:
    """The state of the agency's own enforcement on a day; nothing of it before a demand was made."""

    powers: frozenset[str] = frozenset()  # methods a law gives the agency, held on the day
    demand_until: date | None = None  # last day of the time the demand gave
    late_fine_on: date | None = None  # day from which the first late fine counts as served
    proposed: str = ""  # method of the proposal that is not decided yet
    core_hash: str = ""  # of what it proposes
    opinion: str = ""  # of the round of review on that core: agreed · returned
    in_review: bool = False  # a round is open
    filed: bool = False  # its opinion is on file
    decided: str = ""  # method of the last decision that stands
    served: bool = False  # that decision reached the party
    stayed: bool = False  # it is attacked and its execution stayed
    announced_until: date | None = None  # last day of the party's own demolition (§44)
    decided_amount: int = 0  # which that decision says is taken, in cents
    carried_out: bool = False  # something was taken, done or sold
    surplus_owed: int = 0  # of proceeds beyond the debt, not yet returned, in cents
    cost_owed: int = 0  # of substitute performance, in cents
    claimable: bool = False  # a substitute performance whose cost was not claimed
    rest_days: frozenset[date] = frozenset()  # of the last weeks, today included
    night: tuple[int, int] = NIGHT
