"""The case: what it is about, whose it is, where it stands."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

NO_DEADLINE = date(9999, 12, 31)
"""Stands in ``nearest_due`` where no limit of the agency runs, so that lists order by it."""


class Case(models.Model):
    """One case under one version of one procedure.

    ``state``, ``state_since``, ``party_name``, ``nearest_due`` and ``closed_at`` repeat the current
    rows of CaseState, Party, Clock and Closure for the lists, ``asked_on`` since when the head owes an
    answer (rules/answers); acts write both in one transaction.
    Everything else is fixed when the case is opened (trigger). ``urn`` names the case in other rooms;
    triggers compare it with the clearances of review.
    """

    CHANGEABLE = (
        "act_ended_on",
        "harmful",
        "state",
        "state_since",
        "party_name",
        "nearest_due",
        "nearest_limit",
        "closed_at",
        "asked_on",
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    urn = models.CharField("标识", max_length=160, unique=True, editable=False)
    number = models.CharField("案号", max_length=60)
    procedure = models.CharField("程序", max_length=20)
    procedure_version = models.CharField("程序版本", max_length=20)
    kind = models.CharField("执法类别", max_length=20)
    cause = models.CharField("案由", max_length=200)
    power_uid = models.CharField("权力事项版本", max_length=40)
    power_code = models.CharField("权力事项编码", max_length=60)
    power_name = models.CharField("权力事项", max_length=300)
    agency_code = models.CharField("机关代码", max_length=18)
    agency_name = models.CharField("机关", max_length=120)
    agency_level = models.CharField("层级", max_length=10)
    region_code = models.CharField("区划代码", max_length=12)
    region_name = models.CharField("区划", max_length=120)
    source = models.CharField("案件来源", max_length=40)
    delegated = models.BooleanField("受委托办理", default=False)
    opened_at = models.DateTimeField("登记时间")
    opened_by_urn = models.CharField("登记人标识", max_length=160)
    opened_by_label = models.CharField("登记人", max_length=120)
    act_ended_on = models.DateField("违法行为终了之日", null=True)
    harmful = models.BooleanField("涉及生命健康安全、金融安全且有危害后果", default=False)
    state = models.CharField("状态", max_length=40)
    state_since = models.DateTimeField("状态起")
    party_name = models.CharField("当事人", max_length=200, blank=True)
    nearest_due = models.DateField("最近期限", default=NO_DEADLINE)
    nearest_limit = models.CharField("最近期限名称", max_length=120, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)
    asked_on = models.DateField("待负责人答复的申请日期", null=True)

    class Meta:
        verbose_name = "案件"
        constraints = [
            models.UniqueConstraint(fields=["agency_code", "number"], name="cases_number_once"),
        ]
        indexes = [
            models.Index(fields=["agency_code", "nearest_due", "id"], name="cases_by_due"),
            models.Index(fields=["agency_code", "-opened_at", "-id"], name="cases_by_opened"),
            models.Index(fields=["agency_code", "state", "nearest_due", "id"], name="cases_by_state"),
            models.Index(fields=["party_name"], name="cases_by_party"),
            models.Index(
                fields=["agency_code", "asked_on", "id"],
                name="cases_asked",
                condition=Q(asked_on__isnull=False),
            ),
            models.Index(
                fields=["agency_code", "nearest_due", "id"],
                name="cases_open_by_due",
                condition=Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.cause}"

    @property
    def label(self) -> str:
        """How the case is called in lists and entries."""
        return f"{self.number} {self.cause}"


class CaseState(models.Model):
    """Where the case stood from when until when; the current row has no end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="states")
    state = models.CharField("状态", max_length=40)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    step_code = models.CharField("步骤", max_length=40)

    class Meta:
        verbose_name = "案件状态"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="cases_one_state"),
        ]

    def __str__(self) -> str:
        return self.state


class Handler(models.Model):
    """A person who handles the case, from appointment until recusal or replacement.

    Never one of its reviewers (市场监督管理行政处罚程序规定 第四十九条第三款; trigger).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handlers")
    person_urn = models.CharField("承办人标识", max_length=160)
    person_label = models.CharField("承办人", max_length=120)
    certificate_number = models.CharField("执法证号", max_length=40, blank=True)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    ended_because = models.CharField("更换理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "承办人"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person_urn"], condition=Q(until__isnull=True), name="cases_handler_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_urn", "case"], name="cases_by_handler", condition=Q(until__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.person_label
