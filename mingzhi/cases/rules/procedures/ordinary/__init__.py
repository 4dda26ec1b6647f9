"""The ordinary penalty procedure, whole (行政处罚法 第五章第三节、第四节，第六章).

行政处罚法 (2021), 市场监督管理行政处罚程序规定 (2022), 行政强制法 (2011) and 行政执法机关移送涉嫌犯罪案件的
规定 (2020), one module per chapter of the path.
"""

from mingzhi.cases.rules.deadlines.ordinary import ORDINARY as LIMITS
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures.ordinary import (
    collecting,
    course,
    crime,
    deciding,
    ending,
    enforcing,
    enforcing_course,
    enforcing_review,
    evidence,
    executing,
    freezing,
    hearing,
    measures,
    reviewing,
    serving,
    starting,
    substituting,
)
from mingzhi.cases.rules.procedures.ordinary.states import STATES
from mingzhi.kernel.wording import gettext_noop as _

ORDINARY = Procedure(
    code="ordinary",
    version="2026.4",
    title=_("行政处罚普通程序"),
    kind="行政处罚",
    basis=("行政处罚法 §54", "市场监督管理行政处罚程序规定 §18-1"),
    initial="clue",
    states=STATES,
    steps=(
        *starting.STEPS,
        *evidence.STEPS,
        *measures.STEPS,
        *freezing.STEPS,
        *course.STEPS,
        *reviewing.STEPS,
        *hearing.STEPS,
        *deciding.STEPS,
        *crime.STEPS,
        *serving.STEPS,
        *executing.STEPS,
        *enforcing.STEPS,
        *enforcing_review.STEPS,
        *collecting.STEPS,
        *substituting.STEPS,
        *enforcing_course.STEPS,
        *ending.STEPS,
    ),
    limits=LIMITS,
    opening=("clue_check",),
)
