"""After an on-the-spot decision: money, record, remedies (行政处罚法 §52-3, §67–73; 行政复议法 §23)."""

from dataclasses import replace

from mingzhi.cases.rules.closing import LEFT_OPEN
from mingzhi.cases.rules.deadlines.ordinary import SUMMARY
from mingzhi.cases.rules.procedure import Stage, Step, fitted
from mingzhi.cases.rules.procedures import court, deciding, money
from mingzhi.cases.rules.procedures.coercive_remedies import coercive_remedies
from mingzhi.cases.rules.procedures.fields import NOTE, REASON, RULES, choice, day, text
from mingzhi.cases.rules.procedures.remedies import RESTORE, remedies
from mingzhi.kernel.wording import gettext_noop as _

STANDING = ("decided", "served", "demanded", "in_court", "performed", "execution_ended")
AFTER = (*STANDING, "archived")

_COLLECT = replace(
    money.COLLECT,
    sources=("served",),
    basis=("行政处罚法 §68", "行政处罚法 §69", "行政处罚法 §70", f"{RULES} §72-1"),
    fields=(
        choice("ground", _("当场收缴情形"), money.ON_THE_SPOT, "行政处罚法 §68"),
        *money.COLLECT.fields[1:],
    ),
    guards=("money_owed", "may_collect"),
    ends=("pay",),
)
_PAY = replace(
    money.PAY,
    basis=("行政处罚法 §53", "行政处罚法 §67-3"),
    fields=tuple(field for field in money.PAY.fields if field.code != "paid_by"),
)
_APPLY = (
    "no_remedy_pending",
    "reconsideration_time_over",
    "plan_over",
    "demand_time_over",
    "court_time_open",
)

_MONEY = (
    _COLLECT,
    money.HAND_IN,
    money.PAY_IN,
    _PAY,
    money.ASK_PLAN,
    money.GRANT_PLAN,
    money.REFUSE_PLAN,
    money.DEMAND_INSTALMENT,
    money.IMPOSE_LATE_FINE,
    court.DEMAND,
    court.ANSWER_DEMAND,
    replace(court.APPLY_COURT, guards=_APPLY),
    court.APPLY_COURT_NOW,
    court.RECORD_ACCEPTANCE,
    court.RECORD_RULING,
    court.OBJECT_RULING,
    Step(
        code="complete",
        title=_("执行完毕"),
        sources=("served", "demanded", "in_court"),
        target="performed",
        stage=Stage.EXECUTION,
        basis=("行政处罚法 §53", "行政处罚法 §66-1"),
        fields=(NOTE,),
        guards=("all_performed",),
        ends=("pay", "instalment", "demand", "court", "court_after"),
    ),
    Step(
        code="end_execution",
        title=_("终结执行"),
        sources=("served", "demanded"),
        target="execution_ended",
        duty="cases.approve",
        stage=Stage.EXECUTION,
        basis=("行政强制法 §40", "行政强制法 §53"),
        fields=(choice("left_open", _("不再执行的原因"), LEFT_OPEN, "行政强制法 §40"), REASON),
        guards=("unperformed_explained", "unperformed_reason_fits"),
        effect="close",
    ),
)


def _of_summary(step: Step) -> Step:
    """Reconsideration comes before the court (行政复议法 §23-1(1)); nothing is decided on the spot twice."""
    if step.code == "remedy_revoked":
        return replace(step, guide=_("被责令重新作出的，另行按普通程序登记、办理。"))
    if step.code != "file_remedy":
        return step
    return replace(
        step,
        basis=("行政复议法 §23-1(1)", "行政处罚法 §73-1"),
        guards=(*step.guards, "reconsidered_first"),
    )


_ENDING = (
    Step(
        code="report_for_record",
        title=_("报所属机关备案"),
        sources=STANDING,
        stage=Stage.EXECUTION,
        basis=("行政处罚法 §52-3", f"{RULES} §70"),
        fields=(day("handed_on", _("材料交回日期"), f"{RULES} §70"), NOTE),
        document="summary_filing",
        ends=("summary_file",),
        effect="report_for_record",
        repeatable=False,
    ),
    *(_of_summary(step) for step in remedies(AFTER)),
    *coercive_remedies((*AFTER, "revoked")),
    replace(deciding.CORRECT_DECISION, sources=STANDING),
    replace(deciding.SERVE_CORRECTION, sources=STANDING),
    replace(deciding.REVOKE_OWN, sources=AFTER),
    replace(RESTORE, sources=("performed", "execution_ended", "revoked", "archived")),
    Step(
        code="archive",
        title=_("归档"),
        sources=("performed", "execution_ended", "revoked", "in_court"),
        target="archived",
        duty="records.archive",
        stage=Stage.EXECUTION,
        basis=(f"{RULES} §70", "行政处罚法 §47"),
        fields=(text("retention", _("保管期限")), NOTE),
        guards=("summary_reported", "court_ended", "given_back", "publication_settled", "file_complete"),
        document="volume_contents",
        effect="archive",
        clauses=("2.2.3a",),
    ),
)

STEPS = fitted((*_MONEY, *_ENDING), SUMMARY)
