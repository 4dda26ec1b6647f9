"""Notices and their versions: what the public is told, once and again."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.disclosure.models.plain import PlainEncoder

_CLOSED = Q(closed_at__isnull=False)


class Notice(models.Model):
    """A stable identity with a permanent address; what it says are its versions.

    ``closed_at`` is set once when the notice has come down for good (withdrawn, expired, ended
    early); a new notice on the same thing is possible only then. ``on_desk_since`` is there while a
    version newer than the public one was prepared: the desk's lists read these notices only.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("类别", max_length=20)
    source_urn = models.CharField("来源标识", max_length=160)
    subject_urn = models.CharField("事项标识", max_length=160)
    subject_label = models.CharField("事项", max_length=200)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    region_code = models.CharField("行政区划代码", max_length=12)
    region_name = models.CharField("行政区划", max_length=120)
    level = models.CharField("层级", max_length=10, blank=True)
    decided_on = models.DateField("决定日期")
    created_at = models.DateTimeField("建立时间")
    closed_at = models.DateTimeField("停止公示时间", null=True)
    on_desk_since = models.DateTimeField("待公示版本自", null=True)

    class Meta:
        verbose_name = "公示信息"
        constraints = [
            models.UniqueConstraint(
                fields=["source_urn", "kind"],
                condition=Q(closed_at=None),
                name="disclosure_one_living_notice",
            ),
        ]
        indexes = [
            models.Index(fields=["source_urn"], name="disclosure_notice_by_source"),
            models.Index(
                fields=["subject_urn"], condition=Q(kind="licence"), name="disclosure_notice_of_licence"
            ),
            models.Index(fields=["agency_code", "id"], name="disclosure_notice_by_agency"),
            models.Index(
                fields=["agency_code", "id"],
                condition=Q(on_desk_since__isnull=False),
                name="disclosure_notice_on_desk",
            ),
            models.Index(
                fields=["kind", "-closed_at", "-id"], condition=_CLOSED, name="disclosure_fallen_kind"
            ),
            models.Index(
                fields=["agency_code", "kind", "-closed_at", "-id"],
                condition=_CLOSED,
                name="disclosure_fallen_agency",
            ),
            models.Index(fields=["kind", "region_code"], condition=_CLOSED, name="disclosure_fallen_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class NoticeVersion(models.Model):
    """One version of a notice, never changed: table, redacted text, PDF, salt and commitment.

    ``marks`` (what was hidden and why), ``names_checked`` and ``doubts`` (what may be a name) stay inside and
    are read only by the publisher and the second person. ``facts`` is what the period rules look at.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("版本")
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=120, blank=True)
    party_name = models.CharField("执法对象", max_length=300, blank=True)
    party_kind = models.CharField("对象类型", max_length=40, blank=True)
    party_code = models.CharField("对象代码", max_length=40, blank=True)
    fields = models.JSONField("公示表", encoder=PlainEncoder)
    text = models.TextField("全文", blank=True)
    pdf_sha256 = models.CharField("PDF 摘要", max_length=64, blank=True)
    pdf_size = models.PositiveBigIntegerField("PDF 大小", default=0)
    marks = models.JSONField("隐去标记", encoder=PlainEncoder, default=list)
    names_checked = models.JSONField("核查的姓名", encoder=PlainEncoder, default=list)
    doubts = models.JSONField("疑似人名", encoder=PlainEncoder, null=True)  # empty: not looked for
    facts = models.JSONField("期限因素", encoder=PlainEncoder, default=dict)
    salt = models.CharField("盐", max_length=64)
    commitment = models.CharField("内容承诺", max_length=64, unique=True)
    prepared_by_urn = models.CharField("制作人标识", max_length=160)
    prepared_by_label = models.CharField("制作人", max_length=120)
    prepared_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "公示版本"
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="disclosure_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="disclosure_version_from_one"),
        ]
        indexes = [models.Index(fields=["document_number"], name="disclosure_version_by_document")]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Check(models.Model):
    """The secrecy and privacy check by a second person (政府信息公开条例 §17).

    The database refuses a checker who prepared the version, and a publication without a passed check.
    ``said`` has for each possible name what it is: a name, or another word.
    """

    version = models.OneToOneField(NoticeVersion, on_delete=models.PROTECT, related_name="check_row")
    passed = models.BooleanField("通过")
    secrecy = models.BooleanField("不涉国家秘密")
    privacy = models.BooleanField("不涉个人隐私和商业秘密")
    same_text = models.BooleanField("与送达文书一致")
    remark = models.CharField("意见", max_length=400, blank=True)
    said = models.JSONField("疑似人名的认定", encoder=PlainEncoder, null=True)
    prepared_by_urn = models.CharField("制作人标识", max_length=160)
    checked_by_urn = models.CharField("审查人标识", max_length=160)
    checked_by_label = models.CharField("审查人", max_length=120)
    checked_at = models.DateTimeField("审查时间")

    class Meta:
        verbose_name = "公示审查"
        constraints = [
            models.CheckConstraint(
                condition=~Q(checked_by_urn=F("prepared_by_urn")), name="disclosure_second_person"
            ),
            models.CheckConstraint(
                condition=Q(passed=False) | Q(secrecy=True, privacy=True, same_text=True),
                name="disclosure_passed_means_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.passed}"
