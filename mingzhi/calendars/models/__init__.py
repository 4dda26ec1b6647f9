from mingzhi.calendars.models.moved import DayMove, Recountable, ended_before, last_day
from mingzhi.calendars.models.notice import CalendarDay, HolidayNotice, NoticeRecount

__all__ = [
    "CalendarDay",
    "DayMove",
    "HolidayNotice",
    "NoticeRecount",
    "Recountable",
    "ended_before",
    "last_day",
]
