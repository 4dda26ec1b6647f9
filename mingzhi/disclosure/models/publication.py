"""Publications as periods, and how they end: correction, withdrawal."""

import uuid
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from mingzhi.disclosure.models.channel import Channel
from mingzhi.disclosure.models.notice import Notice, NoticeVersion
from mingzhi.disclosure.models.plain import PlainEncoder, WrittenJsonField
from mingzhi.disclosure.rules.content import ENDINGS

ENDED = reduce(or_, (Q(action=ending) for ending in ENDINGS))
"""Leaves of endings, in the words of their index: said otherwise (``IN``), SQLite reads every leaf."""


class Leaf(models.Model):
    """What was committed to in the log "publications": content, salt and commitment, for ever.

    The salt is public: it travels in the receipt. Content of fallen notices is no longer handed out.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="leaves")
    action = models.CharField("行为", max_length=12)
    content = WrittenJsonField("内容", encoder=PlainEncoder)
    salt = models.CharField("盐", max_length=64)
    commitment = models.CharField("承诺", max_length=64, unique=True)
    queued_at = models.DateTimeField("入队时间")

    class Meta:
        verbose_name = "公示存证"
        indexes = [models.Index(fields=["id"], condition=ENDED, name="disclosure_leaf_endings")]

    def __str__(self) -> str:
        return f"{self.action} {self.commitment[:12]}"


class Publication(models.Model):
    """A version was public on a channel from ``since`` until ``until`` (empty: it is public now).

    ``expires_on`` is the last day (empty: no term), with the rule and its derivation; ``ended`` says
    how it ended: corrected, withdrawn, expired, ended_early.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="publications")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)
    ended = models.CharField("结束方式", max_length=12, blank=True)
    first_published_at = models.DateTimeField("首次公示")
    expires_on = models.DateField("公示截止日", null=True)
    period_rule = models.CharField("期限规则", max_length=60, blank=True)
    period_basis = models.CharField("期限依据", max_length=120, blank=True)
    period_derivation = models.JSONField("期限推算", encoder=PlainEncoder, default=dict)
    period_reason = models.CharField("选用理由", max_length=400, blank=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="publication")
    published_by_label = models.CharField("公示人", max_length=120)
    kind = models.CharField("类别", max_length=20)
    agency_code = models.CharField("机关代码", max_length=18)
    region_code = models.CharField("行政区划代码", max_length=12)

    class Meta:
        verbose_name = "公示"
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "channel"],
                condition=Q(until=None),
                name="disclosure_one_open_publication",
            ),
            models.UniqueConstraint(fields=["version", "channel"], name="disclosure_version_public_once"),
            models.CheckConstraint(
                condition=Q(until=None, ended="") | (Q(until__gte=F("since")) & ~Q(ended="")),
                name="disclosure_end_is_named",
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "-id"], condition=Q(until=None), name="disclosure_public_newest"),
            models.Index(
                fields=["agency_code", "-first_published_at", "-id"],
                condition=Q(until=None),
                name="disclosure_public_agency",
            ),
            models.Index(
                fields=["agency_code", "region_code", "notice", "channel", "until"],
                condition=Q(until=None),
                name="disclosure_public_census",
            ),
            models.Index(
                fields=["kind", "-first_published_at", "-id"],
                condition=Q(until=None),
                name="disclosure_public_kind",
            ),
            models.Index(
                fields=["expires_on"],
                condition=Q(until=None, expires_on__isnull=False),
                name="disclosure_expiring",
            ),
            models.Index(
                fields=["channel", "id"], condition=Q(until__isnull=False), name="disclosure_public_earlier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} v{self.version_id} {self.channel_id}"


class Correction(models.Model):
    """A correction or update: the old and the new version stay traceable, and the report it came from."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="corrections")
    old = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="corrected_by")
    new = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="corrects")
    nature = models.CharField("性质", max_length=10)
    reason = models.CharField("公开理由", max_length=400)
    corrected_at = models.DateTimeField("更正时间")
    report = models.ForeignKey(
        "disclosure.Report", on_delete=models.PROTECT, null=True, related_name="corrections"
    )

    class Meta:
        verbose_name = "公示更正"

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.reason}"


class Withdrawal(models.Model):
    """How a notice came down before its term: withdrawn or ended early, with its public reason.

    ``since_day`` is the day the ground arose, ``due_on`` until when it had to come down
    (行政处罚法 §48-2); ``was_public`` is false where the decision fell before publication.
    """

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="withdrawal")
    nature = models.CharField("性质", max_length=12)
    ground = models.CharField("原因", max_length=20)
    reason = models.CharField("公开理由", max_length=400)
    ground_document = models.CharField("依据文书", max_length=200, blank=True)
    since_day = models.DateField("原因发生日")
    due_on = models.DateField("应撤回日期", null=True)
    derivation = models.JSONField("期限推算", encoder=PlainEncoder, default=dict)
    basis = models.CharField("依据", max_length=120)
    late = models.BooleanField("逾期", default=False)
    was_public = models.BooleanField("曾经公示")
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="withdrawal")
    withdrawn_by_label = models.CharField("办理人", max_length=120)
    withdrawn_at = models.DateTimeField("撤回时间")

    class Meta:
        verbose_name = "公示撤回"
        indexes = [models.Index(fields=["-withdrawn_at", "-id"], name="disclosure_withdrawn_newest")]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="disclosure_withdrawal_has_reason")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id}: {self.ground}"
