"""The whole graph: every allowed edge can be walked, every forbidden one is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from mingzhi.cases.rules.facts import HearingFact
from mingzhi.cases.rules.gate import offers, require
from mingzhi.cases.rules.procedure import Field, FieldKind, Procedure, Step
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.tests.given import (
    AFTER,
    AGENCY,
    BEFORE,
    EXPIRED,
    HEARD,
    HEAVIER,
    NOTICE,
    OFFICERS,
    ON,
    actor,
    given,
)
from mingzhi.cases.tests.walking import way
from mingzhi.kernel.actor import ActorKind
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow, Refusal

STEPS = [(procedure, step) for procedure in PROCEDURES.values() for step in procedure.steps]


def name(value: object) -> str:
    return getattr(value, "code", "")


def edges() -> Iterator[tuple[Procedure, Step, str]]:
    return ((procedure, step, source) for procedure, step in STEPS for source in step.sources)


def walk(procedure: Procedure, step: Step, source: str) -> Step:
    found = way(step, source)
    return require(procedure, found.facts, step.code, actor(), ON, data=found.data, officers=OFFICERS)


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_every_allowed_edge_can_be_walked(procedure: Procedure, step: Step) -> None:
    assert {walk(procedure, step, source) for source in step.sources} == {step}


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_every_forbidden_edge_is_refused(procedure: Procedure, step: Step) -> None:
    for state in set(procedure.by_state) - set(step.sources):
        with pytest.raises(NotNow) as caught:
            walk(procedure, step, state)
        assert caught.value.code == "cases.state"
        assert caught.value.citation is not None
        assert caught.value.way_out
        assert procedure.by_state[state].title in str(caught.value)


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_nobody_without_the_duty_takes_a_step(procedure: Procedure, step: Step) -> None:
    found = way(step, step.sources[0])
    everything_else = actor(can=actor().capabilities - {step.duty})
    with pytest.raises(NotAllowed):
        require(procedure, found.facts, step.code, everything_else, ON, data=found.data, officers=OFFICERS)


@pytest.mark.parametrize(("procedure", "step"), [pair for pair in STEPS if pair[1].officers], ids=name)
def test_two_valid_certificates_are_needed(procedure: Procedure, step: Step) -> None:
    found = way(step, step.sources[0])
    for acting in ((), OFFICERS[:1], (OFFICERS[0], EXPIRED), (OFFICERS[0], OFFICERS[0])):
        with pytest.raises(NotAllowed) as caught:
            require(procedure, found.facts, step.code, actor(), ON, data=found.data, officers=acting)
        assert caught.value.code == "cases.officers"


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_every_required_field_is_asked_for(procedure: Procedure, step: Step) -> None:
    found = way(step, step.sources[0])
    for part in step.fields:
        if not part.required or part.code not in found.data:
            continue
        rest = {code: value for code, value in found.data.items() if code != part.code}
        with pytest.raises(Refusal) as caught:
            require(procedure, found.facts, step.code, actor(), ON, data=rest, officers=OFFICERS)
        assert caught.value.way_out


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_a_field_of_the_wrong_form_is_named(procedure: Procedure, step: Step) -> None:
    found = way(step, step.sources[0])
    for part in step.fields:
        if part.code not in found.data or part.kind in (FieldKind.CORE, FieldKind.YES):
            continue
        with pytest.raises(Refusal) as caught:
            data = found.data | {part.code: _wrong(part)}
            require(procedure, found.facts, step.code, actor(), ON, data=data, officers=OFFICERS)
        if isinstance(caught.value, Invalid):
            assert caught.value.field in (part.code, *[f.code for f in step.fields])


def _wrong(part: Field) -> object:
    return 1.5 if part.kind is not FieldKind.CHOICE else "none of these"


def test_an_unknown_field_is_refused() -> None:
    procedure = PROCEDURES["ordinary"]
    found = way(procedure.by_step["suspend"], "investigating")
    with pytest.raises(Invalid) as caught:
        require(
            procedure, found.facts, "suspend", actor(), ON, data=found.data | {"more": "x"}, officers=OFFICERS
        )
    assert caught.value.field == "more"


def test_an_unknown_step_is_refused() -> None:
    procedure = PROCEDURES["ordinary"]
    found = way(procedure.by_step["suspend"], "investigating")
    with pytest.raises(Invalid):
        require(procedure, found.facts, "no_such_step", actor(), ON)


def test_the_people_of_another_agency_take_no_step() -> None:
    procedure = PROCEDURES["ordinary"]
    found = way(procedure.by_step["file"], "clue")
    with pytest.raises(NotAllowed):
        require(procedure, found.facts, "file", actor(agency="11339921MB0W99999X"), ON)


def test_a_lent_reviewer_reviews() -> None:
    procedure = PROCEDURES["ordinary"]
    found = way(procedure.by_step["pass_review"], "in_review")
    lent = actor(agency="11339900MB0W00001A", agency_codes_seen=frozenset({AGENCY}))
    assert require(procedure, found.facts, "pass_review", lent, ON).code == "pass_review"


def test_a_recused_officer_takes_no_part() -> None:
    procedure = PROCEDURES["ordinary"]
    found = way(procedure.by_step["inspect"], "investigating")
    facts = type(found.facts)(state="investigating", agency_code=AGENCY, recused=frozenset({OFFICERS[1].urn}))
    with pytest.raises(NotAllowed) as caught:
        require(procedure, facts, "inspect", actor(), ON, data=found.data, officers=OFFICERS)
    assert caught.value.code == "cases.recused"


def test_the_system_does_only_what_the_law_lets_happen_by_itself() -> None:
    job = actor(kind=ActorKind.SYSTEM, can=frozenset())
    alone = set()
    for procedure, step, source in edges():
        found = way(step, source)
        try:
            require(procedure, found.facts, step.code, job, ON, data=found.data, officers=OFFICERS)
        except NotAllowed:
            continue
        alone.add(step.code)
    assert alone == {
        "lapse_preservation",
        "lapse_freezing",
        "withdraw_publication",
        "deem_accepted",
        "deem_renewed",
    }


@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=name)
def test_the_case_page_and_the_act_agree(procedure: Procedure) -> None:
    """What is offered as possible is let pass, what is refused is refused with the same code."""
    for state in procedure.by_state:
        facts = way(procedure.steps[0], state).facts
        for offer in offers(procedure, facts, actor(), ON):
            assert offer.here is (state in offer.step.sources)
            try:
                require(procedure, facts, offer.step.code, actor(), ON)
            except Refusal as refusal:
                assert offer.refusal is not None
                assert offer.refusal.code == refusal.code
            else:
                assert offer.possible


def test_a_step_that_happens_once_happens_once() -> None:
    procedure = PROCEDURES["summary"]
    step = procedure.by_step["report_for_record"]
    found = way(step, "served")
    facts = type(found.facts)(state="served", agency_code=AGENCY, done=frozenset({step.code}))
    with pytest.raises(NotNow) as caught:
        require(procedure, facts, step.code, actor(), ON, data=found.data)
    assert caught.value.code == "cases.once"


ORDINARY, HANDLER = PROCEDURES["ordinary"], actor("urn:handler")


@pytest.mark.parametrize("code", ["supplement", "revise_proposal"])
def test_what_leads_away_from_a_hearing_waits_for_its_report(code: str) -> None:
    held = given(state="heard", hearing=HearingFact(requested_on=BEFORE, held_on=BEFORE)).read()
    with pytest.raises(NotNow) as caught:
        require(ORDINARY, held, code, HANDLER, ON)
    assert caught.value.code == "cases.hearing_reported"
    reported = replace(held, hearing=HEARD)
    assert require(ORDINARY, reported, code, HANDLER, ON).code == code
    at_once = require(ORDINARY, held, "report_crime", HANDLER, ON)  # 移送规定 §5-1: 立即
    assert at_once.code == "report_crime"


@pytest.mark.parametrize(("code", "state"), [("conclude", "investigating"), ("resubmit", "returned")])
def test_nothing_proposed_after_the_notice_is_heavier_without_new_facts(code: str, state: str) -> None:
    found = way(ORDINARY.by_step[code], state)
    heavier = {**found.data, "core": HEAVIER.as_json()}
    told = replace(found.facts, notices=(NOTICE,), new_facts_since_notice=False)
    with pytest.raises(NotNow) as caught:
        require(ORDINARY, told, code, actor(), ON, data=heavier, officers=OFFICERS)
    assert caught.value.code == "cases.heavier_only_on_new_facts"
    known = replace(told, new_facts_since_notice=True)
    assert require(ORDINARY, known, code, actor(), ON, data=heavier, officers=OFFICERS).code == code


@pytest.mark.parametrize(("set_for", "day"), [(None, ""), (AFTER, AFTER.isoformat())])
def test_nobody_stays_away_from_a_hearing_before_its_day(set_for: date | None, day: str) -> None:
    facts = given(state="hearing", hearing=HearingFact(requested_on=BEFORE, set_for=set_for)).read()
    for ground in ("absent", "left"):
        with pytest.raises(Invalid) as caught:
            require(ORDINARY, facts, "end_hearing", HANDLER, ON, data={"ground": ground}, officers=OFFICERS)
        assert caught.value.code == "cases.hearing_not_missed" and day in str(caught.value)
    assert require(
        ORDINARY, facts, "end_hearing", HANDLER, ON, data={"ground": "withdrawn"}, officers=OFFICERS
    )
