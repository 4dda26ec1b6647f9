"""A document of a case: structured content, number, template, the PDF that was filed."""

import uuid

from django.db import models

from mingzhi.records.models.stored_file import StoredFile

PARTS = (("正卷", "正卷"), ("副卷", "副卷"))


class Document(models.Model):
    """One paper the agency made (浙政办发〔2019〕20号 二(二)1, 二(二)3).

    ``paper_commitment`` binds the structured content before the paper was drawn, ``code`` (its first 16
    digits) is printed on it; ``receipt_commitment`` binds paper and PDF and is a leaf of the log of acts.
    Guarded against update and delete: a wrong document is followed by another, never mended.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_urn = models.CharField("案件标识", max_length=160)
    case_label = models.CharField("案件", max_length=200)
    step_urn = models.CharField("步骤标识", max_length=160, blank=True)
    object_urn = models.CharField("执法对象标识", max_length=160, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    template_code = models.CharField("文书代码", max_length=60)
    template_version = models.CharField("文书版本", max_length=40)
    title = models.CharField("题名", max_length=200)
    number = models.CharField("文号", max_length=80, blank=True)
    on = models.DateField("文书日期")
    fields = models.JSONField("结构化内容", default=dict)
    part = models.CharField("卷别", max_length=2, choices=PARTS, default="正卷")
    order = models.PositiveSmallIntegerField("归档顺序", default=0)
    pages = models.PositiveIntegerField("页数", default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="documents")
    paper_salt = models.CharField("文书盐", max_length=64)
    paper_commitment = models.CharField("文书承诺", max_length=64, unique=True)
    code = models.CharField("验证码", max_length=16, unique=True)
    receipt_salt = models.CharField("回执盐", max_length=64)
    receipt_commitment = models.CharField("回执承诺", max_length=64, unique=True)
    made_by_urn = models.CharField("制作人标识", max_length=160)
    made_by = models.CharField("制作人", max_length=120)
    made_at = models.DateTimeField("制作时间")
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "文书"
        indexes = [
            models.Index(fields=["case_urn", "part", "order", "id"], name="records_document_case"),
            models.Index(fields=["object_urn", "-id"], name="records_document_object"),
            models.Index(fields=["agency_code", "-id"], name="records_document_agency"),
            models.Index(fields=["step_urn"], name="records_document_step"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="records_document_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(part__in=[code for code, _ in PARTS]), name="records_document_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.number}"
