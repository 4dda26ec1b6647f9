"""The order of time: late is allowed, out of order is not."""

from datetime import datetime

import pytest

from mingzhi.cases.rules import chronology, rests
from mingzhi.cases.rules.chronology import faults_of_days, out_of_order
from mingzhi.cases.rules.facts import CaseFacts, RemedyFact
from mingzhi.cases.rules.guards import Question
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.taken import TakenFact
from mingzhi.cases.tests.given import DECISION, NOTICE, actor
from mingzhi.kernel.clock import CHINA

ORDINARY = PROCEDURES["ordinary"]


def at(day, hour=10, minute=0, second=0):
    return datetime(2026, 4, day, hour, minute, second, tzinfo=CHINA)


COURSE = (
    TakenFact("登记案件", at(1), "", "clue"),
    TakenFact("立案", at(3), "clue", "investigating"),
    TakenFact("调查终结", at(6), "investigating", "concluded"),
    TakenFact("送法制审核", at(7), "concluded", "in_review"),
    TakenFact("审核同意", at(9), "in_review", "reviewed"),
    TakenFact("送达行政处罚告知书", at(10), "reviewed", "noticed"),
    TakenFact("负责人集体讨论", at(20, 10, 30, 40), "noticed", "noticed"),
)


def asked(step, moment, *, course=COURSE, data=None, **facts):
    state = course[-1].state_after if course else "clue"
    return Question(
        facts=CaseFacts(state=state, taken=course, **facts),
        step=ORDINARY.by_step[step],
        actor=actor(),
        on=moment.date(),
        now=moment,
        data=data or {},
    )


def refused(step, moment, **more):
    found = out_of_order(ORDINARY, asked(step, moment, **more))
    return found and found.code


@pytest.mark.parametrize(
    ("step", "moment", "course", "code"),
    [
        ("decide_penalty", at(9), COURSE, "cases.out_of_order"),  # before the notice
        ("decide_penalty", at(19), COURSE, "cases.rests_on"),  # before it was discussed
        ("decide_penalty", at(20, 10, 30), COURSE, None),  # in its very minute
        ("record_defence", at(12), COURSE, None),  # late, in the state it happened in
        ("record_defence", at(5), COURSE, "cases.out_of_order"),  # nothing was proposed yet
        ("inspect", at(1, 8), COURSE[:1], None),  # before the clue was entered
        ("file", at(1, 8), COURSE[:1], "cases.out_of_order"),
        ("conclude", at(2), COURSE[:2], "cases.out_of_order"),
        ("conclude", at(4), COURSE[:2], None),
        ("conclude", at(4), (), None),
    ],
)
def test_a_step_lies_in_a_state_that_knew_it_and_after_what_it_rests_on(step, moment, course, code):
    assert refused(step, moment, course=course) == code


def faults(step, moment, data, **facts):
    return {
        (fault.field, fault.code)
        for fault in faults_of_days(asked(step, moment, course=(), data=data, **facts))
    }


def said(moment):
    return moment.isoformat()


