"""The decision, and the rows that let one stand without a review."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.core import ContentCore
from mingzhi.cases.models.step import Step
from mingzhi.kernel.urn import Urn


class ReviewSwitch(models.Model):
    """A kind of act for which general review is switched off (浙政办发〔2019〕20号 二(三)2).

    For it only the table of major matters demands review. ``agency_code`` empty means every agency.
    """

    kind = models.CharField("执法类别", max_length=20)
    agency_code = models.CharField("机关代码", max_length=18, blank=True)
    reason = models.TextField("理由")
    basis = models.CharField("依据", max_length=120)
    since = models.DateField("起")
    until = models.DateField("止", null=True)

    class Meta:
        verbose_name = "全面审核开关"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "agency_code"], condition=Q(until__isnull=True), name="cases_switch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.agency_code}"


class ReviewWaiver(models.Model):
    """The table of major matters did not demand review of this core of this case.

    The database refuses it where no ReviewSwitch has switched the kind off.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="review_waivers")
    core_hash = models.CharField("内容核心哈希", max_length=64)
    reason = models.TextField("理由")
    rule_code = models.CharField("规则", max_length=60)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "无须审核的认定"
        constraints = [
            models.UniqueConstraint(fields=["case", "core_hash"], name="cases_waiver_once"),
        ]

    def __str__(self) -> str:
        return self.rule_code


class Decision(models.Model):
    """The decision of a case (行政处罚法 第五十七条, 行政许可法 第三十八条).

    The database refuses one outside the summary procedure without a clearance or a waiver of the
    same core, and a second one while one is in force.
    """

    CHANGEABLE = ("told_publication", "correction_pending", "standing", "fallen_at")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="decisions")
    core = models.ForeignKey(ContentCore, on_delete=models.PROTECT, related_name="decisions")
    core_hash = models.CharField("内容核心哈希", max_length=64)
    outcome = models.CharField("处理结果", max_length=20)
    number = models.CharField("文号", max_length=80, blank=True)
    clearance_uid = models.CharField("审核通过", max_length=40, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    decided_on = models.DateField("决定日期")
    decided_at = models.DateTimeField("决定时间")
    decided_by_urn = models.CharField("决定人标识", max_length=160)
    decided_by_label = models.CharField("决定人", max_length=120)
    told_publication = models.BooleanField("已告知公示", default=False)
    correction_pending = models.BooleanField("更正待送达", default=False)
    standing = models.CharField("效力", max_length=10, default="standing")
    fallen_at = models.DateTimeField("失效时间", null=True)
    document_uid = models.CharField("决定书", max_length=40, blank=True)

    class Meta:
        verbose_name = "决定"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(fallen_at__isnull=True), name="cases_one_decision_in_force"
            ),
            models.UniqueConstraint(
                fields=["agency_code", "number"], condition=~Q(number=""), name="cases_decision_number_once"
            ),
        ]
        indexes = [models.Index(fields=["agency_code", "decided_on"], name="cases_decisions_by_day")]

    def __str__(self) -> str:
        return self.number or self.outcome

    @property
    def urn(self) -> str:
        """The name under which disclosure knows the decision."""
        return str(Urn("cases", "decision", str(self.uid)))
