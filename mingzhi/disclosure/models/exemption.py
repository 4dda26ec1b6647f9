"""Decisions that are not published, with the filed reason."""

import uuid

from django.db import models
from django.db.models import Q


class Exemption(models.Model):
    """Why a decision is not published, filed with the justice department of the same level.

    ``inside_term`` tells whether it was filed before the duty's day was over.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_urn = models.CharField("决定标识", max_length=160, unique=True)
    source_label = models.CharField("决定", max_length=200)
    agency_code = models.CharField("机关代码", max_length=18)
    ground = models.CharField("情形", max_length=20)
    reason = models.CharField("理由", max_length=1000)
    basis = models.CharField("依据", max_length=120)
    filed_with = models.CharField("备案机关", max_length=120)
    filed_on = models.DateField("备案日期")
    receipt = models.CharField("备案回执", max_length=200)
    inside_term = models.BooleanField("在期限内")
    exempted_by_label = models.CharField("办理人", max_length=120)
    exempted_at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = "不予公示"
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(filed_with="") & ~Q(receipt=""),
                name="disclosure_exemption_is_filed",
            )
        ]
        indexes = [models.Index(fields=["agency_code", "id"], name="disclosure_exempt_by_agency")]

    def __str__(self) -> str:
        return f"{self.source_label}: {self.ground}"


class FilingCheck(models.Model):
    """What the justice department said of a filed exemption: accepted, or asked to disclose; said once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    exemption = models.OneToOneField(Exemption, on_delete=models.PROTECT, related_name="filing_check")
    outcome = models.CharField("核查结果", max_length=10)
    remark = models.CharField("意见", max_length=400, blank=True)
    agency_code = models.CharField("核查机关代码", max_length=18)
    agency_name = models.CharField("核查机关", max_length=120)
    checked_by_label = models.CharField("核查人", max_length=120)
    checked_at = models.DateTimeField("核查时间")

    class Meta:
        verbose_name = "不予公示备案核查"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="accepted") | (Q(outcome="asked") & ~Q(remark="")),
                name="disclosure_filing_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.exemption_id}: {self.outcome}"


class ExemptionEnd(models.Model):
    """The exemption no longer holds: the duty to publish stands again, on its old day."""

    exemption = models.OneToOneField(Exemption, on_delete=models.PROTECT, related_name="ended")
    reason = models.CharField("理由", max_length=400)
    ended_by_label = models.CharField("办理人", max_length=120)
    ended_at = models.DateTimeField("办理时间")

    class Meta:
        verbose_name = "不予公示终止"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="disclosure_exemption_end_reason")
        ]

    def __str__(self) -> str:
        return f"{self.exemption_id}: {self.ended_at:%Y-%m-%d}"
