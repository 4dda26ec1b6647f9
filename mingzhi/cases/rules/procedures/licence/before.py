"""How steps of the licence procedure were declared in the version before, for cases opened under it."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures.fields import REASON, long, yes
from mingzhi.cases.rules.procedures.licence.living import LAW, STEPS, WITHDRAWN_FOR
from mingzhi.kernel.wording import gettext_noop as _

_NOW = {step.code: step for step in STEPS}
NOT_YET = ("propose_withdrawal",)
"""2026.1: the head withdrew a licence without a proposal, which the review list does not allow (二(三)2)."""
OTHERWISE: tuple[Step, ...] = (
    replace(
        _NOW["drop_revocation"],
        title=_("不予撤销"),
        sources=("revoking",),
        basis=(f"{LAW} §69-3",),
        guards=(),
    ),
    replace(
        _NOW["withdraw_licence"],
        sources=("valid",),
        fields=(
            WITHDRAWN_FOR,
            REASON,
            long("decision_text", _("决定内容")),
            yes("compensation", _("已依法处理补偿"), f"{LAW} §8-2"),
        ),
        guards=(),
        clauses=(),
    ),
)
