"""The calendar of a jurisdiction, kept per process as long as no new notice was entered."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from mingzhi.calendars.models import CalendarDay, HolidayNotice
from mingzhi.calendars.rules.calendar import Calendar
from mingzhi.calendars.rules.overlay import EnteredDay, build, enclosing
from mingzhi.prepared import prepared

LATEST = 1 << 62


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
    days, years = _entered(jurisdiction, upto=upto)
    return build(days=[day for _breadth, day in days], whole_years=years, jurisdiction=jurisdiction)


def _entered(region: str, *, upto: int = LATEST) -> tuple[list[tuple[int, EnteredDay]], list[int]]:
    """Return the entered days that count in a region, widest notices first, and the whole years."""
    around = enclosing(region)
    rows = CalendarDay.objects.filter(notice__jurisdiction__in=around, notice_id__lte=upto).select_related(
        "notice"
    )
    days = [
        (
            around.index(row.notice.jurisdiction),
            EnteredDay(date=row.date, working=row.working, name=row.name, source=row.notice.source),
        )
        for row in rows.order_by("notice_id", "date")
    ]
    years = HolidayNotice.objects.filter(whole_year=True, pk__lte=upto).values_list("year", flat=True)
    return sorted(days, key=itemgetter(0)), list(years)


def calendar_with(
    days: Sequence[tuple[date, bool, str]],
    *,
    source: str,
    jurisdiction: str = "",
    whole_year: int | None = None,
    region: str = "",
) -> Calendar:
    """Return the calendar of a region as it would be with a further notice: nothing is entered."""
    entered, years = _entered(region)
    around = enclosing(region)
    for day, working, name in days if jurisdiction in around else ():
        further = EnteredDay(date=day, working=working, name=name, source=source)
        entered.append((around.index(jurisdiction), further))
    entered.sort(key=itemgetter(0))
    announced = [*years, *filter(None, [whole_year])]
    return build(days=[day for _breadth, day in entered], whole_years=announced, jurisdiction=region)


def not_recounted() -> "QuerySet[HolidayNotice]":
    """Return the notices after which running limits are still to be counted anew, the oldest first."""
    return HolidayNotice.objects.filter(recount__isnull=True).order_by("id")


def notices(year: int | None = None) -> list[dict[str, Any]]:
    """Return the entered notices, newest first, with their days; two queries."""
    rows = HolidayNotice.objects.select_related("recount").prefetch_related("days").order_by("-id")
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
            "moved": row.recount.moved if hasattr(row, "recount") else None,
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
