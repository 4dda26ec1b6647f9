"""Agencies, regions and delegations as they stood on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from mingzhi.identity.models import Agency, AgencyVersion, Region
from mingzhi.identity.queries.periods import standing
from mingzhi.identity.rules.names import Named
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared


def _versions(day: date) -> "QuerySet[AgencyVersion]":
    superior = AgencyVersion.objects.filter(standing(day), agency=OuterRef("superior")).order_by("-since")
    return (
        AgencyVersion.objects.filter(standing(day))
        .select_related("agency", "region", "superior")
        .annotate(superior_name=Subquery(superior.values("name")[:1]))
        .order_by("region__code", "agency__code")
    )


def _view(version: AgencyVersion) -> AgencyView:
    return AgencyView(
        code=version.agency.code,
        name=version.name,
        sign=version.sign,
        level=version.level,
        region_code=version.region.code,
        region_name=version.region.full_name,
        government=version.government,
        superior_code=version.superior.code if version.superior else "",
        superior_name=version.superior_name or "",  # type: ignore[attr-defined]
        reconsideration_body=version.reconsideration_body,
        court=version.court,
        payment=version.payment,
        address=version.address,
        phone=version.phone,
        kind=version.kind,
        field=version.field,
        review_unit=version.review_unit,
        since=version.since,
        until=version.until,
    )


def agency_on(code: str, day: date) -> AgencyView:
    """Return the agency as it stood on ``day``; raises NotKnown when it did not exist then."""
    found = _of_code(code, day)
    if not found:
        raise NotKnown("identity.agency", _("没有找到该执法机关，或者该日尚未设立、已经撤销。"))
    return _view(found[0])


@prepared
def _of_code(code: str, day: date) -> "QuerySet[AgencyVersion]":
    return _versions(day).filter(agency__code=code)[:1]


def agencies_on(day: date, *, region_code: str = "", codes: frozenset[str] | None = None) -> list[AgencyView]:
    """Return the agencies standing on ``day``, of one region or of given codes; one query."""
    rows = _versions(day)
    if region_code:
        rows = rows.filter(region__code=region_code)
    if codes is not None:
        rows = rows.filter(agency__code__in=codes)
    return [_view(version) for version in rows]


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One page of agencies; ``after`` is the code of the last one, empty on the last page."""

    agencies: tuple[AgencyView, ...]
    after: str


def agencies_page(viewer: Actor, *, text: str = "", after: str = "", size: int = 50) -> AgencyPage:
    """Return the agencies standing today that the viewer sees, by region and code; two queries."""
    rows = _versions(viewer.on).filter(agency__code__in=viewer.agency_codes_seen)
    if text := text.strip():
        rows = rows.filter(Q(name__icontains=text) | Q(agency__code__iexact=text))
    last = _versions(viewer.on).filter(agency__code=after).first() if after else None
    if last:
        region = last.region.code
        rows = rows.filter(Q(region__code__gt=region) | Q(region__code=region, agency__code__gt=after))
    found = [_view(version) for version in rows[: size + 1]]
    return AgencyPage(tuple(found[:size]), found[size - 1].code if len(found) > size else "")


def regions_within(region_code: str) -> list[Region]:
    """Return a region and every region inside it, the widest first; two queries."""
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        return []
    inside = Q(path=region.path) | Q(path__startswith=f"{region.path}/")
    return list(Region.objects.filter(inside).order_by("path"))


def agencies_seen(viewer: Actor) -> list[AgencyView]:
    """Return the agencies whose records the viewer may see, by region."""
    return agencies_on(viewer.on, codes=viewer.agency_codes_seen)


def agency_history(code: str) -> list[AgencyView]:
    """Return every version of the agency, newest first; superiors are named as of today's version."""
    current = AgencyVersion.objects.filter(agency=OuterRef("superior"), until__isnull=True)
    rows = (
        AgencyVersion.objects.filter(agency__code=code)
        .select_related("agency", "region", "superior")
        .annotate(superior_name=Subquery(current.values("name")[:1]))
        .order_by("-since")
    )
    return [_view(version) for version in rows]


def agency_row(code: str) -> Agency:
    """Return the agency's row; raises NotKnown."""
    agency = Agency.objects.filter(code=code).first()
    if agency is None:
        raise NotKnown("identity.agency", _("没有找到该执法机关。"))
    return agency


def region_row(code: str) -> Region:
    """Return the region's row; raises NotKnown."""
    region = Region.objects.filter(code=code).first()
    if region is None:
        raise NotKnown("identity.region", _("没有找到该行政区划。"))
    return region


def names_of_agencies() -> dict[str, list[Named]]:
    """Return agency code → names and regions in order of time, of every agency there ever was."""
    found: dict[str, list[Named]] = {}
    for row in AgencyVersion.objects.select_related("agency", "region").order_by("since"):
        named = Named(since=row.since, name=row.name, region=row.region.full_name)
        found.setdefault(row.agency.code, []).append(named)
    return found


def region_names() -> dict[str, str]:
    """Return region code → full name; one query."""
    return dict(Region.objects.values_list("code", "full_name"))
