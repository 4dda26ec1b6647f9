"""Document numbers: one series per agency, kind and year; every number ever handed out."""

import uuid

from django.db import models

from mingzhi.kernel.wording import gettext_noop as _


class NumberSeries(models.Model):
    """A series; ``last`` is the highest number handed out and only ever grows by one."""

    agency_code = models.CharField("机关代码", max_length=18)
    document_kind = models.CharField("文种", max_length=20)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最大序号", default=0)

    class Meta:
        verbose_name = "文号序列"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "document_kind", "year"], name="records_series_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.document_kind} {self.year}"


STATES = (("reserved", _("已预留")), ("used", _("已使用")), ("voided", _("已作废")))


class IssuedNumber(models.Model):
    """One number: reserved, then used or voided with its reason; both are final (guarded by trigger)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField("序号")
    text = models.CharField("文号", max_length=80, unique=True)
    state = models.CharField("状态", max_length=8, choices=STATES, default="reserved")
    reserved_at = models.DateTimeField("预留时间")
    reserved_by_urn = models.CharField("预留人标识", max_length=160)
    reserved_by = models.CharField("预留人", max_length=120)
    closed_at = models.DateTimeField("使用或者作废时间", null=True)
    closed_by = models.CharField("使用或者作废人", max_length=120, blank=True)
    used_for = models.CharField("使用于", max_length=160, blank=True)
    void_reason = models.CharField("作废理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "文号"
        indexes = [models.Index(fields=["state", "series", "number"], name="records_number_state")]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="records_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="records_number_from_one"),
            models.CheckConstraint(
                condition=models.Q(state="reserved", closed_at__isnull=True, used_for="", void_reason="")
                | (models.Q(state="used", closed_at__isnull=False, void_reason="") & ~models.Q(used_for=""))
                | (
                    models.Q(state="voided", closed_at__isnull=False, used_for="") & ~models.Q(void_reason="")
                ),
                name="records_number_state_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.text
