"""The database refuses by itself what the gate refuses politely: raw rows on both databases."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from mingzhi.cases.models import Case, Decision, Handler, ReviewSwitch, ReviewWaiver, StepDemand
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.tests.factories import bare_case, bare_core, bare_step
from mingzhi.kernel import canonical, clock
from mingzhi.review import acts as review
from mingzhi.review.acts import assigning, opining
from mingzhi.review.tests import factories as reviews
from mingzhi.review.tests.conftest import ROSTER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def decision(case, core_hash="c" * 64, outcome="penalty", number=""):
    step = bare_step(case)
    core = bare_core(case, step)
    return Decision(
        case=case,
        step=step,
        core=core,
        core_hash=core_hash,
        outcome=outcome,
        number=number,
        agency_code=case.agency_code,
        decided_on=clock.today(),
        decided_at=clock.now(),
        decided_by_urn="x",
        decided_by_label="x",
    )


def refused(row, match):
    with pytest.raises(IntegrityError, match=match or "."), transaction.atomic():
        row.save()


@pytest.fixture
def cleared(monkeypatch):
    """A case whose content core has passed review."""
    for module in (assigning, opining):
        monkeypatch.setattr(module, "reviewers", lambda agency, on: ROSTER)
    case = bare_case()
    content = reviews.core()
    submission = review.submit(
        actor=reviews.handler(),
        case_urn=case.urn,
        case_label=case.label,
        agency_code=case.agency_code,
        core=content,
        core_hash=canonical.digest(content),
        handlers=[(reviews.handler().urn, "陈立")],
        dossier=[],
    )
    review.assign(actor=reviews.review_head(), submission=submission, reviewer=reviews.reviewer().urn)
    for point in reviews.POINT_CODES:
        review.record_finding(actor=reviews.reviewer(), submission=submission, point=point, verdict="符合")
    review.give_opinion(actor=reviews.reviewer(), submission=submission, kind="同意", text="同意")
    return case, submission.core_hash


@pytest.mark.serves("2.3.2b")
@pytest.mark.parametrize("procedure", ["ordinary", "licence"])
def test_no_decision_without_a_clearance_of_the_same_core(procedure):
    refused(decision(bare_case(procedure)), "passed review")


def test_the_summary_procedure_needs_none():
    decision(bare_case("summary")).save()
    assert Decision.objects.count() == 1


def test_a_cleared_core_may_be_decided_another_may_not(cleared):
    case, core_hash = cleared
    step = bare_step(case)
    core = bare_core(case, step, core_hash)
    row = decision(case)
    row.core, row.core_hash = core, core_hash
    row.save()
    refused(decision(case), "passed review")


def test_a_decision_names_the_hash_of_its_own_core(cleared):
    case, core_hash = cleared
    refused(decision(case, core_hash), "its own core")


def test_a_waiver_needs_a_kind_that_is_switched_off():
    penalty = bare_case()
    waiver = {"core_hash": "c" * 64, "reason": "x", "rule_code": "x", "at": clock.now()}
    refused(ReviewWaiver(case=penalty, **waiver), "switched off")
    licence = bare_case("licence", "行政许可")
    ReviewWaiver.objects.create(case=licence, **waiver)
    decision(licence, outcome="grant").save()
    ReviewSwitch.objects.filter(kind="行政许可").update(until=clock.today())
    refused(ReviewWaiver(case=bare_case("licence", "行政许可"), **waiver), "switched off")


def test_one_decision_in_force_per_case():
    case = bare_case("summary")
    first = decision(case)
    first.save()
    refused(decision(case), "")
    first.fallen_at = clock.now()
    first.save(update_fields=["fallen_at"])
    decision(case).save()


def test_a_decision_number_is_used_once():
    decision(bare_case("summary"), number="清市监处罚〔2026〕1号").save()
    refused(decision(bare_case("summary"), number="清市监处罚〔2026〕1号"), "")


@pytest.mark.serves("2.1.2a")
@pytest.mark.parametrize(
    "people",
    [
        {"officers_needed": 2},
        {"officers_needed": 2, "officer_first": "a"},
        {"officers_needed": 2, "officer_first": "a", "officer_second": "a"},
        {"officers_needed": 0, "officer_first": "a", "officer_second": "b"},
        {"officers_needed": 1, "officer_first": "a"},
    ],
)
def test_an_inspection_needs_two_different_officers_and_cannot_ask_for_fewer(people):
    case = bare_case()
    with pytest.raises(IntegrityError), transaction.atomic():
        bare_step(case, "inspect", **people)
    bare_step(case, "inspect", officers_needed=2, officer_first="a", officer_second="b")


def test_the_table_of_demands_equals_the_declarations():
    declared = {
        (procedure.code, step.code): step.officers
        for procedure in PROCEDURES.values()
        for step in procedure.steps
        if step.officers
    }
    assert {(row.procedure, row.code): row.officers for row in StepDemand.objects.all()} == declared


def test_a_step_belongs_to_the_procedure_of_its_case():
    with pytest.raises(IntegrityError, match="procedure"), transaction.atomic():
        bare_step(bare_case(), "inspect", procedure="summary")


def test_a_step_begins_where_the_last_one_ended():
    case = bare_case()
    bare_step(case, state_before="", state_after="investigating")
    with pytest.raises(IntegrityError, match="last one led to"), transaction.atomic():
        bare_step(case, state_before="noticed", state_after="decided")
    bare_step(case, state_before="investigating", state_after="concluded")


def test_a_case_is_moved_by_its_last_step_alone():
    case = bare_case()
    with pytest.raises(IntegrityError, match="last step"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="decided")
    bare_step(case, state_before="clue", state_after="investigating")
    with pytest.raises(IntegrityError, match="last step"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="decided")
    Case.objects.filter(pk=case.pk).update(state="investigating")


def test_what_ended_stays_ended():
    case = bare_case("summary")
    handler = Handler.objects.create(case=case, person_urn="x", person_label="x", since=clock.now())
    fallen = decision(case)
    fallen.fallen_at = clock.now()
    fallen.save()
    Handler.objects.filter(pk=handler.pk).update(until=clock.now())
    switch = ReviewSwitch.objects.filter(kind="行政许可")
    switch.update(until=clock.today())
    for rows, column in ((Handler.objects, "until"), (Decision.objects, "fallen_at"), (switch, "until")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**{column: None})


@pytest.mark.serves("2.3.3a")
def test_a_reviewer_of_the_case_never_becomes_its_handler(cleared):
    case, _core_hash = cleared
    handler = {"case": case, "person_label": "x", "since": clock.now()}
    refused(Handler(person_urn=reviews.reviewer().urn, **handler), "reviewer")
    Handler.objects.create(person_urn=reviews.handler().urn, **handler)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE cases_case SET agency_code = 'x'",
        "UPDATE cases_case SET procedure = 'summary'",
        "UPDATE cases_step SET data = '{}'",
        "UPDATE cases_step SET officer_second = 'x'",
        "UPDATE cases_decision SET core_hash = 'x'",
        "UPDATE cases_contentcore SET core = '{}'",
        "DELETE FROM cases_decision",
        "DELETE FROM cases_step",
        "UPDATE cases_stepdemand SET officers = 0",
        "DELETE FROM cases_stepdemand",
    ],
)
def test_what_was_done_is_neither_altered_nor_deleted(sql):
    decision(bare_case("summary")).save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
