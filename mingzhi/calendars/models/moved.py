"""Last days counted anew because a holiday notice was entered after they had been derived."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from mingzhi.calendars.models.notice import HolidayNotice


class DayMove(models.Model):
    """A last day counted anew after a notice: of which row, from which day to which; never changed.

    The row is named by its table and key, as the floors above are not known here. Limits of cases have
    a table of their own (``cases.ClockRecount``).
    """

    of_table = models.CharField("数据表", max_length=60)
    of_row = models.BigIntegerField("行")
    notice = models.ForeignKey(HolidayNotice, on_delete=models.PROTECT, related_name="day_moves")
    at = models.DateTimeField("时间")
    due_before = models.DateField("原届满日")
    due = models.DateField("届满日")
    provisional = models.BooleanField("日历待定", default=False)
    derivation = models.JSONField("期限推算")

    class Meta:
        verbose_name = "期限按放假安排变动"
        constraints = [
            models.UniqueConstraint(
                fields=["of_table", "of_row", "notice"], name="calendars_moved_once_per_notice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of_table} {self.of_row}: {self.due}"


class Recountable(models.Model):
    """A row with a last day that a notice may move: what was derived at first stays beside what counts now.

    ``moved_to`` is only ever a day that a :class:`DayMove` of the row says (trigger).
    """

    DAY: ClassVar[str] = "due_on"
    MOVED: ClassVar[tuple[str, ...]] = ("moved_to", "moved_derivation")

    moved_to = models.DateField("变动后的届满日", null=True)
    moved_derivation = models.JSONField("变动后的期限推算", null=True)

    class Meta:
        abstract = True

    @property
    def last_day(self) -> date:
        """The last day as it counts now."""
        day: date = self.moved_to or getattr(self, self.DAY)
        return day

    @property
    def counted_as(self) -> dict[str, Any]:
        """The derivation of the last day as it counts now."""
        told: dict[str, Any] = self.moved_derivation or self.derivation  # type: ignore[attr-defined]
        return told

    @property
    def last_day_provisional(self) -> bool:
        """Whether the last day rests on a year without a notice."""
        return bool(self.counted_as.get("provisional"))


def last_day(column: str = "due_on") -> Coalesce:
    """Return the last day as it counts now, to order by and to compare with."""
    return Coalesce("moved_to", column)


def ended_before(day: date, column: str = "due_on") -> Q:
    """Return which rows had their last day before a day."""
    return Q(moved_to__lt=day) | Q(moved_to=None, **{f"{column}__lt": day})
