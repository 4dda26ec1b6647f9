"""What comes next: possible where it is named, and what the law has come next."""

import pytest

from mingzhi.cases.rules.following import (
    BY_OUTCOME,
    ENTERED,
    ORDER,
    following,
    mark_of,
    states_awaiting,
)
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.turns import TURNS


@pytest.mark.parametrize("name", PROCEDURES)
def test_a_result_that_decides_is_one_the_step_can_have(name):
    """A slip in the table would leave the step after it unknown."""
    for order in ORDER[name].values():
        for code, _equals, result in (mark.partition("=") for mark in order if "=" in mark):
            fields = {field.code: field for field in PROCEDURES[name].by_step[code].fields}
            assert result in dict(fields["result"].choices)
            assert mark_of(code, result) != code and mark_of(code, "") == code


def next_code(procedure, state, *done, **more):
    found = following(PROCEDURES[procedure], state, done=done, **more)
    return found.step.code if found.step else ""


def test_whatever_is_named_can_be_taken_where_it_is_named():
    for name, states in ORDER.items():
        steps = PROCEDURES[name].by_step
        for state, order in states.items():
            for before, after in order.items():
                assert state in steps[after].sources, (name, state, after)
                taken = before.partition("=")[0]
                assert before == ENTERED or state in (*steps[taken].sources, steps[taken].target)
    for (name, state), chosen in BY_OUTCOME.items():
        assert all(state in PROCEDURES[name].by_step[code].sources for code in chosen.values())
    for (name, state), turn in TURNS.items():
        steps = PROCEDURES[name].by_step
        assert all(state in steps[code].sources for code in (turn.expects, turn.late) if code)
        assert not turn.clock or turn.clock in PROCEDURES[name].by_limit


@pytest.mark.parametrize("name", PROCEDURES)
def test_no_open_case_is_left_without_a_next_step(name):
    procedure = PROCEDURES[name]
    for state in procedure.states:
        if not state.final:
            found = following(procedure, state.code)
            assert found.step is not None and state.code in found.step.sources, state.code


@pytest.mark.parametrize(
    ("procedure", "state", "done", "then"),
    [
        ("ordinary", "suspended", (), "resume"),
        ("ordinary", "returned", (), "resubmit"),
        ("ordinary", "disputed", (), "settle_for_review"),
        ("ordinary", "reviewed", (), "approve_proposal"),
        ("ordinary", "reviewed", ("approve_proposal",), "serve_notice"),
        ("ordinary", "hearing", (), "notify_hearing"),
        ("ordinary", "hearing", ("notify_hearing",), "hold_hearing"),
        ("ordinary", "heard", (), "report_hearing"),
        ("ordinary", "heard", ("report_hearing",), "submit_review"),
        ("ordinary", "no_penalty", (), "serve_no_penalty"),
        ("ordinary", "no_penalty", ("serve_no_penalty",), "close"),
        ("ordinary", "crime_sent", ("police_refuse",), "take_back"),
        ("ordinary", "in_court", ("record_acceptance",), "record_ruling"),
        ("ordinary", "in_court", ("record_acceptance", "record_ruling=refused"), "object_ruling"),
        ("ordinary", "in_court", ("record_ruling=refused", "object_ruling"), "record_ruling"),
        ("ordinary", "in_court", ("object_ruling", "record_ruling=upheld"), "close"),
        ("ordinary", "in_court", ("record_acceptance", "record_ruling=terminated"), "close"),
        ("ordinary", "in_court", ("record_acceptance", "record_ruling=allowed"), "record_ruling"),
        ("summary", "in_court", ("record_ruling=allowed", "record_ruling=executed"), "complete"),
        ("summary", "in_court", ("record_ruling=upheld",), "archive"),
        ("ordinary", "demanded", ("propose_enforcement",), "pass_enforcement"),
        ("ordinary", "demanded", ("propose_enforcement", "pass_enforcement"), "decide_enforcement"),
        ("ordinary", "enforcing", ("decide_enforcement",), "serve_enforcement"),
        ("ordinary", "enforcing", ("decide_substitute",), "serve_substitute"),
        ("ordinary", "enforcing", ("decide_substitute", "serve_substitute"), "warn_substitute"),
        ("ordinary", "enforcing", ("transfer_deposit",), "record_proceeds"),
        ("summary", "onsite", (), "check_on_site"),
        ("summary", "onsite", ("check_on_site",), "tell_on_site"),
        ("licence", "accepted", (), "examine"),
        ("licence", "accepted", ("hold_hearing",), "propose"),
        ("licence", "hearing", (), "notify_hearing"),
        ("licence", "returned", (), "resubmit"),
        ("licence", "refused", (), "deliver_refusal"),
    ],
)
def test_side_roads_lead_where_the_law_has_them_lead(procedure, state, done, then):
    assert next_code(procedure, state, *done) == then


