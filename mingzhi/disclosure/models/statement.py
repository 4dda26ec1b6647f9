"""Sealed statements of completeness, one line per agency and day."""

from django.db import models

from mingzhi.disclosure.models.plain import PlainEncoder
from mingzhi.disclosure.models.publication import Leaf


class Statement(models.Model):
    """How all decisions of an agency stood at the end of a day, sealed in the log "publications".

    ``agency_code`` "" is the sum of all agencies; ``decisions`` is what the owner of the decisions
    counted; ``missing`` the difference, shown and never smoothed.
    """

    day = models.DateField("日期")
    agency_code = models.CharField("机关代码", max_length=18, blank=True)
    agency_name = models.CharField("机关", max_length=120)
    decisions = models.PositiveIntegerField("决定数")
    counts = models.JSONField("各状态数", encoder=PlainEncoder)
    corrected = models.PositiveIntegerField("其中已更正")
    late = models.PositiveIntegerField("其中逾期公示")
    missing = models.IntegerField("差额")
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="statement")
    sealed_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "完整性声明"
        constraints = [
            models.UniqueConstraint(fields=["day", "agency_code"], name="disclosure_statement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.agency_code}"
