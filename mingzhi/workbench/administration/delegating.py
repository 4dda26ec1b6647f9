"""The forms of a delegation: given in writing, published, ended (行政处罚法 第二十条、第二十一条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity import acts
from mingzhi.identity.models import Agency, Delegation
from mingzhi.identity.queries import agency_row
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.workbench.administration.logins import REASON
from mingzhi.workbench.doing import Doing

WRITTEN = "行政处罚法 §20-2"


def _registered(code: str) -> Agency | None:
    try:
        return agency_row(code) if code else None
    except NotKnown as error:
        raise Invalid("identity.delegate", _("没有登记过这个受委托组织。"), field="delegate") from error


def _delegate(actor: Actor, agency: Agency, data: dict[str, Any]) -> Delegation:
    return acts.delegate(
        actor=actor,
        agency=agency,
        delegate=_registered(data.get("delegate") or ""),
        delegate_name=data["delegate_name"],
        matters=data["matters"],
        powers=data["powers"],
        since=date.fromisoformat(data["since"]),
        until=date.fromisoformat(data["until"]),
    )


def _publish(actor: Actor, delegation: Delegation, data: dict[str, Any]) -> Delegation:
    return acts.publish_delegation(
        actor=actor,
        delegation=delegation,
        published_on=date.fromisoformat(data["published_on"]),
        address=data["address"],
    )


def _end(actor: Actor, delegation: Delegation, data: dict[str, Any]) -> Delegation:
    return acts.end_delegation(
        actor=actor, delegation=delegation, on=date.fromisoformat(data["on"]), reason=data["reason"]
    )


DELEGATING = Doing(
    code="delegate",
    title=_("登记委托"),
    run=_delegate,
    said=_("已登记。委托书公布后请登记公布的日期和地址。"),
    basis=WRITTEN,
    fields=(
        Field(
            code="delegate_name",
            label=_("受委托组织"),
            guide=_("依法成立并具有管理公共事务职能，有取得执法资格的工作人员。"),
            basis="行政处罚法 §21",
        ),
        Field(
            code="delegate",
            label=_("受委托组织的统一社会信用代码"),
            guide=_("已登记为执法主体的填写。"),
            required=False,
        ),
        Field(code="matters", label=_("委托的具体事项"), kind=FieldKind.LONG, basis=WRITTEN),
        Field(code="powers", label=_("委托权限"), kind=FieldKind.LONG, basis=WRITTEN),
        Field(code="since", label=_("委托自"), kind=FieldKind.DATE),
        Field(code="until", label=_("委托至"), kind=FieldKind.DATE, guide=_("从这一天起委托不再有效。")),
    ),
)
PUBLISHING = Doing(
    code="publish",
    title=_("登记公布"),
    run=_publish,
    said=_("已登记公布。"),
    basis=WRITTEN,
    fields=(
        Field(code="published_on", label=_("公布日期"), kind=FieldKind.DATE),
        Field(code="address", label=_("公布地址")),
    ),
)
ENDING = Doing(
    code="end",
    title=_("终止委托"),
    run=_end,
    said=_("已终止，自该日起受委托组织不再实施。"),
    basis="行政处罚法 §20-1",
    fields=(Field(code="on", label=_("自哪一天起"), kind=FieldKind.DATE), REASON),
    grave=True,
)


def doings_of(delegation: Delegation, today: date) -> dict[str, Doing]:
    """Return what can still be done to a delegation."""
    if delegation.ended_on is not None and delegation.ended_on <= today:
        return {}
    found = [] if delegation.published_on else [PUBLISHING]
    if today < delegation.until:
        found.append(ENDING)
    return {doing.code: doing for doing in found}
