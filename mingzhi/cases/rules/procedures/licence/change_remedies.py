"""Reconsideration and litigation against one decision on a licence after its grant: it falls alone.

A refusal to renew, a change, a cancellation are attacked by themselves (行政许可法 §7; 行政复议法 §11(3);
行政诉讼法 §12-1(3)); the grant beneath and its public text stay as they are.
"""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures import remedies
from mingzhi.cases.rules.procedures.fields import text
from mingzhi.kernel.wording import gettext_noop as _

LAW = "行政许可法 §7"
_AGAINST = text("against", _("被复议、被诉的延续、变更、注销决定"), LAW)
_AFTER = (("change_sue_after", "received_on"),)
_LEFT_OUT = frozenset({"fine", "procedural", "redo_by"})


def _of_change(step: Step, code: str, title: str, *starts: str) -> Step:
    """The same step about one decision on the licence, without what the rules on penalties make of it."""
    basis = tuple(compact for compact in step.basis if not compact.startswith("行政处罚法"))
    fields = (field for field in step.fields if field.code not in _LEFT_OUT)
    return replace(
        step,
        code=code,
        title=title,
        target="",
        basis=(LAW, *basis),
        fields=(_AGAINST, *fields),
        guards=("licence_change_attacked",),
        starts=(*starts, "change_sue_after"),
        starts_if=(),
        since=_AFTER,
        ends=(),
        pauses=(),
        effect="end_coercive_remedy",
        beside=True,
        guide=_("只影响被复议、被诉的这一个决定；准予许可的决定及其期限、公示不变。"),
    )


FILE = replace(
    _of_change(remedies.FILE_REMEDY, "file_change_remedy", _("登记对延续、变更、注销决定的复议或者诉讼")),
    basis=(LAW, "行政复议法 §11(3)", "行政诉讼法 §12-1(3)"),
    guards=("licence_change_named", "licence_change_not_attacked"),
    starts=(),
    since=(),
    ends=("change_sue_after",),
    effect="file_coercive_remedy",
)
UPHELD = _of_change(
    remedies.UPHELD, "change_upheld", _("对延续、变更、注销决定的复议（诉讼）维持、驳回或者撤回")
)
CHANGED = _of_change(remedies.CHANGED, "change_altered", _("延续、变更、注销决定被变更"), "withdraw_change")
UNLAWFUL = _of_change(
    remedies.UNLAWFUL, "change_unlawful", _("延续、变更、注销决定被确认违法"), "withdraw_change"
)
REVOKED = replace(
    _of_change(
        remedies.REVOKED, "change_revoked", _("延续、变更、注销决定被撤销或者确认无效"), "withdraw_change"
    ),
    starts=("withdraw_change",),
    since=(),
    ends=("change_sue_after",),
    guide=_(
        "准予或者不予延续被撤销的，延续申请重新待决定，有效期恢复到延续以前；注销被撤销的，许可恢复到注销以前。"
    ),
)
WHILE_IT_HOLDS = ("renewing", "revoking", "proposed", "in_review", "returned", "reviewed")
"""States on the way to another decision on the licence: an earlier one can fall meanwhile."""
_TOUCHED = ("valid", *WHILE_IT_HOLDS, "revoked", "recalled", "cancelled", "closed", "archived")
CHANGE_REMEDIES = tuple(
    replace(step, sources=_TOUCHED) for step in (FILE, UPHELD, CHANGED, UNLAWFUL, REVOKED)
)
