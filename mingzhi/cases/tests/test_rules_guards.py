"""Every guard refuses what breaks its rule, with an article and a way out, and lets pass what keeps it."""

import pytest

from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.guards.beside import ALSO
from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.rights import RIGHTS
from mingzhi.cases.tests.given import LONG_BEFORE, ON, OWED, Case, actor, given
from mingzhi.cases.tests.situations import SITUATIONS
from mingzhi.cases.tests.situations_later import MISSED
from mingzhi.catalogue.rules.lawbook import shipped

ANY = Step(code="any", title="任一步骤", sources=("clue",), basis=("行政处罚法 §54-1",))


def ask(case: Case) -> Question:
    return Question(
        facts=case.read(), step=ANY, actor=actor(case.who), on=ON, data=case.data, officers=case.officers
    )


def test_every_guard_has_its_two_situations() -> None:
    assert set(SITUATIONS) == set(GUARDS)


def test_every_guard_is_used_by_a_step_or_a_right() -> None:
    used = {name for procedure in PROCEDURES.values() for step in procedure.steps for name in step.guards}
    asked = {name for rights in RIGHTS.values() for right in rights for name in right.guards}
    beside = {name for names in ALSO.values() for name in names}
    assert used | asked | beside == set(GUARDS)


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_kept_rule_lets_pass(name: str) -> None:
    kept, _broken = SITUATIONS[name]
    assert GUARDS[name](ask(kept)) is None


@pytest.mark.parametrize("name", sorted(SITUATIONS))
def test_a_broken_rule_refuses_with_article_and_way_out(name: str) -> None:
    _kept, broken = SITUATIONS[name]
    refusal = GUARDS[name](ask(broken))
    assert refusal is not None
    assert refusal.code == f"cases.{name}"
    assert refusal.citation is not None
    assert shipped().problem(refusal.citation) == ""
    assert refusal.way_out
    assert "%(" not in str(refusal)


@pytest.mark.parametrize(("name", "payment"), [("obligation_overdue", OWED), ("instalment_missed", MISSED)])
def test_nobody_was_called_on_before_the_time_to_pay_was_over(name, payment) -> None:
    early, late = ({"served_on": day.isoformat()} for day in (LONG_BEFORE, ON))
    assert GUARDS[name](ask(given(early, payment=payment))).code == f"cases.{name}"
    assert GUARDS[name](ask(given(late, payment=payment))) is None
