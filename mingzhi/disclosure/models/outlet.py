"""Where notices are pushed beside this platform, and what of it is owed, tried and confirmed."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.disclosure.models.notice import Notice, NoticeVersion
from mingzhi.disclosure.models.plain import PlainEncoder


class Outlet(models.Model):
    """An account or address of an agency (发布渠道): notices published from ``opened_at`` on go there too.

    Address and credentials are not here but in the file of connections under ``connection``. A closed
    outlet gets nothing new; what stands there is still taken down through it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    kind = models.CharField("类别", max_length=20)
    name = models.CharField("名称", max_length=80)
    connection = models.CharField("连接", max_length=60)
    opened_at = models.DateTimeField("启用时间")
    opened_by_label = models.CharField("启用人", max_length=120)
    closed_at = models.DateTimeField("停用时间", null=True)
    closed_by_label = models.CharField("停用人", max_length=120, blank=True)
    close_reason = models.CharField("停用理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "发布渠道"
        constraints = [
            models.UniqueConstraint(
                fields=["agency_code", "connection"],
                condition=Q(closed_at=None),
                name="disclosure_outlet_once",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(close_reason=""), name="disclosure_outlet_end_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["agency_code", "id"], name="disclosure_outlet_by_agency")]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One push that is owed to one outlet: publish, correct, remove (or test the connection).

    ``uid`` is the key under which the outlet recognises a repetition. ``lease`` and ``leased_until``
    say that somebody is at it; ``tries`` counts since the last manual retry, ``sends`` for ever;
    ``progress`` is what the outlet answered to the steps already made.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="deliveries")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="deliveries")
    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, null=True, related_name="deliveries")
    action = models.CharField("事项", max_length=10)
    agency_code = models.CharField("机关代码", max_length=18)
    due_on = models.DateField("应完成日期", null=True)
    basis = models.CharField("依据", max_length=120)
    owed_at = models.DateTimeField("产生时间")
    state = models.CharField("状态", max_length=10, default="owed")
    state_since = models.DateTimeField("状态自")
    tries = models.PositiveIntegerField("本轮次数", default=0)
    sends = models.PositiveIntegerField("总次数", default=0)
    next_try_at = models.DateTimeField("下次推送")
    lease = models.UUIDField("占用", null=True)
    leased_until = models.DateTimeField("占用至", null=True)
    progress = models.JSONField("进展", encoder=PlainEncoder, default=dict)
    error_code = models.CharField("最近错误", max_length=60, blank=True)
    error = models.CharField("最近错误说明", max_length=300, blank=True)
    remote_id = models.CharField("渠道编号", max_length=200, blank=True)
    remote_url = models.CharField("渠道地址", max_length=400, blank=True)
    receipt = models.CharField("回执摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "渠道推送"
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "version"],
                condition=Q(action__in=["publish", "correct"]),
                name="disclosure_version_pushed_once",
            ),
            models.UniqueConstraint(
                fields=["outlet", "notice"], condition=Q(action="remove"), name="disclosure_removed_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["owed", "failed", "dropped"])
                | (Q(state="confirmed") & ~Q(receipt="")),
                name="disclosure_confirmed_has_receipt",
            ),
            models.CheckConstraint(
                condition=Q(action="test", notice=None)
                | Q(action__in=["publish", "correct", "remove"], notice__isnull=False),
                name="disclosure_push_has_notice",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=Q(state="owed"), name="disclosure_push_waiting"),
            models.Index(fields=["agency_code", "state", "-id"], name="disclosure_push_by_agency"),
            models.Index(fields=["notice", "outlet", "id"], name="disclosure_push_of_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.uid}"


class DeliveryAttempt(models.Model):
    """One call to the outlet and what came of it, never changed."""

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveIntegerField("次序")
    began_at = models.DateTimeField("开始")
    ended_at = models.DateTimeField("结束")
    outcome = models.CharField("结果", max_length=10)
    code = models.CharField("代码", max_length=60, blank=True)
    said = models.CharField("说明", max_length=300, blank=True)
    answer_sha256 = models.CharField("应答摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "推送记录"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["done", "going", "retry", "refused"]),
                name="disclosure_known_outcome",
            )
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.outcome}"
