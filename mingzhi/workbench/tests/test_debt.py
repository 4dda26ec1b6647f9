"""What the party owes stands on the case page, with what a change of the decision made of it."""

from datetime import date

import pytest

from mingzhi.cases.rules.facts import CaseFacts, DecisionFact
from mingzhi.cases.rules.late_fine import Lateness
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.tests.given import DECISION, ON, core
from mingzhi.workbench.showing.debt import debt_rows


def rows(**payment: int) -> dict[str, int]:
    facts = CaseFacts(state="served", decision=DECISION, payment=PaymentFact(**payment))
    return dict(debt_rows(facts, ON))


def test_a_fine_says_what_was_decided_paid_and_is_left() -> None:
    assert rows(owed=400_000, paid=100_000) == {
        "决定的罚没款": 400_000,
        "已缴": 100_000,
        "尚欠": 300_000,
    }


def test_a_changed_fine_and_a_late_fine_have_lines_of_their_own() -> None:
    found = rows(owed=200_000, paid=50_000, late_fine=30_000)
    assert (found["变更后的罚没款"], found["加处罚款"], found["尚欠"]) == (200_000, 30_000, 180_000)


@pytest.mark.parametrize("outcome", ["first", "not_established"])
def test_who_is_not_punished_owes_nothing(outcome: str) -> None:
    decision = DecisionFact(outcome=outcome, core_hash="", core=core(outcome))
    assert debt_rows(CaseFacts(state="no_penalty", decision=decision), ON) == []
    assert debt_rows(CaseFacts(state="investigating"), ON) == []


@pytest.mark.parametrize(("state", "imposed", "shown"), [("served", 0, 36_000), ("served", 36_000, None)])
def test_what_has_grown_until_a_late_payment_is_seen_until_it_is_decided(
    state: str, imposed: int, shown: int | None
) -> None:
    """Three days late; where nothing can be imposed any more nothing is said."""
    late = Lateness(400_000, date(2026, 4, 10), payments=((date(2026, 4, 14), 400_000),))
    payment = PaymentFact(owed=400_000, paid=400_000, late_imposed=imposed, lateness=late)
    for now, expected in ((state, shown), ("performed", None)):
        found = dict(debt_rows(CaseFacts(state=now, decision=DECISION, payment=payment), ON))
        assert found.get("逾期缴纳，可以加处而尚未决定的罚款") == expected
