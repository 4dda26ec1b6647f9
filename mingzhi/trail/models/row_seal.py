"""Rows of any table, sealed in runs as they came."""

from django.db import models
from django.db.models import F, Q


class RowSeal(models.Model):
    """The digest of a run of rows of one table: keys above ``after`` up to ``upto``.

    It covers the columns that never change (``columns``). Each seal goes on where the one before it
    ended, so no row can be altered, taken out or put in between without a difference; ``commitment``
    is its leaf in the acts log. Guarded against update and delete by triggers.
    """

    table = models.CharField("数据表", max_length=63)
    after = models.BigIntegerField("起（不含）")
    upto = models.BigIntegerField("止")
    rows = models.PositiveIntegerField("行数")
    columns = models.JSONField("列")
    digest = models.CharField("摘要", max_length=64)
    salt = models.CharField("盐", max_length=64)
    commitment = models.CharField("承诺", max_length=64, unique=True)
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "数据行封存"
        constraints = [
            models.UniqueConstraint(fields=["table", "after"], name="trail_row_seal_once"),
            models.UniqueConstraint(fields=["table", "upto"], name="trail_row_seal_ends_once"),
            models.CheckConstraint(condition=Q(upto__gt=F("after")), name="trail_row_seal_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.after}–{self.upto}"
