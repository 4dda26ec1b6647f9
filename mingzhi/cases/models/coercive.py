"""Coercive decisions made on the way: measures and their extension, lifting, late fines."""

from django.db import models

from mingzhi.cases.models.beside import Beside
from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class CoerciveDecision(Beside):
    """A coercive decision (行政强制法 第九条, 第十二条) that owes the public its four items.

    The database refuses a decision to enforce without a clearance of the same core
    (浙政办发〔2019〕20号 二(三)2).
    """

    NOUN = "coercion"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coercive_decisions")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="coercive_decision")
    core_hash = models.CharField("内容核心哈希", max_length=64, null=True)  # noqa: DJ001 – of a decision to enforce

    class Meta:
        verbose_name = "行政强制决定"
        indexes = [models.Index(fields=["agency_code", "decided_on"], name="cases_coercive_by_day")]
