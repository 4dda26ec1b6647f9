"""Situations of the guards of the agency's own enforcement (行政强制法 第四章)."""

from dataclasses import replace
from typing import Any

from mingzhi.cases.rules.coercive import CoerciveFact
from mingzhi.cases.rules.enforcement import METHODS, EnforcementFacts
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.tests.given import (
    AFTER,
    BEFORE,
    DECISION,
    LONG_BEFORE,
    ON,
    OWED,
    PENDING,
    RECONSIDERED,
    Case,
    clock,
    given,
)

READY = EnforcementFacts(
    powers=frozenset(method for method, _label in METHODS),
    demand_until=BEFORE,
    late_fine_on=LONG_BEFORE,
    proposed="transfer",
    opinion="agreed",
    filed=True,
    decided="transfer",
    decided_amount=10_000,
    served=True,
    announced_until=BEFORE,
    carried_out=True,
)
ENFORCED = CoerciveFact(number="清市监强执〔2026〕1号")
ATTACKED = replace(ENFORCED, attacked=True)
OVER = (*clock("sue", BEFORE), *clock("sue_after", BEFORE))


def ready(**changes: Any) -> EnforcementFacts:
    """Everything that enforcement asks is there, with what the test changes."""
    return replace(READY, **changes)


ENFORCING: dict[str, tuple[Case, Case]] = {
    "demand_gives_time": (
        given({"perform_by": AFTER.isoformat(), "served_on": ON.isoformat()}),
        given({"perform_by": ON.isoformat(), "served_on": ON.isoformat()}),
    ),
    "own_enforcement": (
        given({"method": "transfer"}, enforcement=READY),
        given({"method": "transfer"}, enforcement=ready(powers=frozenset({"demolish"}))),
    ),
    "enforcement_by_law": (
        given({"basis": ["城乡规划法 §68"]}),
        given({"basis": ["城乡规划法 §68", "城市市容和环境卫生管理条例 §36"]}),
    ),
    "method_fits_duty": (
        given({"method": "transfer"}, payment=OWED),
        given({"method": "remove"}, payment=OWED),
    ),
    "not_stayed": (
        given(remedies=(PENDING,)),
        given(remedies=(replace(PENDING, execution_stayed=True),)),
    ),
    "execution_not_stayed": (given(enforcement=READY), given(enforcement=ready(stayed=True))),
    "coercive_decision_named": (
        given({"against": "清市监强执〔2026〕1号"}, coercive=(ENFORCED,)),
        given({"against": "清市监强执〔2026〕9号"}, coercive=(ENFORCED,)),
    ),
    "coercive_decision_not_attacked": (
        given({"against": "清市监强执〔2026〕1号"}, coercive=(ENFORCED,)),
        given({"against": "清市监强执〔2026〕1号"}, coercive=(ATTACKED,)),
    ),
    "coercive_decision_attacked": (
        given({"against": "清市监强执〔2026〕1号"}, coercive=(ATTACKED,)),
        given({"against": "清市监强执〔2026〕1号"}, coercive=(ENFORCED,)),
    ),
    "enforcement_proposed": (given(enforcement=READY), given(enforcement=ready(proposed=""))),
    "enforcement_reviewed": (given(enforcement=READY), given(enforcement=ready(opinion="returned"))),
    "enforcement_review_open": (given(enforcement=ready(in_review=True)), given(enforcement=READY)),
    "enforcement_review_closed": (given(enforcement=READY), given(enforcement=ready(in_review=True))),
    "enforcement_cleared": (given(enforcement=ready(filed=False)), given(enforcement=READY)),
    "enforcement_objected": (
        given(enforcement=ready(opinion="returned", filed=False)),
        given(enforcement=ready(opinion="returned")),
    ),
    "enforcement_returned": (given(enforcement=ready(opinion="returned")), given(enforcement=READY)),
    "by_the_agency_itself": (given(enforcement=READY), given(enforcement=ready(proposed="substitute"))),
    "demand_term_over": (given(enforcement=READY), given(enforcement=ready(demand_until=ON))),
    "late_fine_stood": (given(enforcement=READY), given(enforcement=ready(late_fine_on=BEFORE))),
    "demolition_free": (
        given(enforcement=ready(proposed="demolish"), clocks=OVER, remedies=(RECONSIDERED,)),
        given(enforcement=ready(proposed="demolish", announced_until=None), clocks=OVER),
    ),
    "execution_ahead": (
        given({"execute_on": ON.isoformat()}),
        given({"execute_on": BEFORE.isoformat()}),
    ),
    "something_decided": (given(enforcement=READY), given(enforcement=ready(decided="substitute"))),
    "transfer_decided": (given(enforcement=READY), given(enforcement=ready(decided="auction"))),
    "auction_decided": (given(enforcement=ready(decided="auction")), given(enforcement=READY)),
    "money_method_decided": (given(enforcement=READY), given(enforcement=ready(decided="remove"))),
    "in_kind_decided": (given(enforcement=ready(decided="demolish")), given(enforcement=READY)),
    "not_beyond_debt": (
        given({"amount": 400_000}, payment=OWED),
        given({"amount": 400_001}, payment=OWED),
    ),
    "not_beyond_decided": (
        given({"amount": 10_000}, enforcement=READY),
        given({"amount": 10_001}, enforcement=READY),
    ),
    "proceeds_as_decided": (
        given({"from_what": "transfer"}, enforcement=READY),
        given({"from_what": "auction"}, enforcement=READY),
    ),
    "proceeds_accounted_for": (
        given({"received": 410_000, "amount": 400_000, "returned": 10_000}, payment=OWED),
        given({"received": 410_000, "amount": 390_000, "returned": 20_000}, payment=OWED),
    ),
    "surplus_owed": (given(enforcement=ready(surplus_owed=10_000)), given(enforcement=READY)),
    "not_beyond_surplus": (
        given({"amount": 10_000}, enforcement=ready(surplus_owed=10_000)),
        given({"amount": 10_001}, enforcement=ready(surplus_owed=10_000)),
    ),
    "surplus_returned": (given(enforcement=READY), given(enforcement=ready(surplus_owed=1))),
    "enforcement_served": (given(enforcement=READY), given(enforcement=ready(served=False))),
    "by_day": (
        given({"started_at": "2026-04-14T21:59:00+08:00"}),
        given({"started_at": "2026-04-14T22:00:00+08:00"}),
    ),
    "substitute_proposed": (given(enforcement=ready(proposed="substitute")), given(enforcement=READY)),
    "substitute_decided": (given(enforcement=ready(decided="substitute")), given(enforcement=READY)),
    "substitute_warned": (
        given(clocks=clock("substitute_warn", BEFORE)),
        given(clocks=clock("substitute_warn", ON)),
    ),
    "cost_claimable": (given(enforcement=ready(claimable=True)), given(enforcement=READY)),
    "cost_owed": (given(enforcement=ready(cost_owed=1)), given(enforcement=READY)),
    "rest_over": (
        given(clocks=clock("enforcement_rest", BEFORE)),
        given(clocks=clock("enforcement_rest", ON)),
    ),
    "termination_ground_fits": (
        given({"ground": "lost"}, decision=DECISION),
        given({"ground": "revoked"}, decision=DECISION),
    ),
    "reduction_lawful": (
        given({"reduced": 36_000}, payment=PaymentFact(owed=400_000, late_fine=36_000)),
        given({"reduced": 36_001}, payment=PaymentFact(owed=400_000, late_fine=36_000)),
    ),
    "return_owed": (
        given({"ground": "wrong"}, decision=DECISION, enforcement=READY),
        given({"ground": "revoked"}, decision=DECISION, enforcement=READY),
    ),
    "for_enforcement": (
        given(state="demanded", enforcement=READY),
        given(state="demanded", enforcement=ready(powers=frozenset({"demolish"}))),
    ),
}
