"""Who may change the catalogue: its keepers, and the named job that loads the shipped data."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from mingzhi.calendars.rules.announced import Announced
from mingzhi.catalogue.models import Benchmark, PowerHolder, RecordingItem, ReviewRule, Template
from mingzhi.catalogue.models.dated import Dated
from mingzhi.catalogue.rules.keeping import FORMAT, HOLDER, LIST, VALUE, Keeping
from mingzhi.identity.queries import agency_on, is_province
from mingzhi.identity.rules.codes import wider_regions
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import NotAllowed, NotKnown
from mingzhi.kernel.wording import gettext_noop as _

MANAGE = "catalogue.manage"
OVERSEE = "identity.oversee"
LOADER = "urn:mingzhi:site:job:load_catalogue"


def may_manage_all(*, actor: Actor, **_arguments: Any) -> None:
    """Let the keepers at the province through: powers and articles hold for every place."""
    actor.must(MANAGE)
    if not (actor.region_code.endswith("0000") or is_province(actor.region_code)):
        raise NotAllowed(
            "catalogue.province",
            _("事项版本和条文变动由省级目录管理人员登记。"),
            citation=cite("浙政办发〔2019〕20号 二(一)1"),
            way_out=_("请报省级目录管理人员办理。"),
        )


def may_set_locally(*, actor: Actor, jurisdiction: str, **_arguments: Any) -> None:
    """Let the keepers through for their own region and the regions inside it.

    The province sets the standard, cities and counties adapt it (浙政办发〔2019〕20号 二(二)1, 二(三)2).
    """
    actor.must(MANAGE)
    if actor.region_code not in wider_regions(jurisdiction):
        raise NotAllowed(
            "catalogue.jurisdiction",
            _("只能调整本级和所属地区的目录、清单和文书格式。"),
            citation=cite("浙政办发〔2019〕20号 二(二)1"),
            way_out=_("请由该地区或者其上级的管理人员办理。"),
        )


def may_set_list(
    *, actor: Actor, jurisdiction: str, agency_code: str | None = None, **_arguments: Any
) -> None:
    """Let keepers below the province set the lists of their own agency.

    浙政办发〔2019〕20号 二(二)2, 二(三)2.
    """
    _may_keep(LIST, actor, jurisdiction, agency_code)


def may_set_format(
    *, actor: Actor, jurisdiction: str, agency_code: str | None = None, **_arguments: Any
) -> None:
    """Let keepers below the province adapt the formats of their own agency (浙政办发〔2019〕20号 二(二)1)."""
    _may_keep(FORMAT, actor, jurisdiction, agency_code)


def may_set_value(*, actor: Actor, jurisdiction: str, **_arguments: Any) -> None:
    """Let those set what holds for every agency of a place who keep the standards of all of them."""
    _may_keep(VALUE, actor, jurisdiction, None)


def _may_keep(keeping: Keeping, actor: Actor, jurisdiction: str, agency_code: str | None) -> None:
    """Let who keeps the standards of the place through, and an agency for itself where each has its own."""
    may_set_locally(actor=actor, jurisdiction=jurisdiction)
    own = keeping.own and (agency_code, jurisdiction) == (actor.agency_code, actor.region_code)
    if not own and not keeps_for_all(actor):
        raise NotAllowed(
            f"catalogue.{keeping.code}",
            keeping.sentence,
            citation=cite(keeping.basis),
            way_out=keeping.way_out,
        )


def keeps_for_all(actor: Actor) -> bool:
    """Tell whether the keeper may set what holds for every agency of a place."""
    return actor.can(OVERSEE) or actor.region_code.endswith("0000") or is_province(actor.region_code)


def may_set_benchmark(*, actor: Actor, code: str, jurisdiction: str, **_arguments: Any) -> None:
    """Let agencies set the benchmark of the powers they hold (行政处罚法 §34), the province that of all."""
    may_set_locally(actor=actor, jurisdiction=jurisdiction)
    if not keeps_for_all(actor) and not _holds(actor, code):
        raise NotAllowed(
            "catalogue.own_power",
            _("本机关不行使这一事项，不能设定它的裁量基准。"),
            citation=cite("行政处罚法 §34"),
            way_out=_("请由行使该事项的机关或者省级管理人员设定。"),
        )


def _holds(actor: Actor, code: str) -> bool:
    lasting = Q(valid_until__isnull=True) | Q(valid_until__gt=actor.on)
    held = PowerHolder.objects.filter(lasting, agency_code=actor.agency_code, valid_from__lte=actor.on)
    return held.filter(power__code=code).exists()


def may_give_up(*, actor: Actor, rows: Sequence[Dated], **_arguments: Any) -> None:
    """Let those through who may set these lines: whoever sets a level's own also gives it up."""
    for row in rows:
        may_cancel(actor=actor, row=row)


def may_cancel(*, actor: Actor, row: Any, **_arguments: Any) -> None:
    """Let those through who may set the line."""
    if isinstance(row, ReviewRule | RecordingItem):
        may_set_list(actor=actor, jurisdiction=row.jurisdiction, agency_code=row.agency_code)
    elif isinstance(row, Template):
        may_set_format(actor=actor, jurisdiction=row.jurisdiction, agency_code=row.agency_code)
    elif isinstance(row, Benchmark):
        may_set_benchmark(actor=actor, code=row.power.code, jurisdiction=row.jurisdiction)
    else:
        may_set_value(actor=actor, jurisdiction=row.jurisdiction)


def may_enter_holidays(*, actor: Actor, announced: Announced, **_arguments: Any) -> None:
    """Let the province through for the whole country, keepers of a place's standards for it and those inside.

    The province sets the standard for its whole system (浙政办发〔2019〕20号 二(一)1).
    """
    if announced.jurisdiction:
        may_set_value(actor=actor, jurisdiction=announced.jurisdiction)
    else:
        may_manage_all(actor=actor)


def may_load(*, actor: Actor, **_arguments: Any) -> None:
    """Let the loading job and the keepers at the province through: what is shipped holds for every place."""
    if not _is_loader(actor):
        may_manage_all(actor=actor)


def may_assign(*, actor: Actor, agency_code: str, **_arguments: Any) -> None:
    """Let the loading job through, and keepers of a region's standards for the agencies of it.

    Raises NotKnown when no such agency stands on the actor's day, NotAllowed otherwise.
    """
    if _is_loader(actor):
        return
    actor.must(MANAGE)
    _may_keep(HOLDER, actor, agency_on(agency_code, actor.on).region_code, None)


def _is_loader(actor: Actor) -> bool:
    return actor.kind is ActorKind.SYSTEM and actor.urn == LOADER


def may_move(*, actor: Actor, source: str, target: str, **_arguments: Any) -> None:
    """Let those through who manage the bodies of a region, between agencies they see (机构职能调整)."""
    if not (actor.sees(source) and actor.sees(target)):
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    actor.must("identity.manage")
    actor.must("identity.oversee")
