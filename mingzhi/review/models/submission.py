"""What is submitted to review: one frozen round."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.calendars.models import Recountable


class Submission(Recountable):
    """One round of review of one case: core, dossier and pre-checks, frozen with their hashes.

    浙政办发〔2019〕20号 二(三)4. Only ``closed_at`` and ``withdrawn_because`` may change, once, when
    the opinion is given or the round is withdrawn; the last day, when a holiday notice moves it.
    """

    DAY = "due"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case_urn = models.CharField("案件标识", max_length=160)
    case_label = models.CharField("案件", max_length=200)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120, blank=True)
    round = models.PositiveSmallIntegerField("轮次")
    core = models.JSONField("内容核心")
    core_hash = models.CharField("内容核心哈希", max_length=64)
    dossier = models.JSONField("卷宗清单")
    dossier_hash = models.CharField("卷宗清单哈希", max_length=64)
    prechecks = models.JSONField("机器预检", default=list)
    reason = models.TextField("送审说明", blank=True)
    demand = models.TextField("须审核的理由", blank=True)
    after_hearing = models.BooleanField("听证后审核", default=False)
    submitted_by_urn = models.CharField("送审人标识", max_length=160)
    submitted_by_label = models.CharField("送审人", max_length=120)
    submitted_at = models.DateTimeField("送审时间")
    due = models.DateField("审核期限")
    derivation = models.JSONField("期限推算", default=dict)
    closed_at = models.DateTimeField("审结时间", null=True)
    withdrawn_because = models.CharField("撤回理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "送审"
        constraints = [
            models.UniqueConstraint(fields=["case_urn", "round"], name="review_round_once"),
            models.UniqueConstraint(
                fields=["case_urn"], condition=Q(closed_at__isnull=True), name="review_one_open_round"
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency_code", "due"],
                name="review_open_by_agency",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(fields=["case_urn", "core_hash"], name="review_by_core"),
        ]

    def __str__(self) -> str:
        return f"{self.case_label} 第{self.round}轮"


class SubmissionHandler(models.Model):
    """A person who handles the case: never its reviewer (市场监督管理行政处罚程序规定 第四十九条第三款)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="handlers")
    person_urn = models.CharField("承办人标识", max_length=160)
    person_label = models.CharField("承办人", max_length=120)

    class Meta:
        verbose_name = "送审承办人"
        constraints = [
            models.UniqueConstraint(fields=["submission", "person_urn"], name="review_handler_once"),
        ]

    def __str__(self) -> str:
        return self.person_label


class Extension(models.Model):
    """A longer review limit, approved by name (市场监督管理行政处罚程序规定 第五十五条)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="extensions")
    due = models.DateField("延长至")
    derivation = models.JSONField("期限推算", default=dict)
    reason = models.TextField("延长理由")
    approved_by_urn = models.CharField("批准人标识", max_length=160)
    approved_by_label = models.CharField("批准人", max_length=120)
    approved_at = models.DateTimeField("批准时间")

    class Meta:
        verbose_name = "审核延期"

    def __str__(self) -> str:
        return f"{self.submission_id} → {self.due}"
