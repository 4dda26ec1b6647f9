"""The archive volume: one case, one volume, main and auxiliary part, sealed."""

import uuid

from django.db import models

from mingzhi.records.models.document import PARTS
from mingzhi.records.models.stored_file import StoredFile


class Volume(models.Model):
    """A sealed volume (市场监督管理行政处罚程序规定 §78-1); ``commitment`` is a leaf of the log of acts.

    Papers that arrive after archiving lead to a new volume; the former one then carries ``until``.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_urn = models.CharField("案件标识", max_length=160)
    case_label = models.CharField("案件", max_length=200)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    archive_number = models.CharField("归档号", max_length=80, blank=True)
    retention = models.CharField("保管期限", max_length=20)
    main_pages = models.PositiveIntegerField("正卷页数")
    auxiliary_pages = models.PositiveIntegerField("副卷页数")
    checks = models.JSONField("四性检测", default=list)
    cover = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    contents = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    auxiliary_contents = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sealed = models.JSONField("封卷内容", default=dict)
    salt = models.CharField("盐", max_length=64)
    commitment = models.CharField("封卷承诺", max_length=64, unique=True)
    made_by_urn = models.CharField("立卷人标识", max_length=160)
    made_by = models.CharField("立卷人", max_length=120)
    made_at = models.DateTimeField("立卷时间")
    until = models.DateTimeField("被新卷取代时间", null=True)

    class Meta:
        verbose_name = "案卷"
        indexes = [models.Index(fields=["agency_code", "-id"], name="records_volume_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["case_urn"],
                condition=models.Q(until__isnull=True),
                name="records_one_case_one_volume",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_label}案卷"


class VolumeItem(models.Model):
    """One line of the contents list, as it was sealed."""

    volume = models.ForeignKey(Volume, on_delete=models.PROTECT, related_name="items")
    part = models.CharField("卷别", max_length=2, choices=PARTS)
    position = models.PositiveIntegerField("顺序号")
    page_from = models.PositiveIntegerField("起页", default=0)
    page_to = models.PositiveIntegerField("止页", default=0)
    title = models.CharField("题名", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True)
    responsible = models.CharField("责任者", max_length=120, blank=True)
    on = models.DateField("日期", null=True)
    subject_urn = models.CharField("文书或附件标识", max_length=160)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "卷内文件"
        constraints = [
            models.UniqueConstraint(
                fields=["volume", "part", "position"], name="records_volume_position_once"
            ),
            models.UniqueConstraint(fields=["volume", "subject_urn"], name="records_volume_subject_once"),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"
