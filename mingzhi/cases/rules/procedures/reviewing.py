"""A proposal goes to legal review, comes back and goes again (浙政办发〔2019〕20号 二(三)).

Shared by the procedures with a review; each names its own articles. The review itself happens in the
review room; these steps mirror it in the case.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import NOTE, REASON, long
from mingzhi.kernel.wording import gettext_noop as _

PLAN = "浙政办发〔2019〕20号"

SUBMIT_REVIEW = Step(
    code="submit_review",
    title=_("送法制审核"),
    sources=(),
    target="in_review",
    stage=Stage.REVIEW,
    basis=(f"{PLAN} 二(三)2",),
    fields=(replace(REASON, label=_("送审说明"), required=False),),
    guards=("proposal_made", "review_closed"),
    document="review_submission",
    starts=("review",),
    effect="submit_review",
    clauses=("2.3.2b",),
)
PASS_REVIEW = Step(
    code="pass_review",
    title=_("审核同意"),
    sources=("in_review",),
    target="reviewed",
    duty="review.review",
    stage=Stage.REVIEW,
    basis=(f"{PLAN} 二(三)4",),
    fields=(replace(NOTE, label=_("审核意见")),),
    guards=("reviewer_not_handler", "clearance_given"),
    document="review_opinion",
    numbered="法审",
    ends=("review",),
)
RETURN_REVIEW = replace(
    PASS_REVIEW,
    code="return_review",
    title=_("审核退回"),
    target="returned",
    guards=("reviewer_not_handler", "opinion_against"),
)
RESUBMIT = Step(
    code="resubmit",
    title=_("再次送审"),
    sources=("returned",),
    target="in_review",
    stage=Stage.REVIEW,
    basis=(f"{PLAN} 二(三)4",),
    fields=(long("answer", _("对审核意见的处理情况")),),
    guards=("opinion_against",),
    document="review_submission",
    starts=("review",),
    effect="submit_review",
)
