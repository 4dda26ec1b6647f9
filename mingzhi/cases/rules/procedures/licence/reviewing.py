"""A licence proposal and its legal review (行政许可法 §37; 浙政办发〔2019〕20号 二(三)2)."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import CORE, REASON, REVIEW_GROUNDS, by, yes
from mingzhi.cases.rules.procedures.reviewing import (
    PASS_REVIEW,
    PLAN,
    RESUBMIT,
    RETURN_REVIEW,
    SUBMIT_REVIEW,
)
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"

OF_PUBLIC_WEIGHT = tuple(
    replace(field, basis=f"{PLAN} 二(三)3")
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
    replace(SUBMIT_REVIEW, sources=("proposed",)),
    PASS_REVIEW,
    RETURN_REVIEW,
    replace(
        RESUBMIT,
        fields=(
            *RESUBMIT.fields,
            replace(CORE, label=_("修改后的审查意见"), required=False, basis=f"{LAW} §37"),
        ),
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
