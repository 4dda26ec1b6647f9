"""Settle a disagreement between reviewers and handlers."""

from typing import Any

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review import policy
from mingzhi.review.models import Coordination, Submission
from mingzhi.review.rules.points import OpinionKind
from mingzhi.trail.acts.frame import act, current_moment, describe

OUTCOMES = (_("按审核意见办理"), _("提请复审"), _("补充后再审"))


def may_coordinate(*, actor: Actor, submission: Submission, **rest: Any) -> None:
    """The person in charge of the agency decides between both views."""
    policy.must_see(actor, submission.agency_code)
    actor.must("cases.approve", citation=cite("浙政办发〔2019〕20号 二(三)4"))


@act(
    "review.coordinate",
    title=_("协调审核分歧"),
    may=may_coordinate,
    locks="submission",
    serves=("2.3.4b",),
    basis=("浙政办发〔2019〕20号 二(三)4",),
    stage="审核",
)
def coordinate(
    *,
    actor: Actor,
    submission: Submission,
    handling_view: str,
    review_view: str,
    outcome: str,
    reason: str,
) -> Coordination:
    """Record both views and decide, by name and with reasons, which way the case goes on.

    It never replaces a clearance (行政处罚法 第五十八条第一款): whatever the outcome, a decision needs
    a round that ends with 同意. Raises NotNow where review has no other view; Invalid while a view or the
    reasons are missing.
    """
    if outcome not in OUTCOMES:
        raise Invalid("review.outcome", _("请选择协调结果。"), field="outcome")
    for name, value in (("handling_view", handling_view), ("review_view", review_view), ("reason", reason)):
        if not value.strip():
            raise Invalid("review.views", _("双方意见和决定理由都须写明。"), field=name)
    opinion = getattr(submission, "opinion", None)
    if opinion is None or opinion.kind == OpinionKind.AGREE:
        raise NotNow(
            "review.no_dispute",
            _("审核机构没有不同意见，无须协调。"),
            citation=cite("浙政办发〔2019〕20号 二(三)4"),
        )
    occurred_at, _recorded = current_moment()
    row = Coordination.objects.create(
        submission=submission,
        handling_view=handling_view,
        review_view=review_view,
        outcome=outcome,
        reason=reason,
        decided_by_urn=actor.urn,
        decided_by_label=actor.label,
        decided_at=occurred_at,
    )
    describe(
        subject=submission.case_urn,
        label=submission.case_label,
        content={
            "round": submission.round,
            "handling_view": handling_view,
            "review_view": review_view,
            "outcome": outcome,
            "reason": reason,
        },
        mentions=[str(Urn("review", "submission", str(submission.uid)))],
    )
    return row