@pytest.mark.parametrize(
    ("step", "data", "field", "code"),
    [
        ("inspect", {"started_at": said(at(14, 11))}, "started_at", "cases.day_ahead"),
        (
            "inspect",
            {"started_at": said(at(14, 9)), "ended_at": said(at(14, 8))},
            "ended_at",
            "cases.day_order",
        ),
        ("order_to_correct", {"due_on": "2026-04-13"}, "due_on", "cases.day_past"),
        ("serve_decision", {"served_on": "2026-04-09"}, "served_on", "cases.day_before_paper"),
        ("serve_decision", {"served_on": "2026-04-15"}, "served_on", "cases.day_ahead"),
        ("pay", {"paid_on": "2026-04-01"}, "paid_on", "cases.day_before_paper"),
        ("waive_rights", {"waived_on": "2026-03-02"}, "waived_on", "cases.day_before_paper"),
        ("file", {"act_ended_on": "2027-04-14"}, "act_ended_on", "cases.day_ahead"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(step, data, field, code):
    assert faults(step, at(14), data, decision=DECISION, notices=(NOTICE,)) == {(field, code)}


@pytest.mark.parametrize(
    ("step", "data"),
    [
        ("inspect", {"started_at": said(at(14, 9)), "ended_at": said(at(14, 10, 0, 30))}),
        ("order_to_correct", {"due_on": "2026-04-14"}),
        ("serve_decision", {"served_on": DECISION.decided_on.isoformat()}),
        ("serve_decision", {"served_on": "someday"}),
        ("inspect", {}),
    ],
)
def test_days_that_fit_pass(step, data):
    assert faults(step, at(14), data, decision=DECISION, notices=(NOTICE,)) == set()


MADE = (
    TakenFact("登记案件", at(1), "", "clue", code="open"),
    TakenFact("审核同意", at(3), "in_review", "reviewed", code="pass_review"),
    TakenFact("批准处理意见", at(5), "reviewed", "reviewed", code="approve_proposal"),
    TakenFact("要求听证", at(6), "noticed", "hearing", code="ask_hearing"),
    TakenFact("责令改正", at(7), "a", "a", code="order_to_correct", document="order_paper", number="1号"),
    TakenFact("责令改正", at(9), "a", "a", code="order_to_correct", document="order_paper", number="2号"),
    TakenFact("送达决定", at(10), "decided", "served", code="serve_decision"),
    TakenFact("申请强制执行", at(11), "demanded", "demanded", code="apply_court"),
)
SUED = RemedyFact(kind="litigation", filed_on=at(8).date())


@pytest.mark.parametrize(
    ("step", "entry", "floor", "more"),
    [
        ("serve_notice", "served_on", 5, {}),  # told only after the head approved what is proposed
        ("notify_hearing", "served_on", 6, {}),  # seven working days do not begin before it was asked for
        ("demand", "served_on", 10, {}),  # ten working days neither
        ("serve_document", "served_on", 7, {"document": "order_paper"}),
        ("serve_document", "served_on", 9, {"document": "order_paper", "document_number": "2号"}),
        ("record_ruling", "ruled_on", 11, {}),
        ("remedy_upheld", "ended_on", 8, {}),
    ],
)
def test_nothing_reaches_anybody_before_what_it_rests_on(step, entry, floor, more):
    found = [
        faults_of_days(
            asked(
                step,
                at(14),
                course=MADE,
                data={entry: at(day).date().isoformat(), **more},
                remedies=(SUED,),
            )
        )
        for day in (floor - 1, floor)
    ]
    early, of_that_day = ([(fault.field, fault.code) for fault in faults] for faults in found)
    assert early == [(entry, "cases.day_before_rest")] and of_that_day == []


@pytest.mark.parametrize("step", ["seize", "preserve", "freeze"])
def test_a_measure_is_recorded_with_the_moment_from_which_its_days_run(step):
    assert faults(step, at(14), {"started_at": said(at(13, 9))}) == {("started_at", "cases.measure_begun")}
    assert faults(step, at(14), {"started_at": said(at(13, 10))}) == set()


def test_every_day_that_is_weighed_is_asked_for_somewhere():
    asked_for = {field.code for p in PROCEDURES.values() for step in p.steps for field in step.fields}
    named = (
        chronology.HAPPENED
        | chronology.AHEAD
        | {code for pair in chronology.ONE_AFTER_THE_OTHER for code in pair}
    )
    pairs = chronology.AFTER_DECISION | chronology.AFTER_NOTICE
    known = {(s.code, f.code) for p in PROCEDURES.values() for s in p.steps for f in s.fields}
    effects = {step.effect for p in PROCEDURES.values() for step in p.steps}
    assert named <= asked_for and pairs <= known and effects >= chronology.RESTS_ON_ALL | rests.MEASURES
    codes = {step.code for p in PROCEDURES.values() for step in p.steps}
    assert {*rests.AFTER_STEP, rests.BY_PAPER} <= known and codes >= rests.ENDING
    assert codes >= {code for floor in rests.AFTER_STEP.values() for code in floor}


def test_every_day_of_service_has_a_floor():
    days = {(s.code, f.code) for p in PROCEDURES.values() for s in p.steps for f in s.fields}
    floors = chronology.AFTER_DECISION | {*rests.AFTER_STEP, rests.BY_PAPER}
    assert {day for day in days if day[1] == "served_on"} <= floors
