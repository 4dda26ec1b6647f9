"""Entries of public registers that no other table holds: windows, monitoring places, channels …"""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.agency import Agency
from mingzhi.kernel.urn import Urn


class PublicItem(models.Model):
    """One entry of a kept register as it holds in ``[since, until)`` (浙政办发〔2019〕20号 二(一)1, 2).

    ``item`` is its lasting identity: a change closes the row and opens another. ``values`` hold the columns
    the register declares (``disclosure/rules/registers.py``).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    item = models.UUIDField("条目", default=uuid.uuid4, editable=False)
    register = models.CharField("登记簿", max_length=20)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="public_items")
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    values = models.JSONField("内容")
    ended_because = models.CharField("变更或者撤销理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "公开登记条目"
        indexes = [models.Index(fields=["register", "agency", "until"], name="identity_public_item_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(until__isnull=True), name="identity_public_item_one_current"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="identity_public_item_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.item}"

    @property
    def urn(self) -> str:
        """The name by which the record refers to this entry, whatever its version."""
        return str(Urn("identity", "public_item", str(self.item)))
