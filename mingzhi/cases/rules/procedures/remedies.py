"""Reconsideration and litigation, and what they do to a decision (行政处罚法 §48-2, §73).

Shared by every procedure; each names the states in which a decision of its own can be attacked.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Stage, Step
from mingzhi.cases.rules.procedures.fields import FACTS, NOTE, REASON, choice, day, money, text, yes
from mingzhi.kernel.wording import gettext_noop as _

_KIND = choice(
    "kind",
    _("种类"),
    (("reconsideration", _("行政复议")), ("litigation", _("行政诉讼"))),
    "行政诉讼法 §44-1",
)
ENDED_ON = day("ended_on", _("审结日期"))
RECEIVED_ON = day("received_on", _("复议决定书、裁判文书送达日期"), "行政诉讼法 §45", required=False)
_AFTER = (("sue_after", "received_on"),)
ENDED = ("serve", "pay", "instalment", "demand", "court", "sue", "reconsider", "sue_after", "court_after")
"""Limits that end with the decision they belong to."""

FILE_REMEDY = Step(
    code="file_remedy",
    title=_("登记行政复议或者行政诉讼"),
    sources=(),
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §73-1", "行政复议法 §29", "行政诉讼法 §44"),
    fields=(
        _KIND,
        text("remedy_body", _("复议机关或者人民法院")),
        day("filed_on", _("受理日期")),
        yes("stayed", _("已决定停止执行"), "行政复议法 §42", required=False),
    ),
    guards=("no_same_remedy",),
    document="remedy_record",
    pauses=("court",),
    ends=("sue_after", "court_after"),
    effect="file_remedy",
    guide=_("处罚不停止执行，法律另有规定或者决定停止执行的除外；加处罚款在复议、诉讼期间不予计算。"),
)
UPHELD = Step(
    code="remedy_upheld",
    title=_("复议（诉讼）维持、驳回或者撤回"),
    sources=(),
    stage=Stage.EXECUTION,
    basis=("行政复议法 §68", "行政诉讼法 §69"),
    fields=(
        choice(
            "outcome",
            _("结果"),
            (("upheld", _("维持、驳回")), ("withdrawn", _("申请人或者原告撤回"))),
        ),
        ENDED_ON,
        RECEIVED_ON,
        NOTE,
    ),
    guards=("remedy_is_pending",),
    document="remedy_record",
    starts=("sue_after", "court_after"),
    since=_AFTER,
    ends=("court",),
    effect="end_remedy",
)
CHANGED = Step(
    code="remedy_changed",
    title=_("决定被变更"),
    sources=(),
    stage=Stage.EXECUTION,
    basis=("行政复议法 §63-1", "行政诉讼法 §77", "行政处罚法 §48-2"),
    fields=(
        ENDED_ON,
        RECEIVED_ON,
        replace(FACTS, label=_("变更的内容")),
        money("fine", _("变更后的罚款数额（没有变更罚款的不填）"), "行政诉讼法 §77-1", required=False),
        REASON,
    ),
    guards=("remedy_is_pending",),
    document="remedy_record",
    starts=("withdraw", "sue_after", "court_after"),
    since=_AFTER,
    ends=("court",),
    effect="decision_changed",
    clauses=("2.1.3c",),
)
UNLAWFUL = Step(
    code="remedy_unlawful",
    title=_("决定被确认违法"),
    sources=(),
    stage=Stage.EXECUTION,
    basis=("行政复议法 §65", "行政诉讼法 §74", "行政处罚法 §48-2"),
    fields=(ENDED_ON, RECEIVED_ON, REASON),
    guards=("remedy_is_pending",),
    document="remedy_record",
    starts=("withdraw", "sue_after", "court_after"),
    since=_AFTER,
    ends=("court",),
    effect="decision_unlawful",
    clauses=("2.1.3c",),
)
REVOKED = Step(
    code="remedy_revoked",
    title=_("决定被撤销或者确认无效"),
    sources=(),
    target="revoked",
    stage=Stage.EXECUTION,
    basis=(
        "行政复议法 §64-1",
        "行政复议法 §67",
        "行政诉讼法 §70",
        "行政诉讼法 §75",
        "行政处罚法 §48-2",
    ),
    fields=(
        choice(
            "outcome",
            _("结果"),
            (("revoked", _("撤销")), ("void", _("确认无效"))),
            "行政复议法 §64-1",
        ),
        ENDED_ON,
        REASON,
        yes("redo", _("责令重新作出"), "行政复议法 §64-1", required=False),
        day("redo_by", _("责令重新作出的期限（没有写明的不填）"), "行政复议法 §64-1", required=False),
        yes("procedural", _("因违反法定程序被撤销"), "行政复议法 §64-2", required=False),
    ),
    guards=("remedy_is_pending",),
    document="remedy_record",
    starts=("withdraw",),
    starts_if=(("redo", "redo"), ("!redo", "close")),
    since=(("redo", "ended_on"), ("close", "ended_on")),
    ends=(*ENDED, "close"),
    effect="decision_revoked",
    clauses=("2.1.3c",),
)
WITHDRAW_PUBLICATION = Step(
    code="withdraw_publication",
    title=_("撤回公示并公开说明理由"),
    sources=(),
    duty="disclosure.prepare",
    stage=Stage.EXECUTION,
    basis=("行政处罚法 §48-2",),
    fields=(replace(REASON, label=_("公开说明的理由")),),
    guards=("withdrawal_owed",),
    ends=("withdraw", "withdraw_coercive"),
    by_system=True,
    effect="publication_withdrawn",
    clauses=("2.1.3c",),
)
RESTORE = Step(
    code="restore",
    title=_("恢复原状、退还财物或者赔偿"),
    sources=(),
    duty="cases.approve",
    stage=Stage.EXECUTION,
    basis=("行政强制法 §41", "行政复议法 §72-2"),
    fields=(
        choice(
            "ground",
            _("情形"),
            (
                ("revoked", _("据以执行的行政决定被撤销")),
                ("changed", _("据以执行的行政决定被变更")),
                ("wrong", _("执行错误")),
            ),
            "行政强制法 §41",
        ),
        choice(
            "way",
            _("处理方式"),
            (
                ("restored", _("恢复原状")),
                ("returned", _("退还财物")),
                ("compensated", _("不能恢复原状或者退还财物，依法给予赔偿")),
            ),
            "行政强制法 §41",
        ),
        replace(FACTS, label=_("退还、恢复、赔偿的情况"), basis="行政强制法 §41"),
        money("amount", _("退还或者赔偿的金额"), required=False),
    ),
    guards=("return_owed",),
    document="enforcement_return",
    numbered="回转",
    effect="restore",
)


def remedies(touched: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps of remedies for decisions that can be attacked in the states ``touched``.

    A decision already fallen can still be fought over, and its public text still taken down.
    """
    fallen = (*touched, "revoked")
    return (
        replace(FILE_REMEDY, sources=fallen),
        replace(UPHELD, sources=fallen),
        replace(CHANGED, sources=touched),
        replace(UNLAWFUL, sources=touched),
        replace(REVOKED, sources=touched),
        replace(WITHDRAW_PUBLICATION, sources=fallen),
    )
