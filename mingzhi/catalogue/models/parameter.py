"""Local values: thresholds, switches, limits."""

from django.db import models

from mingzhi.catalogue.models.dated import Dated, one_current, ordered


class Parameter(Dated):
    """One value of a level; lower levels may depart from it only as ``direction`` allows."""

    code = models.CharField("编码", max_length=60)
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    title = models.CharField("名称", max_length=100)
    value = models.JSONField("值")
    unit = models.CharField("单位", max_length=20, blank=True)
    direction = models.CharField("下级调整方向", max_length=10)
    citation = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "本地参数"
        constraints = [
            ordered("catalogue_parameter_period"),
            one_current("catalogue_parameter_current", "code", "jurisdiction"),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.value}"
