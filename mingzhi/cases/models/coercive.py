"""Coercive decisions made on the way: measures and their extension, lifting, late fines."""

import uuid

from django.db import models

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step
from mingzhi.kernel.urn import Urn


class CoerciveDecision(models.Model):
    """A coercive decision (行政强制法 第九条, 第十二条) that owes the public its four items.

    Written with the step that decides it, so that its duties arise in the same transaction and the
    day's statement can count it (浙政办发〔2019〕20号 二(一)3). Never changed. The database refuses a
    decision to enforce without a clearance of the same core (浙政办发〔2019〕20号 二(三)2).
    """

    NOUN = "coercion"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coercive_decisions")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="coercive_decision")
    kind = models.CharField("步骤", max_length=40)
    title = models.CharField("名称", max_length=120)
    number = models.CharField("文号", max_length=80, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    decided_on = models.DateField("决定日期")
    core_hash = models.CharField("内容核心哈希", max_length=64, null=True)  # noqa: DJ001 – of a decision to enforce
    document_uid = models.CharField("决定书", max_length=40, blank=True)

    class Meta:
        verbose_name = "行政强制决定"
        indexes = [models.Index(fields=["agency_code", "decided_on"], name="cases_coercive_by_day")]

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def urn(self) -> str:
        """The name under which disclosure knows the decision."""
        return str(Urn("cases", self.NOUN, str(self.uid)))
