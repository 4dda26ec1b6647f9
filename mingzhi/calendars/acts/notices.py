"""Enter a holiday arrangement. This floor lies below the trail, so the row itself says who entered it."""

from django.db import transaction

from mingzhi.calendars.models import CalendarDay, HolidayNotice, NoticeRecount
from mingzhi.calendars.rules.announced import Announced
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _


def enter_notice(*, actor: Actor, announced: Announced) -> HolidayNotice:
    """Enter a notice with its days; earlier notices stay and are overlaid.

    Every day must lie in the year; a notice without a source is refused. Who may is asked by the act
    above, ``catalogue.enter_holidays``.
    """
    _check(announced)
    with transaction.atomic():
        notice = HolidayNotice.objects.create(
            year=announced.year,
            source=announced.source.strip(),
            source_url=announced.source_url,
            jurisdiction=announced.jurisdiction,
            whole_year=announced.whole_year,
            entered_by=actor.urn,
            entered_by_label=actor.label,
            entered_at=clock.now(),
        )
        CalendarDay.objects.bulk_create(
            CalendarDay(notice=notice, date=day, working=working, name=name)
            for day, working, name in announced.days
        )
    return notice


def mark_recounted(*, notice: HolidayNotice, moved: int) -> NoticeRecount:
    """Note that the limits running when a notice was entered have been counted anew."""
    return NoticeRecount.objects.create(notice=notice, moved=moved, finished_at=clock.now())


def _check(announced: Announced) -> None:
    year, days = announced.year, announced.days
    if not announced.source.strip():
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
    if announced.whole_year and announced.jurisdiction:
        raise Invalid("calendars.whole_year", _("全年安排只能是全国性通知。"), field="jurisdiction")
