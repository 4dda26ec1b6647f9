from mingzhi.calendars.models.notice import CalendarDay, HolidayNotice, NoticeRecount

__all__ = ["CalendarDay", "HolidayNotice", "NoticeRecount"]
