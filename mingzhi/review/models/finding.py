"""What the reviewer found, pinned to the record."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.review.models.submission import Submission


class Finding(models.Model):
    """A finding on one of the seven points, pinned to a document's page or a recording's second.

    浙政办发〔2019〕20号 二(三)3. A mistaken finding is withdrawn with a reason, never altered.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="findings")
    point = models.CharField("要点", max_length=20)
    verdict = models.CharField("结论", max_length=10)
    text = models.TextField("说明", blank=True)
    document_uid = models.CharField("文书或录音录像", max_length=40, blank=True)
    document_title = models.CharField("材料名称", max_length=200, blank=True)
    page = models.PositiveIntegerField("页", null=True)
    second = models.PositiveIntegerField("秒", null=True)
    found_by_urn = models.CharField("审核人标识", max_length=160)
    found_by_label = models.CharField("审核人", max_length=120)
    found_at = models.DateTimeField("时间")
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_because = models.CharField("撤回理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "审核发现"
        constraints = [
            models.CheckConstraint(
                condition=Q(page__isnull=True) | Q(second__isnull=True), name="review_pin_page_or_second"
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["符合", "有问题", "不涉及"]), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    point__in=["subject", "procedure", "facts", "law", "powers", "documents", "crime"]
                ),
                name="review_point_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point} {self.verdict}"

    @property
    def pin(self) -> str:
        """The place in the record in words, e.g. 询问笔录 第2页."""
        if self.page is not None:
            return f"{self.document_title} 第{self.page}页"
        if self.second is not None:
            minutes, seconds = divmod(self.second, 60)
            return f"{self.document_title} {minutes:02d}:{seconds:02d}"
        return self.document_title
