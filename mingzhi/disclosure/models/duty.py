"""What is owed to the public: one row per decision, channel and content; its states appended."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.disclosure.models.channel import Channel
from mingzhi.disclosure.models.plain import PlainEncoder


class Duty(models.Model):
    """A duty to publish, created in the transaction of the decision (浙政办发〔2019〕20号 二(一)3).

    ``is_lead`` marks the strictest duty on this platform: it stands for the decision in the
    statement of completeness. ``barred_by`` names the rule that forbids publication and demands a
    filed reason. Rows never change; what became of them are :class:`DutyState` rows.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_urn = models.CharField("决定标识", max_length=160)
    source_label = models.CharField("决定", max_length=200)
    subject_urn = models.CharField("事项标识", max_length=160)
    subject_label = models.CharField("事项", max_length=200)
    number = models.CharField("文号", max_length=120, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    region_code = models.CharField("行政区划代码", max_length=12)
    region_name = models.CharField("行政区划", max_length=120)
    level = models.CharField("层级", max_length=10, blank=True)
    act_kind = models.CharField("执法类别", max_length=20)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT)
    content = models.CharField("公示内容", max_length=20)
    is_lead = models.BooleanField("代表该决定", default=False)
    decided_on = models.DateField("决定日期")
    due_on = models.DateField("应公示日期")
    provisional = models.BooleanField("日历待定", default=False)
    derivation = models.JSONField("期限推算", encoder=PlainEncoder)
    rule = models.CharField("规则", max_length=60)
    basis = models.CharField("依据", max_length=120)
    confirmed = models.BooleanField("依据已核对", default=True)
    barred_by = models.CharField("不予公示规则", max_length=60, blank=True)
    created_at = models.DateTimeField("产生时间")

    class Meta:
        verbose_name = "公示义务"
        constraints = [
            models.UniqueConstraint(fields=["source_urn", "channel", "content"], name="disclosure_duty_once"),
            models.UniqueConstraint(
                fields=["source_urn"], condition=Q(is_lead=True), name="disclosure_one_leading_duty"
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("decided_on")), name="disclosure_due_after_decision"
            ),
        ]
        indexes = [
            models.Index(fields=["agency_code", "id"], name="disclosure_duty_by_agency"),
            models.Index(fields=["subject_urn"], name="disclosure_duty_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.source_label} · {self.channel_id}"


class DutyState(models.Model):
    """How a duty stood from ``since`` until ``until`` (empty: still so).

    ``late`` says that it was fulfilled after its day, ``corrected`` that the public text has been
    corrected. Agency, day and lead are repeated here so that completeness is counted from the index.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="states")
    state = models.CharField("状态", max_length=12)
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)
    late = models.BooleanField("逾期", default=False)
    corrected = models.BooleanField("已更正", default=False)
    proof = models.CharField("凭据", max_length=400, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    due_on = models.DateField("应公示日期")
    is_lead = models.BooleanField("代表该决定")

    class Meta:
        verbose_name = "公示义务状态"
        constraints = [
            models.UniqueConstraint(
                fields=["duty"], condition=Q(until=None), name="disclosure_one_state_now"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="disclosure_state_period"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "owed",
                        "exempt",
                        "published",
                        "withdrawn",
                        "expired",
                        "ended_early",
                        "removal",
                    ]
                ),
                name="disclosure_known_state",
            ),
        ]
        indexes = [
            models.Index(
                # with the columns of its own condition, so that the count is read from the index alone
                fields=[
                    "agency_code",
                    "state",
                    "late",
                    "corrected",
                    "due_on",
                    "agency_name",
                    "is_lead",
                    "until",
                ],
                condition=Q(until=None, is_lead=True),
                name="disclosure_completeness",
            ),
            models.Index(
                fields=["agency_code", "due_on", "duty"],
                condition=Q(until=None, state__in=["owed", "removal"]),
                name="disclosure_open_duties",
            ),
            models.Index(
                # the state stands first: SQLite matches no state that is given as a value with a condition
                fields=["state", "agency_code", "due_on", "duty"],
                condition=Q(until=None, is_lead=False),
                name="disclosure_beside_leads",
            ),
            models.Index(
                fields=["agency_code", "duty"],
                condition=Q(until=None, late=True),
                name="disclosure_late_duties",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty_id}: {self.state}"
