"""The calendar of a jurisdiction, kept per process as long as no new notice was entered."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from mingzhi.calendars.models import CalendarDay, HolidayNotice
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.overlay import EnteredDay, build, enclosing
from mingzhi.prepared import prepared


def calendar(jurisdiction: str = "") -> Calendar:
    """Return the working-day calendar that counts in a region (code; "" for the whole country).

    One indexed look-up tells whether a notice was entered since; otherwise nothing is read. The
    answer is therefore the same in every process at once.
    """
    return _built(jurisdiction, str(next(iter(_newest()), "")))


@prepared
def _newest() -> "QuerySet[HolidayNotice, UUID]":
    return HolidayNotice.objects.order_by("-id").values_list("uid", flat=True)[:1]


def calendar_known_at(jurisdiction: str, moment: datetime) -> Calendar:
    """Return the calendar as the notices entered until then made it."""
    newest = (
        HolidayNotice.objects.filter(entered_at__lte=moment).order_by("-id").values_list("uid", flat=True)
    )
    return _built(jurisdiction, str(newest.first() or ""))


@lru_cache(maxsize=256)
def _built(jurisdiction: str, version: str) -> Calendar:
    """Build the calendar out of a notice and all that were entered before it."""
    if not version:
        return build(jurisdiction=jurisdiction)
    upto = HolidayNotice.objects.get(uid=version).pk
    around = enclosing(jurisdiction)
    breadth = Case(
        *(When(notice__jurisdiction=code, then=Value(rank)) for rank, code in enumerate(around)),
        default=Value(0),
        output_field=IntegerField(),
    )
    rows = (
        CalendarDay.objects.filter(notice__jurisdiction__in=around, notice_id__lte=upto)
        .select_related("notice")
        .annotate(breadth=breadth)
        .order_by("breadth", "notice_id", "date")
    )
    years = HolidayNotice.objects.filter(whole_year=True, pk__lte=upto).values_list("year", flat=True)
    days = [
        EnteredDay(date=row.date, working=row.working, name=row.name, source=row.notice.source)
        for row in rows
    ]
    return build(days=days, whole_years=list(years), jurisdiction=jurisdiction)


def notices(year: int | None = None) -> list[dict[str, Any]]:
    """Return the entered notices, newest first, with their days; two queries."""
    rows = HolidayNotice.objects.prefetch_related("days").order_by("-id")
    if year is not None:
        rows = rows.filter(year=year)
    return [
        {
            "uid": str(row.uid),
            "year": row.year,
            "source": row.source,
            "source_url": row.source_url,
            "jurisdiction": row.jurisdiction,
            "whole_year": row.whole_year,
            "entered_by": row.entered_by_label,
            "entered_at": row.entered_at,
            "days": [(day.date, day.working, day.name) for day in row.days.all()],
        }
        for row in rows
    ]


def announced_until() -> date:
    """Return the last day up to which holidays are announced without a gap."""
    known = calendar().announced
    year = min(known)
    while year + 1 in known:
        year += 1
    return date(year, 12, 31)
