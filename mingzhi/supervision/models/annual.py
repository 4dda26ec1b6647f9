"""Annual statistics: the report of a year, its frozen snapshots, its submissions."""

import uuid

from django.db import models

from mingzhi.kernel.urn import Urn


class AnnualReport(models.Model):
    """The statistics one agency owes for one year (浙政办发〔2019〕20号 二(一)3)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.PositiveSmallIntegerField("年度")
    agency_code = models.CharField("机关代码", max_length=18)

    class Meta:
        verbose_name = "统计年报"
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "year"], name="supervision_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.year}"

    @property
    def urn(self) -> str:
        """The name under which disclosure knows the report."""
        return str(Urn("supervision", "annual", str(self.uid)))


class AnnualSnapshot(models.Model):
    """The figures as frozen, with the hash of their canonical form; approval is written once."""

    CHANGEABLE = ("approved_at", "approved_by_urn", "approved_by_label")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="snapshots")
    number = models.PositiveSmallIntegerField("版次")
    content = models.JSONField("内容")
    hash = models.CharField("哈希", max_length=64)
    frozen_at = models.DateTimeField("冻结时间")
    frozen_by_urn = models.CharField("冻结人标识", max_length=160)
    frozen_by_label = models.CharField("冻结人", max_length=120)
    approved_at = models.DateTimeField("批准时间", null=True)
    approved_by_urn = models.CharField("批准人标识", max_length=160, null=True)  # noqa: DJ001 – set once
    approved_by_label = models.CharField("批准人", max_length=120, null=True)  # noqa: DJ001 – set once

    class Meta:
        verbose_name = "年报快照"
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="supervision_snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class AnnualSubmission(models.Model):
    """A published snapshot sent to the government or the superior, and the receipt for it.

    ``confirmed``: the recipient said so itself; false: the sender typed what it was given on paper.
    """

    CHANGEABLE = ("receipt", "received_at", "received_by_label", "confirmed")

    snapshot = models.ForeignKey(AnnualSnapshot, on_delete=models.PROTECT, related_name="submissions")
    recipient = models.CharField("报送对象", max_length=12)  # government · superior
    recipient_name = models.CharField("报送单位", max_length=200)
    submitted_at = models.DateTimeField("报送时间")
    submitted_by_label = models.CharField("报送人", max_length=120)
    receipt = models.CharField("回执", max_length=200, null=True)  # noqa: DJ001 – set once
    received_at = models.DateTimeField("收到时间", null=True)
    received_by_label = models.CharField("登记人", max_length=120, null=True)  # noqa: DJ001 – set once
    confirmed = models.BooleanField("由接收单位确认", null=True)

    class Meta:
        verbose_name = "年报报送"
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "recipient"], name="supervision_submission_once"),
            models.CheckConstraint(
                condition=models.Q(recipient__in=["government", "superior"]),
                name="supervision_recipient_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.submitted_at:%F}"
