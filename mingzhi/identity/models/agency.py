"""Agencies: a stable code, and versions for everything that may change."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.region import Region
from mingzhi.identity.rules.levels import BodyKind, Level
from mingzhi.kernel.urn import Urn


class Agency(models.Model):
    """An enforcement body; rights and cases attach to its code, which never changes."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField("统一社会信用代码", max_length=18, unique=True)

    class Meta:
        verbose_name = "执法机关"

    def __str__(self) -> str:
        return self.code

    @property
    def urn(self) -> str:
        """The name by which other rooms refer to this agency."""
        return str(Urn("identity", "agency", self.code))


class AgencyVersion(models.Model):
    """An agency as it stood in ``[since, until)`` (浙政办发〔2019〕20号 二(一)1: 主体动态调整)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="versions")
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    name = models.CharField("名称", max_length=100)
    sign = models.CharField("机关代字", max_length=20)
    kind = models.CharField(
        "主体性质",
        max_length=10,
        choices=[(kind.value, kind.value) for kind in BodyKind],
        default=BodyKind.AGENCY.value,
    )
    field = models.CharField("执法领域", max_length=40, blank=True)
    level = models.CharField("层级", max_length=1, choices=[(level.value, level.value) for level in Level])
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="agency_versions")
    government = models.CharField("本级人民政府", max_length=100)
    superior = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="subordinate_versions"
    )
    reconsideration_body = models.CharField("行政复议机关", max_length=100)
    court = models.CharField("管辖人民法院", max_length=100)
    review_unit = models.CharField("法制审核机构", max_length=100, blank=True)
    payment = models.CharField("缴款方式", max_length=200, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "执法机关版本"
        indexes = [
            models.Index(fields=["superior", "until"], name="identity_agency_superior"),
            models.Index(fields=["region", "until"], name="identity_agency_region"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(until__isnull=True), name="identity_agency_one_current"
            ),
            models.UniqueConstraint(fields=["agency", "since"], name="identity_agency_version_day"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="identity_agency_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name
