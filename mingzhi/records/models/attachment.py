"""What came into the file from outside the templates: recordings, evidence, papers of others."""

import uuid

from django.db import models

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.models.document import PARTS
from mingzhi.records.models.stored_file import StoredFile

KINDS = (
    ("recording", _("音像记录")),
    ("documentary", _("书证")),
    ("material", _("物证")),
    ("audiovisual", _("视听资料")),
    ("electronic", _("电子数据")),
    ("testimony", _("证人证言")),
    ("statement", _("当事人的陈述")),
    ("expert", _("鉴定意见")),
    ("scene", _("勘验笔录、现场笔录")),
    ("receipt", _("送达凭证")),
    ("payment", _("缴款凭证")),
    ("other", _("其他材料")),
)
"""The eight kinds of evidence of 行政处罚法 §46-1, recordings of the process, and what else is filed."""


class Attachment(models.Model):
    """One file in a case, with what it shows and when it was captured. Guarded; never changed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_urn = models.CharField("案件标识", max_length=160)
    case_label = models.CharField("案件", max_length=200)
    step_urn = models.CharField("步骤标识", max_length=160, blank=True)
    object_urn = models.CharField("执法对象标识", max_length=160, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    kind = models.CharField("种类", max_length=12, choices=KINDS)
    title = models.CharField("题名", max_length=200)
    name = models.CharField("原文件名", max_length=200)
    item_code = models.CharField("音像记录事项", max_length=60, blank=True)
    captured_from = models.DateTimeField("记录开始", null=True)
    captured_until = models.DateTimeField("记录结束", null=True)
    device = models.CharField("设备", max_length=120, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    gap_reason = models.CharField("中断说明", max_length=400, blank=True)
    part = models.CharField("卷别", max_length=2, choices=PARTS, default="正卷")
    order = models.PositiveSmallIntegerField("归档顺序", default=4)
    pages = models.PositiveIntegerField("页数", default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="attachments")
    attached_by_urn = models.CharField("归入人标识", max_length=160)
    attached_by = models.CharField("归入人", max_length=120)
    attached_at = models.DateTimeField("归入时间")
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "附件"
        indexes = [
            models.Index(fields=["case_urn", "part", "order", "id"], name="records_attachment_case"),
            models.Index(fields=["object_urn", "-id"], name="records_attachment_object"),
            models.Index(fields=["step_urn"], name="records_attachment_step"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["case_urn", "step_urn", "file"], name="records_attachment_once_per_step"
            ),
            models.CheckConstraint(
                condition=models.Q(captured_until__isnull=True)
                | models.Q(captured_from__isnull=True)
                | models.Q(captured_until__gte=models.F("captured_from")),
                name="records_attachment_forward",
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=[code for code, _ in PARTS]), name="records_attachment_part"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RecordingGap(models.Model):
    """Why a recording that the list demands is missing or broken off: told by name, never changed."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_urn = models.CharField("案件标识", max_length=160)
    case_label = models.CharField("案件", max_length=200)
    step_urn = models.CharField("步骤标识", max_length=160, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    item_code = models.CharField("音像记录事项", max_length=60)
    reason = models.CharField("缺失、中断的原因", max_length=400)
    explained_by_urn = models.CharField("说明人标识", max_length=160)
    explained_by = models.CharField("说明人", max_length=120)
    explained_at = models.DateTimeField("说明时间")

    class Meta:
        verbose_name = "音像记录缺失说明"
        indexes = [models.Index(fields=["case_urn", "id"], name="records_gap_case")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="records_gap_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.item_code}：{self.reason}"
