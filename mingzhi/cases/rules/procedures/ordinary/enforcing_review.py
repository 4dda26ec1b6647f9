"""Legal review of a decision to enforce: a round of the review room (浙政办发〔2019〕20号 二(三)).

The proposal (``enforcing``) hands the round in; these steps mirror in the case what becomes of it.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Field, FieldKind, Stage, Step
from mingzhi.cases.rules.procedures.fields import REASON, long
from mingzhi.cases.rules.procedures.ordinary.reviewing import AGAINST
from mingzhi.cases.rules.procedures.ordinary.states import ENFORCING
from mingzhi.cases.rules.procedures.reviewing import PASS_REVIEW, PLAN, RETURN_REVIEW
from mingzhi.kernel.wording import gettext_noop as _

_LIVE = ("demanded", *ENFORCING)
_OPEN = (*_LIVE, "in_court", "enforcement_ended", "revoked")
"""Where a round can still be open: what came in between made it needless."""

_BASIS = (f"{PLAN} 二(三)2", f"{PLAN} 二(三)3")

_SETTLE = Step(
    code="settle_enforcement_for_review",
    title=_("协调后重新审核强制执行建议"),
    sources=_LIVE,
    duty="cases.approve",
    stage=Stage.REVIEW,
    basis=(f"{PLAN} 二(三)4",),
    fields=(
        long("handler_view", _("承办机构意见"), f"{PLAN} 二(三)4"),
        long("reviewer_view", _("法制审核机构意见"), f"{PLAN} 二(三)4"),
        long("decision_text", _("协调结果和理由"), f"{PLAN} 二(三)4"),
    ),
    guards=("enforcement_returned",),
    document="coordination_record",
    starts=("review",),
    effect="settle_enforcement",
    clauses=("2.3.4b",),
)

STEPS = (
    replace(
        PASS_REVIEW,
        code="pass_enforcement",
        title=_("强制执行法制审核同意"),
        sources=_LIVE,
        target="",
        basis=_BASIS,
        guards=("reviewer_not_handler", "enforcement_cleared"),
        document="enforcement_review",
        clauses=("2.3.3a", "2.3.4c"),
    ),
    replace(
        RETURN_REVIEW,
        code="return_enforcement",
        title=_("强制执行法制审核退回"),
        sources=_OPEN,
        target="",
        basis=_BASIS,
        fields=(AGAINST, *RETURN_REVIEW.fields),
        guards=("reviewer_not_handler", "enforcement_objected"),
        document="enforcement_review",
        clauses=("2.3.4c",),
    ),
    Step(
        code="withdraw_enforcement",
        title=_("撤回强制执行建议"),
        sources=_OPEN,
        stage=Stage.REVIEW,
        basis=(f"{PLAN} 二(三)4",),
        fields=(REASON,),
        guards=("enforcement_review_open",),
        ends=("review",),
        effect="withdraw_submission",
        guide=_("当事人已经履行，或者情况变化不再需要强制执行的，撤回建议。"),
    ),
    Step(
        code="extend_enforcement_review",
        title=_("延长强制执行审核期限"),
        sources=_LIVE,
        duty="cases.approve",
        stage=Stage.REVIEW,
        basis=("市场监督管理行政处罚程序规定 §55",),
        fields=(REASON, Field(code="length", label=_("延长的工作日数"), kind=FieldKind.NUMBER)),
        guards=("enforcement_review_open",),
        extends=("review",),
        effect="extend_review",
    ),
    _SETTLE,
    replace(
        _SETTLE,
        code="settle_enforcement_for_correction",
        title=_("协调后按审核意见修改强制执行建议"),
        starts=(),
    ),
)
