"""The act code: who acts where on which task, and that it was looked at."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.cases.models.case import Case
from mingzhi.kernel.urn import Urn


class ActCode(models.Model):
    """One showing of identity by code, from its making until its end (行政处罚法 第五十五条第一款).

    ``key`` stands in the address of the public page; ``officers`` are [urn, name, certificate number]
    as on that day, the state of the certificates is asked anew with every look. At most one code of a
    case stands.
    """

    CHANGEABLE = ("ended_at",)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField("编号", max_length=12, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="act_codes")
    agency_code = models.CharField("机关代码", max_length=18)
    step_code = models.CharField("任务", max_length=40)
    state = models.CharField("案件状态", max_length=40)
    officers = models.JSONField("执法人员", default=list)
    made_at = models.DateTimeField("生成时间")
    until = models.DateTimeField("有效至")
    made_by_urn = models.CharField("生成人标识", max_length=160)
    made_by_label = models.CharField("生成人", max_length=120)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "行政行为码"
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="cases_one_act_code"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def urn(self) -> str:
        """The name under which entries mention the code."""
        return str(Urn("cases", "act_code", str(self.uid)))


class ActScan(models.Model):
    """That a code was scanned in a minute, or a copy of it on a day; append-only.

    One row per code, standing and slot, however often it is scanned: a scanner cannot flood the
    record. Nothing of the scanner is kept.
    """

    code = models.ForeignKey(ActCode, on_delete=models.PROTECT, related_name="scans")
    standing = models.CharField("验证结果", max_length=10)  # fresh · expired
    slot = models.BigIntegerField("时段")

    class Meta:
        verbose_name = "扫码记录"
        constraints = [
            models.UniqueConstraint(fields=["code", "standing", "slot"], name="cases_scan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.standing} {self.slot}"
