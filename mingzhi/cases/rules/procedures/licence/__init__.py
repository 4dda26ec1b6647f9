"""The ordinary licence procedure (行政许可法 第四章, §69, §70).

Application, one correction notice, acceptance, examination, hearing, excluded periods told in
writing, decision in twenty working days and ten more, delivery, renewal, revocation. Legal review for
refusals, revocations and major matters (浙政办发〔2019〕20号 二(三)2).
"""

from mingzhi.cases.rules.deadlines.licence import LICENCE as LIMITS
from mingzhi.cases.rules.procedure import Procedure, Stage, State
from mingzhi.cases.rules.procedures.licence import (
    applying,
    change_remedies,
    deciding,
    examining,
    hearing,
    living,
    remedying,
    reviewing,
    special,
)
from mingzhi.kernel.wording import gettext_noop as _

STATES = (
    State(code="applied", title=_("收到申请"), stage=Stage.START, main=True),
    State(code="correcting", title=_("待补正"), stage=Stage.START),
    State(code="not_accepted", title=_("已决定不予受理"), stage=Stage.START),
    State(code="accepted", title=_("已受理，审查中"), stage=Stage.EVIDENCE, main=True),
    State(code="hearing", title=_("听证中"), stage=Stage.EVIDENCE),
    State(code="proposed", title=_("已提出审查意见"), stage=Stage.REVIEW, main=True),
    State(code="in_review", title=_("法制审核中"), stage=Stage.REVIEW),
    State(code="returned", title=_("已被审核退回"), stage=Stage.REVIEW),
    State(code="reviewed", title=_("审核通过"), stage=Stage.REVIEW),
    State(code="granted", title=_("准予许可"), stage=Stage.DECISION, main=True),
    State(code="refused", title=_("不予许可"), stage=Stage.DECISION),
    State(code="valid", title=_("证件已送达，有效"), stage=Stage.SERVICE, main=True),
    State(code="renewing", title=_("延续审查中"), stage=Stage.EVIDENCE),
    State(code="revoking", title=_("撤销审查中"), stage=Stage.EVIDENCE),
    State(code="withdrawn", title=_("申请人已撤回申请"), stage=Stage.START),
    State(code="revoked", title=_("已撤销"), stage=Stage.EXECUTION),
    State(code="recalled", title=_("已撤回许可"), stage=Stage.EXECUTION),
    State(code="cancelled", title=_("已注销"), stage=Stage.EXECUTION),
    State(code="closed", title=_("已办结"), stage=Stage.EXECUTION, main=True),
    State(code="archived", title=_("已归档"), stage=Stage.EXECUTION, final=True, main=True),
)

LICENCE = Procedure(
    code="licence",
    version="2026.4",
    title=_("行政许可一般程序"),
    kind="行政许可",
    basis=("行政许可法 §29-1", "行政许可法 §42-1"),
    initial="applied",
    states=STATES,
    steps=(
        *applying.STEPS,
        *examining.STEPS,
        *special.STEPS,
        *hearing.STEPS,
        *reviewing.STEPS,
        *deciding.STEPS,
        *living.STEPS,
        *remedying.STEPS,
        *change_remedies.CHANGE_REMEDIES,
    ),
    limits=LIMITS,
    opening=("licence_correction",),
)
