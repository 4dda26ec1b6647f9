"""What review says, and the clearance without which no decision can exist."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.review.models.submission import Submission


class Opinion(models.Model):
    """The written opinion of one round, with the person who answers for it.

    浙政办发〔2019〕20号 二(三)5; 市场监督管理行政处罚程序规定 第五十四条. The database refuses an opinion
    before all seven points have a finding and one given by a handler of the case.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="opinion")
    kind = models.CharField("意见", max_length=10)
    text = models.TextField("审核意见")
    responsible_urn = models.CharField("责任人标识", max_length=160)
    responsible_label = models.CharField("责任人", max_length=120)
    qualification = models.CharField("资格", max_length=120)
    given_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "法制审核意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["同意", "建议纠正", "建议补充调查", "其他"]),
                name="review_opinion_known",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Clearance(models.Model):
    """A passed review of one content core: the row that the decision's trigger looks for.

    行政处罚法 第五十八条. One clearance for one core of one case (a second only after a
    hearing), also where a later round agrees to it again; the database refuses one whose opinion
    is not 同意 or whose core differs from the submitted one.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opinion = models.OneToOneField(Opinion, on_delete=models.PROTECT, related_name="clearance")
    case_urn = models.CharField("案件标识", max_length=160)
    core_hash = models.CharField("内容核心哈希", max_length=64)
    after_hearing = models.BooleanField("听证后审核", default=False)
    given_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "审核通过"
        constraints = [
            models.UniqueConstraint(
                fields=["case_urn", "core_hash", "after_hearing"], name="review_one_clearance"
            ),
        ]

    def __str__(self) -> str:
        return self.core_hash[:12]
