"""The database refuses by itself what the acts refuse politely."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from mingzhi.kernel import clock
from mingzhi.review import acts
from mingzhi.review.models import Assignment, Clearance, Finding, Opinion, SubmissionHandler
from mingzhi.review.tests import factories as make

pytestmark = pytest.mark.django_db


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def assignment(submission, urn):
    return Assignment(
        submission=submission,
        person_urn=urn,
        person_label="x",
        qualification="x",
        assigned_by_urn="x",
        assigned_by_label="x",
        since=clock.now(),
    )


def test_a_handler_cannot_be_written_as_reviewer():
    submission = make.submitted()
    with pytest.raises(IntegrityError, match="handler"), transaction.atomic():
        assignment(submission, make.handler().urn).save()
    assignment(submission, make.reviewer().urn).save()


def test_a_reviewer_cannot_be_written_as_handler():
    submission = make.submitted()
    assignment(submission, make.reviewer().urn).save()
    with pytest.raises(IntegrityError, match="handler"), transaction.atomic():
        SubmissionHandler.objects.create(
            submission=submission, person_urn=make.reviewer().urn, person_label="x"
        )


def test_an_opinion_without_seven_findings_cannot_be_written():
    submission = make.submitted()
    opinion = Opinion(
        submission=submission,
        kind="同意",
        text="x",
        responsible_urn=make.reviewer().urn,
        responsible_label="x",
        qualification="x",
        given_at=clock.now(),
    )
    with pytest.raises(IntegrityError, match="seven"), transaction.atomic():
        opinion.save()


def test_a_handler_cannot_write_findings():
    submission = make.submitted()
    with pytest.raises(IntegrityError, match="handler"), transaction.atomic():
        Finding.objects.create(
            submission=submission,
            point="facts",
            verdict="符合",
            found_by_urn=make.handler().urn,
            found_by_label="x",
            found_at=clock.now(),
        )


@pytest.mark.parametrize("kind", ["同意", "建议纠正"])
def test_a_clearance_needs_the_agreed_core(kind):
    submission = make.submitted()
    acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer().urn)
    make.found(submission, problem="" if kind == "同意" else "law")
    opinion = acts.give_opinion(actor=make.reviewer(), submission=submission, kind=kind, text="x")
    before = Clearance.objects.count()
    core_hash = "0" * 64 if kind == "同意" else submission.core_hash
    refused(
        "INSERT INTO review_clearance (uid, opinion_id, case_urn, core_hash, after_hearing, given_at) "
        "VALUES (%s, %s, %s, %s, %s, %s)",
        "3f1e2f0e000040008000000000000009",
        opinion.pk,
        make.CASE,
        core_hash,
        True,
        clock.now(),
    )
    assert Clearance.objects.count() == before


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review_submission SET core_hash = 'x'",
        "UPDATE review_opinion SET kind = '同意'",
        "DELETE FROM review_clearance",
        "DELETE FROM review_finding",
        "UPDATE review_finding SET verdict = '符合'",
        "UPDATE review_assignment SET person_urn = 'x'",
    ],
)
def test_nothing_is_altered_or_deleted(sql):
    submission = make.submitted()
    acts.assign(actor=make.review_head(), submission=submission, reviewer=make.reviewer().urn)
    make.found(submission)
    acts.give_opinion(actor=make.reviewer(), submission=submission, kind="同意", text="同意")
    refused(sql)
