"""A licence proposal and its legal review (行政许可法 §37; 浙政办发〔2019〕20号 二(三)2)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import CORE, NOTE, REASON, REVIEW_GROUNDS, by, long, yes
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"
PLAN = "浙政办发〔2019〕20号"

OF_PUBLIC_WEIGHT = tuple(
    replace(field, basis="浙政办发〔2019〕20号 二(三)3")
    for field in REVIEW_GROUNDS
    if field.code in ("public_interest", "social_risk")
)

STEPS = (
    Step(
        code="propose",
        title=_("提出审查意见"),
        sources=("accepted", "proposed", "reviewed"),
        target="proposed",
        stage=Stage.REVIEW,
        basis=(f"{LAW} §37",),
        fields=(
            *by(f"{LAW} §37", CORE),
            yes("third_party", _("直接关系他人重大利益"), f"{LAW} §36", required=False),
            *OF_PUBLIC_WEIGHT,
        ),
        guards=("examined", "exclusion_not_running", "others_heard", "licence_undecided"),
        effect="propose_core",
    ),
    Step(
        code="submit_review",
        title=_("送法制审核"),
        sources=("proposed",),
        target="in_review",
        stage=Stage.REVIEW,
        basis=(f"{PLAN} 二(三)2",),
        fields=(replace(REASON, label=_("送审说明"), required=False),),
        guards=("proposal_made", "review_closed"),
        document="review_submission",
        starts=("review",),
        effect="submit_review",
        clauses=("2.3.2b",),
    ),
    Step(
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
    ),
    Step(
        code="return_review",
        title=_("审核退回"),
        sources=("in_review",),
        target="returned",
        duty="review.review",
        stage=Stage.REVIEW,
        basis=(f"{PLAN} 二(三)4",),
        fields=(replace(NOTE, label=_("审核意见")),),
        guards=("reviewer_not_handler", "opinion_against"),
        document="review_opinion",
        numbered="法审",
        ends=("review",),
    ),
    Step(
        code="resubmit",
        title=_("再次送审"),
        sources=("returned",),
        target="in_review",
        stage=Stage.REVIEW,
        basis=(f"{PLAN} 二(三)4",),
        fields=(
            long("answer", _("对审核意见的处理情况")),
            Field(
                code="core",
                label=_("修改后的审查意见"),
                kind=FieldKind.CORE,
                required=False,
                basis=f"{LAW} §37",
            ),
        ),
        guards=("opinion_against",),
        document="review_submission",
        starts=("review",),
        effect="submit_review",
    ),
    Step(
        code="reexamine",
        title=_("退回重新审查"),
        sources=("proposed", "returned", "reviewed"),
        target="accepted",
        stage=Stage.REVIEW,
        basis=(f"{LAW} §34-1",),
        fields=(REASON,),
        guards=("licence_undecided",),
    ),
)
