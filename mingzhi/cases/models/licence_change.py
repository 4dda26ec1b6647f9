"""Decisions on a licence after its grant: renewal, change, cancellation."""

from django.db import models

from mingzhi.cases.models.beside import Beside
from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class LicenceChange(Beside):
    """A renewal, a change or a cancellation of a licence, or its refusal (行政许可法 §49, §50-2, §70).

    ``outcome`` is a code of :data:`mingzhi.cases.rules.licence_changes.OUTCOMES`.
    """

    NOUN = "licence_change"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="licence_changes")
    step = models.OneToOneField(Step, on_delete=models.PROTECT, related_name="licence_change")
    outcome = models.CharField("结果", max_length=24)

    class Meta:
        verbose_name = "许可变动决定"
        indexes = [models.Index(fields=["agency_code", "decided_on"], name="cases_licence_change_by_day")]
