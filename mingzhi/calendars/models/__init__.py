from mingzhi.calendars.models.notice import CalendarDay, HolidayNotice

__all__ = ["CalendarDay", "HolidayNotice"]
