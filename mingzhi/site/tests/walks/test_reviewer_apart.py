"""Who handles a case does not review it, whenever they came to it and whenever they left
(市场监督管理行政处罚程序规定 第四十九条第三款).
"""

import pytest
from django.db import IntegrityError, transaction

from mingzhi.cases.models import Handler
from mingzhi.identity.models import Agency
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.review import acts as review
from mingzhi.review.models import Assignment, Submission, SubmissionHandler
from mingzhi.site.tests.taking import at, refused, take

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.3.3a")]


def both(name):
    """Return an officer of the agency who also is one of its reviewers."""
    agency = Agency.objects.get(code=identity.MARKET_CODE)
    person = identity.make_person(name)
    for role in ("officer", "reviewer"):
        identity.appoint(person, agency, role)
    identity.certify(person, agency, kind="officer")
    identity.qualify(person)
    return person


def appointed(walk, first, second):
    return {"handler_1": first, "handler_2": second, "reason": "工作需要调整办案人员。"}


def people(walk):
    return [walk.actor(role, clock.today()).urn for role in ("handler", "second")]


def test_a_handler_named_while_the_round_is_open_cannot_be_assigned(walk):
    versatile = both("吴双")
    walk.play(before="assign")
    with at("2026-03-25T15:00"):
        handler, _second = people(walk)
        take(walk, "appoint_handlers", by="head", officers=(), data=appointed(walk, handler, versatile.urn))
        submission = Submission.objects.get()
        assert SubmissionHandler.objects.filter(submission=submission, person_urn=versatile.urn).exists()
        with pytest.raises(NotAllowed) as refusal:
            review.assign(
                actor=walk.actor("review_head", clock.today()), submission=submission, reviewer=versatile.urn
            )
    assert refusal.value.code == "review.handler"


def test_a_handler_relieved_before_the_review_cannot_be_assigned(walk):
    versatile = both("吴双")
    walk.play(before="conclude")
    with at("2026-03-20T10:00"):
        handler, second = people(walk)
        take(walk, "appoint_handlers", by="head", officers=(), data=appointed(walk, handler, versatile.urn))
        take(walk, "appoint_handlers", by="head", officers=(), data=appointed(walk, handler, second))
    walk.play(start="conclude", before="assign")
    submission = Submission.objects.get()
    with at("2026-03-25T15:00"):
        with pytest.raises(NotAllowed) as refusal:
            review.assign(
                actor=walk.actor("review_head", clock.today()), submission=submission, reviewer=versatile.urn
            )
        assert refusal.value.code == "review.handler"
        row = Assignment(
            submission=Submission.objects.get(),
            person_urn=versatile.urn,
            person_label="吴双",
            qualification="x",
            assigned_by_urn="x",
            assigned_by_label="x",
            since=clock.now(),
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_a_reviewer_is_not_put_in_charge_of_the_case(walk):
    versatile = both("吴双")
    walk.play(before="assign")
    with at("2026-03-25T15:00"):
        review.assign(
            actor=walk.actor("review_head", clock.today()),
            submission=Submission.objects.get(),
            reviewer=versatile.urn,
        )
        handler, _second = people(walk)
        said = refused(
            NotAllowed,
            "review.reviewer",
            walk=walk,
            step="appoint_handlers",
            by="head",
            officers=(),
            data=appointed(walk, handler, versatile.urn),
        )
    assert said.citation and said.way_out
    assert not Handler.objects.filter(person_urn=versatile.urn).exists()
