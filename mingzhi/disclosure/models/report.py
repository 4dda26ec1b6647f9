"""Reports that something public is wrong: by anybody, or as the objection of the party."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.calendars.models import Recountable, last_day
from mingzhi.disclosure.models.notice import Notice
from mingzhi.disclosure.models.plain import PlainEncoder
from mingzhi.disclosure.models.publication import Publication


class Report(Recountable):
    """One report on one notice, with its clock; what became of it are :class:`ReportAnswer` rows.

    Who reported is not here: anybody keeps a code of which only the digest is stored, the party is named
    by its urn. ``publication`` is what was public when the report came in. ``closed_at`` is set once.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="reports")
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField("种类", max_length=10)
    matter = models.CharField("事由", max_length=12)
    party_urn = models.CharField("当事人标识", max_length=160, blank=True)
    code_digest = models.CharField("查询码摘要", max_length=64, unique=True, null=True)  # noqa: DJ001 - unique among those that have one
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("应答复日期")
    provisional = models.BooleanField("日历待定", default=False)
    derivation = models.JSONField("期限推算", encoder=PlainEncoder)
    rule = models.CharField("规则", max_length=60)
    basis = models.CharField("期限依据", max_length=120)
    confirmed = models.BooleanField("期限已核对")
    demands = models.JSONField("核实和更正的依据", encoder=PlainEncoder, default=list)
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "公示信息报告"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="error", party_urn="", code_digest__isnull=False)
                | (Q(kind="objection", code_digest=None) & ~Q(party_urn="")),
                name="disclosure_report_has_a_way_back",
            ),
        ]
        indexes = [
            models.Index(
                "agency_code",
                last_day(),
                "id",
                condition=Q(closed_at=None),
                name="disclosure_reports_open",
            ),
            models.Index(fields=["agency_code", "-id"], name="disclosure_reports_newest"),
            models.Index(
                fields=["party_urn", "id"], condition=~Q(party_urn=""), name="disclosure_reports_of_party"
            ),
            models.Index(
                fields=["closed_at"], condition=Q(closed_at__isnull=False), name="disclosure_reports_closed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"

    @property
    def urn(self) -> str:
        """How other rooms name it."""
        return f"urn:mingzhi:disclosure:report:{self.uid}"


class ReportWords(models.Model):
    """What was written, by whom it can be answered, and from where it came: erasable, and never public.

    The record holds a salted commitment to the words (not to the contact). ``source`` is the digest of a
    network address and lives for a day, ``contact`` until some time after the answer.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="words")
    passage = models.CharField("有误的内容", max_length=500, blank=True)
    reason = models.TextField("理由", blank=True)
    evidence = models.TextField("证据", blank=True)
    contact = models.CharField("联系方式", max_length=200, blank=True)
    contact_erased_at = models.DateTimeField("联系方式清除时间", null=True)
    salt = models.CharField("盐", max_length=64, blank=True)
    source = models.CharField("来源摘要", max_length=64, blank=True)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        verbose_name = "报告内容"
        constraints = [
            models.CheckConstraint(
                condition=Q(contact_erased_at=None) | Q(contact=""), name="disclosure_contact_is_erased"
            ),
        ]
        indexes = [
            models.Index(
                fields=["source", "received_at"], condition=~Q(source=""), name="disclosure_report_source"
            ),
            models.Index(fields=["report"], condition=~Q(contact=""), name="disclosure_report_contact"),
        ]

    def __str__(self) -> str:
        return str(self.report_id)


class ReportAnswer(models.Model):
    """What the agency found and did: founded, remedied, unfounded or forwarded; never changed.

    ``text`` is read by whoever reported, never by the public.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField("结果", max_length=10)
    text = models.CharField("答复", max_length=2000)
    remedy = models.CharField("纠正方式", max_length=10, blank=True)
    recipient = models.CharField("转送的机关", max_length=200, blank=True)
    late = models.BooleanField("逾期")
    answered_at = models.DateTimeField("答复时间")
    answered_by_urn = models.CharField("答复人标识", max_length=160)
    answered_by_label = models.CharField("答复人", max_length=120)

    class Meta:
        verbose_name = "报告答复"
        constraints = [
            models.UniqueConstraint(fields=["report", "outcome"], name="disclosure_report_answer_once"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(outcome__in=["unfounded", "forwarded", "remedied"]),
                name="disclosure_report_closed_once",
            ),
            models.CheckConstraint(
                condition=~Q(text="")
                & (Q(outcome="remedied", remedy__in=["corrected", "withdrawn", "named"]) | Q(remedy=""))
                & (~Q(outcome="remedied") | ~Q(remedy=""))
                & (~Q(outcome="forwarded") | ~Q(recipient=""))
                & Q(outcome__in=["founded", "unfounded", "forwarded", "remedied"]),
                name="disclosure_report_answer_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.outcome}"
