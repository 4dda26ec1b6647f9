"""Assign a reviewer; lengthen the limit."""

from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.identity.queries import reviewers
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review import policy
from mingzhi.review.models import Assignment, Extension, Submission
from mingzhi.trail.acts.frame import act, current_moment, describe


def may_assign(*, actor: Actor, submission: Submission, reviewer: str, **rest: Any) -> None:
    """The head of review assigns; a reviewer may take a round that nobody has."""
    policy.must_see(actor, submission.agency_code)
    taken = submission.assignments.filter(until__isnull=True).exists()
    if actor.can("review.review") and reviewer == actor.urn and not taken:
        return
    actor.must("review.assign", citation=cite("浙政办发〔2019〕20号 二(三)1"))


@act(
    "review.assign",
    title=_("指派审核人员"),
    may=may_assign,
    locks="submission",
    serves=("2.3.1a", "2.3.3a"),
    basis=("行政处罚法 §58", "市场监督管理行政处罚程序规定 §49-3"),
    stage="审核",
)
def assign(*, actor: Actor, submission: Submission, reviewer: str, because: str = "") -> Assignment:
    """Assign ``reviewer`` (person urn): qualified on that day and never a handler of the case.

    A reviewer already assigned is replaced, which needs ``because``. Raises Invalid for somebody who is no
    reviewer of the agency.
    """
    policy.must_be_open(submission.closed_at is None)
    policy.must_not_handle(reviewer, set(submission.handlers.values_list("person_urn", flat=True)))
    occurred_at, _recorded = current_moment()
    policy.must_follow(occurred_at, submission.submitted_at, what=_("送审"))
    view = next(
        (item for item in reviewers(submission.agency_code, occurred_at.date()) if item.urn == reviewer), None
    )
    if view is None:
        raise Invalid(
            "review.no_reviewer",
            _("该人员不是本机关的法制审核人员。"),
            citation=cite("浙政办发〔2019〕20号 二(三)1"),
            way_out=_("请在本机关法制审核人员名册中选择。"),
            field="reviewer",
        )
    policy.must_be_qualified(view.qualified, name=view.name)
    _end_current(submission, because)
    row = Assignment.objects.create(
        submission=submission,
        person_urn=view.urn,
        person_label=view.name,
        qualification=view.qualification,
        assigned_by_urn=actor.urn,
        assigned_by_label=actor.label,
        since=occurred_at,
    )
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "reviewer": view.name, "because": because},
        mentions=[str(Urn("review", "submission", str(submission.uid))), view.urn],
    )
    return row


def _end_current(submission: Submission, because: str) -> None:
    current = submission.assignments.filter(until__isnull=True).first()
    if current is None:
        return
    if not because.strip():
        raise Invalid("review.replace_reason", _("更换审核人员须写明理由。"), field="because")
    occurred_at, _recorded = current_moment()
    current.until, current.ended_because = occurred_at, because
    current.save(update_fields=["until", "ended_because"])


def may_extend(*, actor: Actor, submission: Submission, **rest: Any) -> None:
    """The person in charge of the agency approves a longer limit."""
    policy.must_see(actor, submission.agency_code)
    actor.must("cases.approve", citation=cite("市场监督管理行政处罚程序规定 §55"))


@act(
    "review.extend_limit",
    title=_("延长审核期限"),
    may=may_extend,
    locks="submission",
    serves=("2.3.4a",),
    basis=("市场监督管理行政处罚程序规定 §55",),
    stage="审核",
)
def extend_limit(
    *, actor: Actor, submission: Submission, length: str, reason: str, jurisdiction: str = ""
) -> Extension:
    """Lengthen the limit of an open round by ``length`` working days, with a reason, by approval.

    Raises Invalid without a reason, NotNow the second time (市场监督管理行政处罚程序规定 第五十五条).
    """
    policy.must_be_open(submission.closed_at is None)
    if not reason.strip():
        raise Invalid("review.extend_reason", _("延长审核期限须写明特殊情况。"), field="reason")
    if submission.extensions.exists():
        raise NotNow(
            "review.extended",
            _("审核期限已经延长过一次。"),
            citation=cite("市场监督管理行政处罚程序规定 §55"),
            way_out=_("请在延长后的期限内出具意见。"),
        )
    occurred_at, _recorded = current_moment()
    deadline = due(submission.last_day, length, calendar=calendar(jurisdiction))
    row = Extension.objects.create(
        submission=submission,
        due=deadline.due,
        derivation=deadline.derivation(),
        reason=reason,
        approved_by_urn=actor.urn,
        approved_by_label=actor.label,
        approved_at=occurred_at,
    )
    if submission.moved_to is not None:
        submission.moved_to = submission.moved_derivation = None  # the longer limit counts from now on
        submission.save(update_fields=Submission.MOVED)
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={"round": submission.round, "due": deadline.due.isoformat(), "reason": reason},
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return row
