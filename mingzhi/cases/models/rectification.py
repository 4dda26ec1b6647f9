"""The party asks that what the file says of it be put right, and what the agency answers."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.calendars.models import Recountable, last_day
from mingzhi.cases.models.case import Case


class Rectification(Recountable):
    """One request of the party on one of its papers, with its clock; ``closed_at`` is set once.

    政府信息公开条例 §41: who has evidence that a record about it is inaccurate may demand its correction.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rectifications")
    party_urn = models.CharField("当事人标识", max_length=160)
    party_label = models.CharField("当事人", max_length=200)
    document_uid = models.CharField("所涉文书", max_length=40)
    document_title = models.CharField("文书", max_length=200)
    matter = models.CharField("事项", max_length=12)
    passage = models.CharField("有误的内容", max_length=500)
    reason = models.TextField("正确的内容和理由")
    evidence = models.TextField("证据")
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("应答复日期")
    provisional = models.BooleanField("日历待定", default=False)
    derivation = models.JSONField("期限推算", default=dict)
    rule = models.CharField("规则", max_length=60)
    closed_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        verbose_name = "当事人更正申请"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "party_urn", "document_uid"],
                condition=Q(closed_at=None),
                name="cases_rectification_open_once",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-id"], name="cases_rectifications"),
            models.Index(last_day(), "id", condition=Q(closed_at=None), name="cases_rectifications_open"),
        ]

    def __str__(self) -> str:
        return f"{self.document_title} {self.received_at:%F}"


class RectificationAnswer(models.Model):
    """What the agency found and did; one for each request, never changed."""

    request = models.OneToOneField(Rectification, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField("结果", max_length=10)
    text = models.CharField("答复", max_length=2000)
    recipient = models.CharField("转送的机关", max_length=200, blank=True)
    late = models.BooleanField("逾期")
    answered_at = models.DateTimeField("答复时间")
    answered_by_urn = models.CharField("答复人标识", max_length=160)
    answered_by_label = models.CharField("答复人", max_length=120)

    class Meta:
        verbose_name = "更正申请答复"
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="")
                & Q(outcome__in=["corrected", "refused", "forwarded"])
                & (~Q(outcome="forwarded") | ~Q(recipient="")),
                name="cases_rectification_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.outcome}"