@pytest.mark.parametrize(
    ("outcome", "then"),
    [
        ("penalty", "approve_proposal"),
        ("told", "decide_penalty"),
        ("first", "decide_no_penalty"),
        ("no_fault", "decide_no_penalty"),
        ("not_established", "decide_not_established"),
        ("transfer", "decide_transfer"),
        ("crime", "report_crime"),
    ],
)
def test_what_is_proposed_decides_which_decision_comes_next(outcome, then):
    assert next_code("ordinary", "reviewed", outcome=outcome) == then


@pytest.mark.parametrize(
    ("method", "then"),
    [
        ("transfer", "transfer_deposit"),
        ("auction", "commission_auction"),
        ("remove", "carry_out"),
        ("demolish", "carry_out"),
        ("other", "carry_out"),
    ],
)
def test_what_is_served_is_carried_out_in_the_way_decided(method, then):
    assert next_code("ordinary", "enforcing", "serve_enforcement", method=method) == then


def test_substitute_performance_has_a_decision_of_its_own():
    done = ("propose_enforcement", "pass_enforcement")
    assert next_code("ordinary", "demanded", *done, method="substitute") == "decide_substitute"


def test_while_the_partys_time_runs_it_is_the_partys_turn():
    waiting = following(PROCEDURES["ordinary"], "served", clocks={"pay": False})
    assert waiting.turn and waiting.step and waiting.step.code == "pay"
    assert next_code("ordinary", "served", clocks={"pay": True}) == "demand"
    assert next_code("ordinary", "served") == "complete", "the limit ended with the last payment"
    assert next_code("ordinary", "demanded", clocks={"pay": True, "demand": True}) == "apply_court"
    assert following(PROCEDURES["licence"], "correcting").turn, "until the applicant brings what is missing"


@pytest.mark.parametrize("name", ["ordinary", "summary"])
def test_of_instalments_the_nearest_is_waited_for_and_a_missed_one_is_demanded(name):
    """行政处罚法 §66-2, §72-2: until the last of them is over, the demand that leads to the court waits."""

    def asked(**clocks):
        return following(PROCEDURES[name], "served", clocks=clocks)

    waiting = asked(pay=False, instalment=False)
    assert waiting.turn and waiting.turn.clock == "instalment" and waiting.step.code == "pay"
    assert asked(pay=False, instalment=True).step.code == "demand_instalment"
    assert asked(pay=False, instalment=True).turn is None
    assert asked(pay=True, instalment=True).step.code == "demand"


@pytest.mark.parametrize("state", ["served", "demanded", "performed", "closed"])
def test_what_fell_comes_down_first_whosever_turn_it_is(state):
    """Changed or found unlawful, the state stays; the public text has three days (行政处罚法 §48-2)."""
    clocks = {"withdraw": False, "pay": False, "demand": False}
    found = following(PROCEDURES["ordinary"], state, clocks=clocks)
    assert found.turn is None and found.step and found.step.code == "withdraw_publication"


def test_the_head_looks_where_a_decision_may_be_the_next_step():
    approving = states_awaiting("cases.approve")
    assert {"clue", "suspended", "disputed", "reviewed", "noticed", "demanded"} <= approving
    assert "heard" not in approving


def test_a_proposal_to_enforce_goes_before_the_court_once_the_demand_is_over():
    over = {"demand": True}
    assert next_code("ordinary", "demanded", "demand", clocks=over) == "apply_court"
    assert (
        next_code("ordinary", "demanded", "demand", "propose_enforcement", clocks=over) == "pass_enforcement"
    )


@pytest.mark.parametrize(("name", "remedy"), [("ordinary", "sue"), ("summary", "reconsider")])
def test_the_court_is_asked_once_the_party_s_time_for_remedies_is_over_too(name, remedy):
    """行政强制法 §53, §54: who is called on in May can be brought before the court in October."""
    waiting = following(PROCEDURES[name], "demanded", clocks={"demand": True, remedy: False})
    assert waiting.turn and waiting.turn.clock == remedy and waiting.step.code == "pay"
    assert next_code(name, "demanded", clocks={"demand": True, remedy: True}) == "apply_court"


@pytest.mark.parametrize("limit", ["court", "court_after"])
@pytest.mark.parametrize(
    ("name", "remedy", "ends"), [("ordinary", "sue", "close"), ("summary", "reconsider", "end_execution")]
)
def test_what_was_not_brought_before_the_court_in_time_is_ended(name, remedy, ends, limit):
    """行政强制法 §53; 程序规定 §77-1(5)."""
    clocks = {"demand": True, remedy: True, limit: True}
    assert next_code(name, "demanded", clocks=clocks) == ends
    assert next_code(name, "demanded", clocks=clocks | {limit: False}) == "apply_court"
    assert next_code("summary", "execution_ended") == "archive"
