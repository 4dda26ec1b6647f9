"""Regions and agencies: set up, revised by version, closed."""

from datetime import date

from mingzhi.identity.acts.conflicts import once
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.models import Agency, AgencyVersion, Region
from mingzhi.identity.policy import may_revise_agency, may_set_up_agency, may_set_up_region
from mingzhi.identity.queries import agency_row, region_row
from mingzhi.identity.rules.cards import AgencyCard
from mingzhi.identity.rules.codes import is_credit_code
from mingzhi.identity.rules.levels import ABOVE, Level
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.typed import natural
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

BODIES = "浙政办发〔2019〕20号 二(一)1"


@act("identity.set_up_region", title=_("设立行政区划"), may=may_set_up_region, serves=["1a"])
def set_up_region(*, actor: Actor, code: str, name: str, level: str, parent_code: str = "") -> Region:
    """Enter a region of the tree of province, city and county."""
    if len(code) != 6 or natural(code) is None or level not in set(Level):
        wrong = "code" if level in set(Level) else "level"
        raise Invalid("identity.region_code", _("行政区划代码为六位数字，层级为省、市、县。"), field=wrong)
    if bool(parent_code) == (level == Level.PROVINCE):
        raise Invalid(
            "identity.region_parent", _("市、县须指明上级区划，省没有上级区划。"), field="parent_code"
        )
    if not name.strip():
        raise Invalid("identity.name", _("请填写名称。"), field="name")
    name = name.strip()
    must_fit(Region, name=name)
    parent = region_row(parent_code) if parent_code else None
    if parent and parent.level not in ABOVE[Level(level)]:
        raise Invalid("identity.region_level", _("上级区划的层级不对。"), field="parent_code")
    with once("identity.region_twice", _("该行政区划已经存在。"), field="code"):
        region = Region.objects.create(
            code=code,
            name=name,
            full_name=(parent.full_name if parent else "") + name,
            level=level,
            parent=parent,
            path=f"{parent.path}/{code}" if parent else code,
        )
    describe(
        subject=str(Urn("identity", "region", code)),
        label=region.full_name,
        content={"code": code, "name": name, "level": level, "parent": parent_code},
    )
    return region


def _version(agency: Agency, since: date, card: AgencyCard) -> AgencyVersion:
    missing = card.missing()
    if missing:
        raise Invalid(
            "identity.agency_card",
            _("执法机关信息不完整：%(fields)s。"),
            params={"fields": "、".join(missing)},
            field=missing[0],
        )
    details = {
        name: value for name, value in card.content().items() if name not in {"region_code", "superior_code"}
    }
    must_fit(AgencyVersion, **details)
    return AgencyVersion.objects.create(
        agency=agency,
        since=since,
        region=region_row(card.region_code),
        superior=agency_row(card.superior_code) if card.superior_code else None,
        **details,
    )


@act(
    "identity.set_up_agency",
    title=_("设立执法主体"),
    may=may_set_up_agency,
    serves=["2.1.1a", "2.1.1c"],
    basis=[BODIES, "行政处罚法 §17"],
)
def set_up_agency(*, actor: Actor, code: str, since: date, card: AgencyCard) -> Agency:
    """Enter an enforcement body with its first version; the code must carry a right check digit."""
    if not is_credit_code(code):
        raise Invalid(
            "identity.agency_code",
            _("统一社会信用代码校验位不正确。"),
            way_out=_("请对照登记证书逐位核对。"),
            field="code",
        )
    with once("identity.agency_twice", _("该统一社会信用代码的执法机关已经存在。"), field="code"):
        agency = Agency.objects.create(code=code)
    _version(agency, since, card)
    describe(
        subject=agency.urn,
        label=card.name,
        content={"code": code, "since": since.isoformat(), "card": card.content()},
    )
    return agency


@act(
    "identity.revise_agency",
    title=_("变更执法主体信息"),
    may=may_revise_agency,
    locks="agency",
    serves=["2.1.1c"],
    basis=[BODIES],
)
def revise_agency(
    *, actor: Actor, agency: Agency, since: date, card: AgencyCard, reason: str
) -> AgencyVersion:
    """Close the current version and open a new one from today or a later day; history stays as it was.

    Papers drawn before say what they said: they hold the particulars of their day.
    """
    current = _current(agency)
    _must_not_be_past(since, field="since")
    if since <= current.since:
        raise NotNow(
            "identity.agency_since",
            _("变更日期须晚于现行版本的起始日期%(since)s。"),
            params={"since": current.since.isoformat()},
        )
    _check_superior(agency, card.superior_code)
    _close(current, since)
    version = _version(agency, since, card)
    describe(
        subject=agency.urn,
        label=card.name,
        content={
            "since": since.isoformat(),
            "before": current.name,
            "card": card.content(),
            "reason": reason,
        },
    )
    return version


@act(
    "identity.close_agency",
    title=_("撤销执法主体"),
    may=may_revise_agency,
    locks="agency",
    serves=["2.1.1c"],
    basis=[BODIES],
)
def close_agency(*, actor: Actor, agency: Agency, on: date, reason: str) -> Agency:
    """End the body from today or a later day; its people stop acting for it that day, its records remain."""
    reason = given(reason)
    current = _current(agency)
    _must_not_be_past(on, field="on")
    if on <= current.since:
        raise NotNow("identity.agency_since", _("撤销日期须晚于现行版本的起始日期。"))
    _close(current, on)
    describe(subject=agency.urn, label=current.name, content={"on": on.isoformat(), "reason": reason})
    return agency


def _must_not_be_past(day: date, *, field: str) -> None:
    """Refuse what would change a register, papers and acts of a day that is over."""
    if day < clock.today():
        raise Invalid(
            "identity.agency_past",
            _("执法主体的登记事项不能自过去的日期起变更：当日公开的登记和已经制作的文书不变。"),
            citation=cite(BODIES),
            way_out=_("请填写今天或者以后的日期。"),
            field=field,
        )


def _check_superior(agency: Agency, superior: str) -> None:
    """Refuse a body that would stand above itself."""
    seen = {agency.code}
    while superior:
        if superior in seen:
            raise Invalid(
                "identity.superior_circle",
                _("上级主管部门不能是本机关或者本机关的下级。"),
                citation=cite(BODIES),
                way_out=_("请核对上级主管部门的统一社会信用代码。"),
                field="superior",
            )
        seen.add(superior)
        above = AgencyVersion.objects.filter(agency__code=superior, until__isnull=True)
        superior = above.values_list("superior__code", flat=True).first() or ""


def _current(agency: Agency) -> AgencyVersion:
    current = agency.versions.filter(until__isnull=True).first()
    if current is None:
        raise NotNow("identity.agency_closed", _("该执法机关已经撤销。"))
    return current


def _close(version: AgencyVersion, day: date) -> None:
    version.until = day
    version.save(update_fields=["until"])
