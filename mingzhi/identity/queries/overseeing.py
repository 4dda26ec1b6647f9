"""Who watches over a region: agencies with supervisors, and where a region stands."""

from datetime import date

from mingzhi.identity.models import Appointment, Region, Role
from mingzhi.identity.queries.agencies import agencies_on
from mingzhi.identity.queries.periods import standing
from mingzhi.identity.rules.levels import Level
from mingzhi.identity.rules.views import AgencyView


def is_province(region_code: str) -> bool:
    """Tell whether the region is a province; one query."""
    return Region.objects.filter(code=region_code, level=Level.PROVINCE.value).exists()


def has_login_with(agency_code: str, capability: str, on: date) -> bool:
    """Tell whether somebody of the agency with the capability can log in here; two queries."""
    roles = [role.pk for role in Role.objects.all() if capability in role.capabilities]
    posts = Appointment.objects.filter(standing(on), agency__code=agency_code, role__in=roles)
    return posts.filter(person__account__is_active=True).exists()


def agencies_with(capability: str, region_code: str, on: date) -> list[AgencyView]:
    """Return the agencies of the region and of the regions around it whose people have the capability.

    Nearest region first, by code within a region; four queries.
    """
    region = Region.objects.filter(code=region_code).first()
    if region is None:
        return []
    around = region.path.split("/")
    roles = [role.pk for role in Role.objects.all() if capability in role.capabilities]
    posts = Appointment.objects.filter(standing(on), role__in=roles)
    codes = frozenset(posts.values_list("agency__code", flat=True).distinct())
    found = [view for view in agencies_on(on, codes=codes) if view.region_code in around]
    return sorted(found, key=lambda view: (-around.index(view.region_code), view.code))
