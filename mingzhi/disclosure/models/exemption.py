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
