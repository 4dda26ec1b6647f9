"""When reviewers and handlers disagree."""

import uuid

from django.db import models

from mingzhi.review.models.submission import Submission


class Coordination(models.Model):
    """Both views and the decision between them, by name and with reasons (浙政办发〔2019〕20号 二(三)4).

    It never stands in for a clearance: it says which way the next round goes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="coordinations")
    handling_view = models.TextField("承办机构意见")
    review_view = models.TextField("法制审核机构意见")
    outcome = models.CharField("协调结果", max_length=20)
    reason = models.TextField("理由")
    decided_by_urn = models.CharField("决定人标识", max_length=160)
    decided_by_label = models.CharField("决定人", max_length=120)
    decided_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核分歧协调"

    def __str__(self) -> str:
        return self.outcome
