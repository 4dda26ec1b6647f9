"""What is done with a filed exemption: the justice department's word, and the duty standing again."""

from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Exemption
from mingzhi.disclosure.policy import EXEMPT, SUPERVISE
from mingzhi.disclosure.queries.filings import FilingView
from mingzhi.disclosure.rules.filings import ENDED, FILING, OUTCOMES, REVISITED, WAITING
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.doing import Doing


def _check(actor: Actor, exemption: Exemption, data: dict[str, Any]) -> Any:
    return acts.check_filing(
        actor=actor, exemption=exemption, outcome=data["outcome"], remark=data.get("remark", "")
    )


def _end(actor: Actor, exemption: Exemption, data: dict[str, Any]) -> Any:
    return acts.end_exemption(actor=actor, exemption=exemption, reason=data["remark"])


CHECK = Doing(
    code="check",
    title=_("核查备案"),
    run=_check,
    said=_("核查结果已记录，报送机关可以看到。"),
    basis=FILING,
    fields=(
        Field(code="outcome", label=_("核查结果"), kind=FieldKind.CHOICE, choices=tuple(OUTCOMES.items())),
        Field(
            code="remark",
            label=_("意见"),
            kind=FieldKind.LONG,
            required=False,
            guide=_("要求公开的须写明理由。"),
        ),
    ),
)
END = Doing(
    code="end",
    title=_("恢复公示义务"),
    run=_end,
    said=_("公示义务已恢复，期限仍按原来的日期计算。请制作公示文本。"),
    basis=REVISITED,
    grave=True,
    fields=(Field(code="remark", label=_("理由"), kind=FieldKind.LONG),),
)
DOINGS: dict[str, Doing] = {doing.code: doing for doing in (CHECK, END)}


def offered(actor: Actor, view: FilingView) -> frozenset[str]:
    """Return which forms are shown; the acts ask again."""
    own = actor.agency_code == view.agency_code
    found = set()
    if view.state == WAITING and not own and actor.can(SUPERVISE):
        found.add(CHECK.code)
    if view.state != ENDED and not view.barred and own and actor.can(EXEMPT):
        found.add(END.code)
    return frozenset(found)
