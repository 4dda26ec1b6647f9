"""Interim measures over things: preservation of evidence, seizure, sealing."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class Measure(models.Model):
    """One measure from taking until lifting (行政处罚法 第五十六条, 行政强制法 第二十五条)."""

    CHANGEABLE = ("approved_at", "until", "extended", "testing_since", "lifted_at", "lifted_how")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="measures")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField("种类", max_length=20)
    items = models.JSONField("清单", default=list)
    taken_at = models.DateTimeField("实施时间")
    urgent = models.BooleanField("情况紧急当场实施", default=False)
    approved_at = models.DateTimeField("批准时间", null=True)
    until = models.DateField("届满日")
    extended = models.BooleanField("已延长", default=False)
    testing_since = models.DateTimeField("检测检验起", null=True)
    lifted_at = models.DateTimeField("解除时间", null=True)
    lifted_how = models.CharField("解除方式", max_length=200, blank=True)

    class Meta:
        verbose_name = "强制措施与证据保存"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["preservation", "seizure", "sealing"]), name="cases_measure_known"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], name="cases_measures_open", condition=Q(lifted_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.until}"
