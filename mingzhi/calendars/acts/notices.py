"""Enter a holiday arrangement. This floor lies below the trail, so the row itself says who entered it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from mingzhi.calendars.models import CalendarDay, HolidayNotice, NoticeRecount
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

MANAGE = "catalogue.manage"


def enter_notice(
    *,
    actor: Actor,
    year: int,
    source: str,
    days: Sequence[tuple[date, bool, str]],
    jurisdiction: str = "",
    whole_year: bool = False,
    source_url: str = "",
) -> HolidayNotice:
    """Enter a notice with its days ``(date, working, name)``; earlier notices stay and are overlaid.

    ``whole_year`` marks the arrangement of a whole year for the whole country: its deadlines stop
    being provisional. Every day must lie in the year; a notice without a source is refused.
    """
    if actor.kind != ActorKind.SYSTEM:
        actor.must(MANAGE)
    _check(year, source, days, jurisdiction, whole_year=whole_year)
    with transaction.atomic():
        notice = HolidayNotice.objects.create(
            year=year,
            source=source.strip(),
            source_url=source_url,
            jurisdiction=jurisdiction,
            whole_year=whole_year,
            entered_by=actor.urn,
            entered_by_label=actor.label,
            entered_at=clock.now(),
        )
        CalendarDay.objects.bulk_create(
            CalendarDay(notice=notice, date=day, working=working, name=name) for day, working, name in days
        )
    return notice


def mark_recounted(*, notice: HolidayNotice, moved: int) -> NoticeRecount:
    """Note that the limits running when a notice was entered have been counted anew."""
    return NoticeRecount.objects.create(notice=notice, moved=moved, finished_at=clock.now())


def _check(
    year: int, source: str, days: Sequence[tuple[date, bool, str]], jurisdiction: str, *, whole_year: bool
) -> None:
    if not source.strip():
        raise Invalid("calendars.source", _("请写明放假安排的来源文件。"), field="source")
    if not days:
        raise Invalid("calendars.days", _("放假安排至少包含一天。"), field="days")
    if len({entry[0] for entry in days}) != len(days):
        raise Invalid("calendars.twice", _("同一天在放假安排中出现了两次。"), field="days")
    if any(entry[0].year != year for entry in days):
        raise Invalid(
            "calendars.year",
            _("放假安排中的日期须在%(year)s年内。"),
            params={"year": year},
            way_out=_("跨年度的假期请分别录入两个年度的通知。"),
            field="days",
        )
    if whole_year and jurisdiction:
        raise Invalid("calendars.whole_year", _("全年安排只能是全国性通知。"), field="jurisdiction")
