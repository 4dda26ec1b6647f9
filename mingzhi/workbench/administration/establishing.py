"""The forms by which a registrar sets up bodies and regions (行政处罚法 第十七条、第十九条)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity import acts
from mingzhi.identity.models import Agency, AgencyVersion, Region
from mingzhi.identity.queries import agency_row, region_row
from mingzhi.identity.rules.cards import AgencyCard, card_of
from mingzhi.identity.rules.levels import BodyKind, Level
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.workbench.administration.logins import BODIES, REASON
from mingzhi.workbench.doing import Doing

OPTIONAL = ("field", "review_unit", "payment", "address", "phone")
NEEDED = ("name", "sign", "government", "reconsideration_body", "court", "kind")


def _superior(code: str) -> str:
    try:
        return agency_row(code).code if code else ""
    except NotKnown as error:
        raise Invalid("identity.superior", _("没有登记过这个上级机关。"), field="superior") from error


def _set_up(actor: Actor, _subject: object, data: dict[str, Any]) -> Agency:
    region = region_row(data["region"])
    card = AgencyCard(
        **{name: data[name] for name in NEEDED},
        **{name: data.get(name) or "" for name in OPTIONAL},
        level=region.level,
        region_code=region.code,
        superior_code=_superior(data.get("superior") or ""),
    )
    return acts.set_up_agency(
        actor=actor, code=data["code"], since=date.fromisoformat(data["since"]), card=card
    )


CODE = Field(code="code", label=_("统一社会信用代码"), guide=_("十八位，末位是校验码。"))
NAME = Field(code="name", label=_("名称"))
SIGN = Field(code="sign", label=_("机关代字"), guide=_("文号中使用，例如“清市监”。"))
KIND = Field(
    code="kind",
    label=_("主体性质"),
    kind=FieldKind.CHOICE,
    choices=tuple((kind.value, kind.value) for kind in BodyKind),
    basis="行政处罚法 §17",
)
SUPERIOR = Field(
    code="superior",
    label=_("上级主管部门"),
    guide=_("填它的统一社会信用代码；没有的不填。"),
    required=False,
)
REST = (
    Field(code="government", label=_("本级人民政府")),
    Field(code="reconsideration_body", label=_("行政复议机关")),
    Field(code="court", label=_("管辖人民法院")),
    SUPERIOR,
    Field(code="since", label=_("自哪一天起"), kind=FieldKind.DATE),
    Field(code="field", label=_("执法领域"), required=False),
    Field(code="review_unit", label=_("法制审核机构"), required=False),
    Field(code="payment", label=_("缴款方式"), required=False),
    Field(code="address", label=_("地址"), required=False),
    Field(code="phone", label=_("电话"), required=False),
)


CHANGEABLE = ("government", "reconsideration_body", "court", *OPTIONAL)
"""What of a body changes by itself; a new name is announced and has tasks of its own (更名)."""


def _revise(actor: Actor, view: AgencyView, data: dict[str, Any]) -> AgencyVersion:
    changed = {name: data.get(name) or "" for name in CHANGEABLE}
    card = replace(card_of(view), **changed, superior_code=_superior(data.get("superior") or ""))
    return acts.revise_agency(
        actor=actor,
        agency=agency_row(view.code),
        since=date.fromisoformat(data["since"]),
        card=card,
        reason=data["reason"],
    )


REVISE = Doing(
    code="revise",
    title=_("变更登记事项"),
    run=_revise,
    said=_("已登记，自该日起公开；此前制作的文书不变。"),
    basis=BODIES,
    fields=(*REST, REASON),
)
"""Its subject is the last version of the body, a coming one too: nothing lined up is lost."""


def stored(view: AgencyView) -> dict[str, Any]:
    """Return what the form starts with: what stands."""
    return {name: getattr(view, name) for name in CHANGEABLE} | {"superior": view.superior_code}


def particulars(view: AgencyView) -> list[tuple[str, str]]:
    """Return what is registered of a body, as (label, value), for the page."""
    labels = {field.code: field.label for field in (SIGN, KIND, *REST)}
    shown = ("sign", "kind", *CHANGEABLE)
    return [(labels[name], getattr(view, name)) for name in shown] + [(SUPERIOR.label, view.superior_name)]


def setting_up(regions: Iterable[Region]) -> Doing:
    """Return the form that sets up a body."""
    region = Field(
        code="region",
        label=_("区划"),
        kind=FieldKind.CHOICE,
        choices=tuple((one.code, one.full_name) for one in regions),
        guide=_("层级随区划。"),
    )
    return Doing(
        code="agency",
        title=_("设立执法主体"),
        run=_set_up,
        said=_("已设立。请登记它的管理员和执法人员。"),
        basis=BODIES,
        folded=frozenset(OPTIONAL),
        fields=(CODE, NAME, SIGN, KIND, region, *REST),
    )


def _set_up_region(actor: Actor, _subject: object, data: dict[str, Any]) -> Region:
    return acts.set_up_region(
        actor=actor, code=data["code"], name=data["name"], level=data["level"], parent_code=data["parent"]
    )


def dividing(regions: Iterable[Region]) -> Doing:
    """Return the form that sets up a region inside the own one."""
    above = tuple((one.code, one.full_name) for one in regions if one.level != Level.COUNTY)
    return Doing(
        code="region",
        title=_("设立行政区划"),
        run=_set_up_region,
        said=_("已设立。"),
        basis=BODIES,
        fields=(
            Field(code="code", label=_("行政区划代码"), guide=_("六位数字。")),
            Field(code="name", label=_("名称")),
            Field(
                code="level",
                label=_("层级"),
                kind=FieldKind.CHOICE,
                choices=tuple((level.value, level.value) for level in (Level.CITY, Level.COUNTY)),
            ),
            Field(code="parent", label=_("上级区划"), kind=FieldKind.CHOICE, choices=above),
        ),
    )
