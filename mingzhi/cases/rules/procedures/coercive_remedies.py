"""Reconsideration and litigation against a coercive decision: its effects fall on that decision alone.

A seizure, a freezing, a late fine, a decision to enforce are attacked by themselves (行政强制法 §8-1); the
penalty beneath, its limits and its public text stay as they are.
"""

from dataclasses import replace

from mingzhi.cases.rules.coercive import AGAINST_IT
from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures import remedies
from mingzhi.cases.rules.procedures.fields import FACTS, REASON, money, text
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政强制法 §8-1"
PLAN = "浙政办发〔2019〕20号 二(一)3"
_AGAINST = text("against", _("被复议、被诉的行政强制决定"), LAW)
_ENDS_IT = ("coercive_sue_after", *AGAINST_IT)
_AFTER = (("coercive_sue_after", "received_on"),)
_LEFT_OUT = frozenset({"fine", "procedural"})


def _of_coercion(step: Step, code: str, title: str) -> Step:
    """The same step about one coercive decision, without what the rules on penalties make of it."""
    basis = tuple(compact for compact in step.basis if not compact.startswith("行政处罚法"))
    fields = (field for field in step.fields if field.code not in _LEFT_OUT)
    return replace(
        step,
        code=code,
        title=title,
        target="",
        basis=(LAW, *basis),
        fields=(_AGAINST, *fields),
        guards=("coercive_decision_attacked",),
        starts=("coercive_sue_after",),
        starts_if=(),
        since=_AFTER,
        ends=(),
        pauses=(),
        effect="end_coercive_remedy",
        beside=True,
        guide=_("只影响被复议、被诉的这一个行政强制决定；行政处罚决定及其期限、公示不变。"),
    )


FILE = replace(
    _of_coercion(remedies.FILE_REMEDY, "file_coercive_remedy", _("登记对行政强制决定的复议或者诉讼")),
    basis=(LAW, "行政复议法 §11(2)", "行政诉讼法 §12-1(2)"),
    guards=("coercive_decision_named", "coercive_decision_not_attacked"),
    starts=(),
    since=(),
    ends=("coercive_sue_after",),
    effect="file_coercive_remedy",
)
UPHELD = _of_coercion(remedies.UPHELD, "coercive_upheld", _("对行政强制决定的复议（诉讼）维持、驳回或者撤回"))
CHANGED = replace(
    _of_coercion(remedies.CHANGED, "coercive_changed", _("行政强制决定被变更")),
    fields=(
        _AGAINST,
        remedies.ENDED_ON,
        remedies.RECEIVED_ON,
        replace(FACTS, label=_("变更的内容")),
        money("amount", _("变更后的金额（没有变更金额的不填）"), required=False),
        REASON,
    ),
    starts=("withdraw_coercive", "coercive_sue_after"),
)
UNLAWFUL = replace(
    _of_coercion(remedies.UNLAWFUL, "coercive_unlawful", _("行政强制决定被确认违法")),
    starts=("withdraw_coercive", "coercive_sue_after"),
)
REVOKED = replace(
    _of_coercion(remedies.REVOKED, "coercive_revoked", _("行政强制决定被撤销或者确认无效")),
    starts=("withdraw_coercive",),
    starts_if=(("redo", "redo_coercive"),),
    since=(("redo_coercive", "ended_on"),),
    ends=_ENDS_IT,
    guide=_(
        "被撤销的措施应当立即解除并退还财物；被撤销的强制执行决定不得再执行，已经执行的恢复原状、退还或者赔偿；仍需执行的，重新提出建议并送审。"
    ),
)


def coercive_remedies(touched: tuple[str, ...]) -> tuple[Step, ...]:
    """Return the steps of remedies against coercive decisions, for a procedure that makes them."""
    steps = (FILE, UPHELD, CHANGED, UNLAWFUL, REVOKED)
    return tuple(replace(step, sources=touched) for step in steps)
