"""Annual statistics as published: the figures of agencies and years side by side."""

from dataclasses import dataclass

from mingzhi.disclosure.models import Publication

KIND = "annual"
MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualNotice:
    """One published report: its figures in the order of its table."""

    uid: str
    title: str
    agency_code: str
    agency_name: str
    fields: tuple[tuple[str, str], ...]


def annual_notices(*, agency_code: str = "") -> tuple[AnnualNotice, ...]:
    """Return the reports that are public now, by agency, newest first; one query."""
    rows = Publication.objects.filter(kind=KIND, until__isnull=True).select_related("notice", "version")
    if agency_code:
        rows = rows.filter(agency_code=agency_code)
    return tuple(
        AnnualNotice(
            uid=str(row.notice.uid),
            title=row.version.title,
            agency_code=row.agency_code,
            agency_name=row.notice.agency_name,
            fields=tuple((label, value) for label, value in row.version.fields),
        )
        for row in rows.order_by("agency_code", "-notice__decided_on", "-pk")[:MOST]
    )
