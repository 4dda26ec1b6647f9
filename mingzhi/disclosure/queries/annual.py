"""Annual statistics as published: who has reported, and the reports of one agency."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from mingzhi.disclosure.models import Notice, Publication
from mingzhi.disclosure.rules.channels import PORTAL

KIND = "annual"
MOST_YEARS = 60
_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualNotice:
    """One published report: its figures in the order of its tables."""

    uid: str
    title: str
    agency_code: str
    agency_name: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """An agency with the number of its reports that are public now; ``key`` is its place in the list."""

    code: str
    name: str
    region_name: str
    reports: int
    key: str


def reporters(*, text: str = "", after: str = "", limit: int) -> list[Reporter]:
    """Return agencies that have published reports, by region; two queries.

    ``text`` is part of a name, ``after`` the key of the last one seen.
    """
    rows = _standing()
    if text:
        rows = rows.filter(notice__agency_name__icontains=text)
    if after:
        region, _space, agency = after.partition("-")
        rows = rows.filter(Q(region_code__gt=region) | Q(region_code=region, agency_code__gt=agency))
    counted = list(
        rows.values_list("region_code", "agency_code")
        .annotate(number=Count("pk"), newest=Max("notice"))
        .order_by("region_code", "agency_code")[:limit]
    )
    newest = Notice.objects.in_bulk([row[3] for row in counted])
    return [
        Reporter(
            code=code,
            name=newest[last].agency_name,
            region_name=newest[last].region_name,
            reports=number,
            key=f"{region}-{code}",
        )
        for region, code, number, last in counted
    ]


def reports_of(agency_code: str) -> tuple[AnnualNotice, ...]:
    """Return the reports of an agency that are public now, newest first; one query."""
    return tuple(map(_report, _asked(agency_code).order_by("-notice__decided_on", "-pk")[:MOST_YEARS]))


def every_report(agency_code: str = "") -> Iterator[AnnualNotice]:
    """Yield all reports that are public now, by agency, newest first, without holding them all."""
    rows = _asked(agency_code).order_by("agency_code", "-notice__decided_on", "-pk")
    return map(_report, rows.iterator(chunk_size=_BATCH))


def _standing() -> QuerySet[Publication]:
    return Publication.objects.filter(kind=KIND, channel_id=PORTAL, until__isnull=True)


def _asked(agency_code: str) -> QuerySet[Publication]:
    rows = _standing().select_related("notice", "version")
    return rows.filter(agency_code=agency_code) if agency_code else rows


def _report(row: Publication) -> AnnualNotice:
    return AnnualNotice(
        uid=str(row.notice.uid),
        title=row.version.title,
        agency_code=row.agency_code,
        agency_name=row.notice.agency_name,
        fields=tuple((label, value) for label, value in row.version.fields),
    )
