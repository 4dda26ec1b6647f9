"""Powers: a stable code, dated versions, the agencies that hold them, the benchmarks of discretion."""

from django.db import models

from mingzhi.catalogue.models.dated import Dated, one_current, ordered
from mingzhi.catalogue.rules.powers import ActKind, Grade


class Power(models.Model):
    """The stable identity of a power (权责清单事项); rights attach to it, cases to a version."""

    code = models.CharField("事项编码", max_length=40, unique=True)

    class Meta:
        verbose_name = "执法事项"

    def __str__(self) -> str:
        return self.code


class PowerVersion(Dated):
    """A power as it stood from a day: the act, its articles, penalties, range of fines."""

    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="versions")
    version = models.CharField("版本", max_length=20)
    name = models.CharField("名称", max_length=200)
    name_en = models.CharField("英文名", max_length=240, blank=True)
    kind = models.CharField("行为类别", max_length=10, choices=[(kind.value, kind.value) for kind in ActKind])
    field = models.CharField("领域", max_length=20)
    procedures = models.JSONField("适用程序", default=list)
    breached = models.JSONField("违反的规定", default=list)
    basis = models.JSONField("依据", default=list)
    measures = models.JSONField("可采取的强制措施依据", default=list)
    penalties = models.JSONField("处罚种类", default=list)
    fines = models.JSONField("罚款幅度", default=list)
    subject = models.CharField("相对人范围", max_length=100, blank=True)
    level = models.CharField("行使层级", max_length=40, blank=True)
    flags = models.JSONField("标记", default=list)

    class Meta:
        verbose_name = "执法事项版本"
        indexes = [models.Index(fields=["kind", "field"], name="catalogue_power_kind")]
        constraints = [
            ordered("catalogue_power_period"),
            one_current("catalogue_power_current", "power"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in ActKind]),
                name="catalogue_power_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PowerHolder(Dated):
    """That an agency holds a power from a day until a day."""

    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="holders")
    agency_code = models.CharField("机关代码", max_length=18)

    class Meta:
        verbose_name = "事项行使机关"
        indexes = [models.Index(fields=["agency_code", "valid_until"], name="catalogue_holder_agency")]
        constraints = [
            ordered("catalogue_holder_period"),
            one_current("catalogue_holder_current", "power", "agency_code"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_code} {self.power_id}"


class Benchmark(Dated):
    """One line of the benchmark of a power in a jurisdiction (行政处罚法 §34)."""

    power = models.ForeignKey(Power, on_delete=models.PROTECT, related_name="benchmarks")
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    line = models.CharField("行号", max_length=40)
    grade = models.CharField("档次", max_length=10, choices=[(grade.value, grade.value) for grade in Grade])
    circumstances = models.TextField("适用情形")
    sentence = models.CharField("幅度", max_length=200)
    low = models.BigIntegerField("下限（分）", default=0)
    high = models.BigIntegerField("上限（分）", default=0)
    base = models.CharField("计算基数", max_length=20, blank=True)
    base_from = models.BigIntegerField("基数起点（分）", default=0)
    base_below = models.BigIntegerField("基数止点（分）", default=0)
    low_times = models.PositiveIntegerField("下限倍数", default=0)
    high_times = models.PositiveIntegerField("上限倍数", default=0)
    citation = models.CharField("依据", max_length=120)

    class Meta:
        verbose_name = "裁量基准"
        constraints = [
            ordered("catalogue_benchmark_period"),
            one_current("catalogue_benchmark_current", "power", "jurisdiction", "line"),
            models.CheckConstraint(
                condition=models.Q(high__gte=models.F("low"))
                & models.Q(high_times__gte=models.F("low_times")),
                name="catalogue_benchmark_range",
            ),
        ]

    def __str__(self) -> str:
        return f"裁量基准 {self.line} {self.grade}：{self.sentence}"
