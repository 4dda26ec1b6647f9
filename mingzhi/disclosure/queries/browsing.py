"""Which agencies publish here, with how much: the way in by level and agency."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Count, Max

from mingzhi.disclosure.models import IndexJob, Notice, Publication
from mingzhi.disclosure.rules.channels import PORTAL

_CACHED_FOR = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """One agency with the number of its notices that are public now."""

    code: str
    name: str
    level: str
    region_code: str
    region_name: str
    notices: int


def publishers() -> list[Publisher]:
    """Return the agencies that have something public, by region and name."""
    newest = IndexJob.objects.order_by("-pk").values_list("pk", "queued_at").first()
    open_now = Publication.objects.order_by("-pk").values_list("pk", "uid").first()
    key = f"publishers:{newest}:{open_now}".replace(" ", "")
    found: list[Publisher] | None = cache.get(key)
    if found is None:
        found = _count()
        cache.set(key, found, _CACHED_FOR)
    return found


def _count() -> list[Publisher]:
    """Count from the index alone; names are those on each agency's newest notice."""
    counted = list(
        Publication.objects.filter(channel_id=PORTAL, until=None)
        .values_list("agency_code", "region_code")
        .annotate(number=Count("notice"), newest=Max("notice"))
        .order_by("region_code", "agency_code")
    )
    newest = Notice.objects.in_bulk([row[3] for row in counted])
    return [
        Publisher(
            code=code,
            name=newest[last].agency_name,
            level=newest[last].level,
            region_code=region,
            region_name=newest[last].region_name,
            notices=number,
        )
        for code, region, number, last in counted
    ]


MAP_STEP = 20_000


def map_parts() -> int:
    """Return in how many parts the addresses of all public notices are listed."""
    newest = Publication.objects.order_by("-pk").values_list("pk", flat=True).first()
    return (newest or 0) // MAP_STEP + 1


def map_part(number: int) -> list[tuple[str, datetime]]:
    """Return identifier and last change of the notices of one part that are public now."""
    rows = Publication.objects.filter(
        channel_id=PORTAL, until=None, pk__gte=number * MAP_STEP, pk__lt=(number + 1) * MAP_STEP
    )
    return [(str(uid), since) for uid, since in rows.order_by("pk").values_list("notice__uid", "since")]
