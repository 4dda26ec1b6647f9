"""What was done: one row per performed step."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.cases.models.case import Case
from mingzhi.kernel.urn import Urn


class Step(models.Model):
    """One performed step with what was entered, by whom, when, before which officers.

    The database refuses a step that needs two officers without two different ones (行政处罚法
    第四十二条第一款): ``officers_needed`` follows the declaration, and a trigger compares it with the
    table of demands, so it cannot be understated.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    procedure = models.CharField("程序", max_length=20)
    code = models.CharField("步骤", max_length=40)
    title = models.CharField("名称", max_length=80)
    stage = models.CharField("环节", max_length=20)
    basis = models.JSONField("依据", default=list)
    data = models.JSONField("内容", default=dict)
    occurred_at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记录时间")
    actor_urn = models.CharField("办理人标识", max_length=160)
    actor_label = models.CharField("办理人", max_length=120)
    officers_needed = models.PositiveSmallIntegerField("须执法人员数", default=0)
    officer_first = models.CharField("执法人员一标识", max_length=160, blank=True)
    officer_first_label = models.CharField("执法人员一", max_length=120, blank=True)
    officer_first_certificate = models.CharField("执法证号一", max_length=40, blank=True)
    officer_second = models.CharField("执法人员二标识", max_length=160, blank=True)
    officer_second_label = models.CharField("执法人员二", max_length=120, blank=True)
    officer_second_certificate = models.CharField("执法证号二", max_length=40, blank=True)
    identity_shown = models.BooleanField("已出示执法证件", default=False)
    rights_told = models.BooleanField("已告知权利义务", default=False)
    state_before = models.CharField("办理前状态", max_length=40)
    state_after = models.CharField("办理后状态", max_length=40)
    document_uid = models.CharField("文书", max_length=40, blank=True)
    document_number = models.CharField("文号", max_length=80, blank=True)

    class Meta:
        verbose_name = "步骤"
        constraints = [
            models.CheckConstraint(
                condition=Q(officers_needed__lt=2)
                | (~Q(officer_first="") & ~Q(officer_second="") & ~Q(officer_first=F("officer_second"))),
                name="cases_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(officer_first="") | ~Q(officer_first=F("officer_second")),
                name="cases_officers_differ",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="cases_steps_of_case")]

    def __str__(self) -> str:
        return self.title

    @property
    def urn(self) -> str:
        """The name under which documents and recordings refer to the step."""
        return str(Urn("cases", "step", str(self.uid)))


class StepDemand(models.Model):
    """How many officers each declared step needs: what the step trigger compares with."""

    procedure = models.CharField("程序", max_length=20)
    code = models.CharField("步骤", max_length=40)
    officers = models.PositiveSmallIntegerField("须执法人员数")

    class Meta:
        verbose_name = "步骤人数要求"
        constraints = [
            models.UniqueConstraint(fields=["procedure", "code"], name="cases_demand_once"),
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.code}"
