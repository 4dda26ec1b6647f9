"""What an agency does to a decision of its own: put a slip right, revoke (行政处罚法 §75-2, §48-2).

Shared by every procedure; each names the states in which its decision stands.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import FACTS, REASON, RULES, SERVICE, long, yes
from mingzhi.cases.rules.procedures.remedies import ENDED
from mingzhi.kernel.wording import gettext_noop as _

CORRECT_DECISION = Step(
    code="correct_decision",
    title=_("批准更正决定书"),
    sources=(),
    duty="cases.approve",
    stage=Stage.DECISION,
    basis=("行政处罚法 §75-2",),
    fields=(
        replace(FACTS, code="before", label=_("原文")),
        replace(FACTS, code="after", label=_("更正为")),
        yes("slip_only", _("仅为文字、计算等笔误，不改变处理内容"), "行政处罚法 §75-2"),
        REASON,
    ),
    guards=("correction_not_open",),
    document="decision_correction",
    numbered="更正",
    effect="correct_decision",
    guide=_("改变处理内容的，依法变更或者撤销，不能以更正代替。"),
)
SERVE_CORRECTION = Step(
    code="serve_correction",
    title=_("送达更正"),
    sources=(),
    stage=Stage.SERVICE,
    basis=("行政处罚法 §75-2", f"{RULES} §82"),
    fields=SERVICE,
    guards=("correction_open",),
    document="service_receipt",
    officers=2,
    recording="service",
    effect="serve_correction",
)
REVOKE_OWN = Step(
    code="revoke_own",
    title=_("自行撤销决定"),
    sources=(),
    target="revoked",
    duty="cases.approve",
    stage=Stage.DECISION,
    basis=("行政处罚法 §75-2", "行政处罚法 §48-2"),
    fields=(REASON, long("decision_text", _("撤销的内容"))),
    document="decision_change",
    numbered="变撤",
    starts=("withdraw", "close"),
    ends=ENDED,
    effect="decision_revoked",
    clauses=("2.1.3c",),
)
