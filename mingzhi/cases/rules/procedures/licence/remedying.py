"""Service of other papers, recusal of the host, remedies against licence decisions (行政许可法 §7, §48)."""

from dataclasses import replace

from mingzhi.cases.rules.deadlines.licence import LICENCE
from mingzhi.cases.rules.procedure import Stage, Step, fitted
from mingzhi.cases.rules.procedures.fields import ID_AT_SERVICE, REASON
from mingzhi.cases.rules.procedures.licence.change_remedies import WHILE_IT_HOLDS
from mingzhi.cases.rules.procedures.licence.serving import SERVICE, civil
from mingzhi.cases.rules.procedures.ordinary import starting
from mingzhi.cases.rules.procedures.remedies import remedies
from mingzhi.cases.rules.procedures.serving import ANNOUNCE_SERVICE, SERVE_DOCUMENT
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法"
PLAN = "浙政办发〔2019〕20号 二(一)3"

OPEN = ("applied", "correcting", "accepted", "hearing")
DECIDED = ("granted", "refused", "not_accepted", "valid", "recalled", "cancelled", "closed", "archived")
HOST = ("accepted", "hearing")


def _of_licence(step: Step) -> Step:
    """The same step without the rules on penalties, which do not apply to a licence."""
    basis = tuple(compact for compact in step.basis if not compact.startswith("行政处罚法"))
    fields = tuple(field for field in step.fields if field.code != "fine")
    return replace(step, basis=basis or (PLAN,), fields=fields, guide="")


def _taken_down(step: Step) -> Step:
    """Also while another decision on the licence is prepared an earlier one can fall."""
    sources = (*step.sources, *WHILE_IT_HOLDS)
    return replace(step, sources=sources, ends=("withdraw", "withdraw_change"))


def _served(step: Step) -> Step:
    """Papers of a licence are handed over at the window too: no two officers, no certificate."""
    fields = tuple(field for field in step.fields if field is not ID_AT_SERVICE)
    return replace(
        step,
        sources=(*OPEN, *DECIDED, "revoked"),
        basis=SERVICE,
        fields=civil(fields),
        officers=0,
        recording="",
    )


_RECUSAL = {step.code: step for step in starting.STEPS if step.code in ("ask_recusal", "decide_recusal")}

STEPS = fitted(
    (
        replace(
            _RECUSAL["ask_recusal"],
            title=_("登记对听证主持人的回避申请"),
            sources=HOST,
            basis=(f"{LAW} §48-1(3)",),
        ),
        replace(
            _RECUSAL["decide_recusal"],
            title=_("决定听证主持人是否回避"),
            sources=HOST,
            basis=(f"{LAW} §48-1(3)",),
        ),
        _served(SERVE_DOCUMENT),
        _served(ANNOUNCE_SERVICE),
        *map(_of_licence, remedies(DECIDED)[:-1]),
        _taken_down(_of_licence(remedies(DECIDED)[-1])),
        Step(
            code="redo",
            title=_("重新审查"),
            sources=("revoked",),
            target="accepted",
            duty="cases.approve",
            stage=Stage.EVIDENCE,
            basis=("行政复议法 §64-1", "行政复议法 §64-2", "行政诉讼法 §70", "行政诉讼法 §71"),
            fields=(REASON,),
            guards=("publication_settled", "decision_fallen"),
            starts=("licence_decide",),
            ends=("redo",),
            effect="redo",
            guide=_(
                "被责令重新作出的，按判决、复议决定确定的期限办理；不得以同一事实和理由作出相同或者基本相同的决定，因违反法定程序被撤销的除外。"
            ),
        ),
    ),
    LICENCE,
)
