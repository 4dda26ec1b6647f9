"""How steps of the licence procedure were declared in the version before, for cases opened under it."""

from dataclasses import replace

from mingzhi.cases.rules.procedure import Procedure, Step, earlier
from mingzhi.cases.rules.procedures.fields import REASON, long, yes
from mingzhi.cases.rules.procedures.licence.change_remedies import CHANGE_REMEDIES, WHILE_IT_HOLDS
from mingzhi.cases.rules.procedures.licence.living import LAW, STEPS, WITHDRAWN_FOR
from mingzhi.kernel.wording import gettext_noop as _

_NOW = {step.code: step for step in STEPS}
NOT_IN_2026_3 = (
    *(step.code for step in CHANGE_REMEDIES),
    *("change_sue_after", "withdraw_change"),
)
"""2026.3 knew no remedy against one decision on a licence after its grant (行政许可法 §7)."""


def as_of_2026_3(procedure: Procedure) -> Procedure:
    """Return the licence procedure as it was declared in version 2026.3."""
    now = procedure.by_step["withdraw_publication"]
    sources = tuple(state for state in now.sources if state not in WHILE_IT_HOLDS)
    down = replace(now, sources=sources, ends=("withdraw",))
    return earlier(procedure, "2026.3", without=NOT_IN_2026_3, otherwise=(down,))


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
