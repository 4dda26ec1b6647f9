"""The table of rights fits the procedures it speaks of, and the law it cites."""

import pytest

from mingzhi.calendars.rules.lengths import length_of
from mingzhi.cases.rules.gate import offers, require
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.rights import RIGHTS, conditions, entered_for, heard, right_of, still_to_come
from mingzhi.cases.tests.given import ON, actor, given
from mingzhi.catalogue.rules.lawbook import shipped
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotNow

ALL = [(code, right) for code, rights in RIGHTS.items() for right in rights]
NAMED = [f"{code}-{right.code}" for code, right in ALL]


@pytest.mark.parametrize(("code", "right"), ALL, ids=NAMED)
def test_a_right_fits_its_procedure(code, right):
    procedure = PROCEDURES[code]
    assert set(right.holds) <= set(procedure.by_step)
    assert not right.clock or procedure.by_limit[right.clock].runs_for == "party"
    assert bool(right.step) != bool(right.answers), "taken up by a step, or answered in words"
    if right.step:
        fields = {field.code: field for field in procedure.by_step[right.step].fields}
        filled = entered_for(right, {}, on=ON, party="甲")
        asked = {field.code for field in right.fields} - {"evidence"}
        assert set(filled) | asked <= set(fields)
        for name, value in right.fixed:
            assert value in dict(fields[name].choices)
        assert right.step not in right.holds


@pytest.mark.parametrize(("code", "right"), ALL, ids=NAMED)
def test_a_right_cites_articles_that_exist_and_a_readable_term(code, right):
    for compact in (right.basis, right.term.basis, *(field.basis for field in right.fields if field.basis)):
        assert shipped().problem(cite(compact)) == ""
    assert length_of(right.term.length)
    assert right.term.confirmed or right.term.note


def test_right_codes_are_unique_and_unknown_ones_are_none():
    for code, rights in RIGHTS.items():
        assert len({right.code for right in rights}) == len(rights)
        assert right_of(code, "nothing") is None
    assert right_of("nothing", "defence") is None


def test_a_right_does_not_exist_in_another_state():
    procedure, right = PROCEDURES["ordinary"], right_of("ordinary", "defence")
    facts = given(state="served").read()
    refusal = conditions(right, procedure, facts, actor=actor(""), on=ON, data={})
    assert refusal.code == "cases.right_state" and refusal.citation.compact == right.basis
    assert "%(" not in str(refusal)


def test_open_requests_hold_the_steps_that_their_right_names_and_no_others():
    procedure = PROCEDURES["ordinary"]
    facts = given(state="noticed", requests=("plan", "defence")).read()
    decide, discuss = procedure.by_step["decide_penalty"], procedure.by_step["discuss"]
    assert heard("ordinary", facts, discuss) is None
    assert heard("ordinary", facts, decide).citation.compact == "行政处罚法 §45-1"
    head = actor("cases.approve")
    offered = {offer.step.code: offer for offer in offers(procedure, facts, head, ON)}
    assert offered["decide_penalty"].refusal.code == "cases.unheard"
    with pytest.raises(NotNow):
        require(procedure, facts, "decide_penalty", head, ON)


def test_nothing_leads_past_a_hearing_that_was_asked_for_in_time():
    procedure = PROCEDURES["ordinary"]
    facts = given(state="noticed", requests=("hearing",)).read()
    for code in ("supplement", "revise_proposal", "decide_penalty"):
        assert heard("ordinary", facts, procedure.by_step[code]).code == "cases.unheard"
    assert heard("ordinary", facts, procedure.by_step["ask_hearing"]) is None
    assert heard("ordinary", facts, procedure.by_step["report_crime"]) is None  # 移送规定 §5-1: 立即


@pytest.mark.parametrize(
    ("code", "state", "comes"),
    [
        ("hearing", "investigating", True),
        ("defence", "concluded", True),
        ("defence", "crime_sent", True),
        ("hearing", "terminated", False),
        ("defence", "no_penalty", False),
        ("hearing", "served", False),
        ("defence", "revoked", False),
        ("plan", "performed", False),
    ],
)
def test_a_request_is_past_its_stage_only_when_no_way_leads_there_any_more(code, state, comes):
    assert still_to_come(right_of("ordinary", code), PROCEDURES["ordinary"], state) is comes
