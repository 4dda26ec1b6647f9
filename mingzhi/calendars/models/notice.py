"""Holiday arrangements entered by hand, over what the kept library knows."""

import uuid

from django.db import models


class HolidayNotice(models.Model):
    """An arrangement of working days with its source; later notices stand over earlier ones.

    ``jurisdiction`` is a region code, empty for the whole country; ``whole_year`` says that the year
    counts as announced (its deadlines are no longer provisional).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField("年度")
    source = models.CharField("来源文件", max_length=200)
    source_url = models.CharField("来源网址", max_length=300, blank=True)
    jurisdiction = models.CharField("适用区域", max_length=6, blank=True)
    whole_year = models.BooleanField("全年安排", default=False)
    entered_by = models.CharField("录入人标识", max_length=160)
    entered_by_label = models.CharField("录入人", max_length=120)
    entered_at = models.DateTimeField("录入时间")

    class Meta:
        verbose_name = "放假安排通知"
        indexes = [models.Index(fields=["jurisdiction", "id"], name="calendars_notice_jurisdiction")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(whole_year=False) | models.Q(jurisdiction=""),
                name="calendars_whole_year_is_national",
            ),
        ]

    def __str__(self) -> str:
        return self.source


class CalendarDay(models.Model):
    """One day as a notice orders it: worked or free, with its name."""

    notice = models.ForeignKey(HolidayNotice, on_delete=models.PROTECT, related_name="days")
    date = models.DateField("日期")
    working = models.BooleanField("工作日")
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "日历日"
        constraints = [
            models.UniqueConstraint(fields=["notice", "date"], name="calendars_day_once_per_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class NoticeRecount(models.Model):
    """That the limits running when a notice was entered have been counted anew; never changed."""

    notice = models.OneToOneField(HolidayNotice, on_delete=models.PROTECT, related_name="recount")
    moved = models.PositiveIntegerField("变动的期限数")
    finished_at = models.DateTimeField("完成时间")

    class Meta:
        verbose_name = "按放假安排重算期限"

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.moved}"
