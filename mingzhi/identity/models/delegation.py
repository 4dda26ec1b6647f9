"""Delegations: who enforces in whose name, in which matters, for how long."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.agency import Agency
from mingzhi.kernel.urn import Urn


class Delegation(models.Model):
    """A written delegation (委托书) with matters, powers and term (行政处罚法 第二十条第二款)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="delegations_given")
    delegate = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, related_name="delegations_received"
    )
    delegate_name = models.CharField("受委托组织", max_length=100)
    matters = models.TextField("委托事项")
    powers = models.TextField("委托权限")
    since = models.DateField("自")
    until = models.DateField("至")
    published_on = models.DateField("公布日期", null=True)
    published_at_address = models.CharField("公布地址", max_length=300, blank=True)
    ended_on = models.DateField("提前终止日期", null=True)
    ended_because = models.CharField("终止理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "执法委托"
        indexes = [models.Index(fields=["agency", "until"], name="identity_delegation_agency")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="identity_delegation_period"),
        ]

    def __str__(self) -> str:
        return f"{self.delegate_name}：{self.matters[:40]}"

    @property
    def urn(self) -> str:
        """The name by which other rooms refer to this delegation."""
        return str(Urn("identity", "delegation", str(self.uid)))
