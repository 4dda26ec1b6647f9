"""Enforcement certificates and what happened to them."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.agency import Agency
from mingzhi.identity.models.person import Person
from mingzhi.identity.rules.levels import CertificateChange, CertificateKind
from mingzhi.kernel.urn import Urn


class Certificate(models.Model):
    """A certificate as issued, valid in ``[since, until)``; ``until`` is the first day it no longer holds.

    Written once; suspension, restoration and withdrawal are rows of :class:`CertificateEvent`
    (行政处罚法 第四十二条; 浙江省综合行政执法条例 第二十八条).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField("证件号码", max_length=40, unique=True)
    kind = models.CharField(
        "类别", max_length=10, choices=[("officer", "行政执法证"), ("auxiliary", "执法辅助证")]
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="certificates")
    issued_by = models.CharField("发证机关", max_length=100)
    since = models.DateField("发证日期")
    until = models.DateField("失效日期")

    class Meta:
        verbose_name = "执法证件"
        indexes = [models.Index(fields=["person", "kind", "until"], name="identity_certificate_person")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="identity_certificate_period"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in CertificateKind]),
                name="identity_certificate_kind",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def urn(self) -> str:
        """The name by which the record refers to this certificate."""
        return str(Urn("identity", "certificate", self.number))


class CertificateEvent(models.Model):
    """One change of a certificate's state, effective from the whole day ``on``; never altered or deleted."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(
        "变动",
        max_length=10,
        choices=[("issued", "发放"), ("suspended", "暂扣"), ("restored", "恢复"), ("withdrawn", "收回")],
    )
    on = models.DateField("生效日期")
    reason = models.CharField("理由", max_length=200, blank=True)
    recorded_at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = "证件变动"
        indexes = [models.Index(fields=["certificate", "-on", "-id"], name="identity_certificate_events")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[change.value for change in CertificateChange]),
                name="identity_certificate_event_kind",
            ),
            models.UniqueConstraint(
                fields=["certificate"],
                condition=Q(kind=CertificateChange.WITHDRAWN.value),
                name="identity_certificate_withdrawn_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate} {self.get_kind_display()} {self.on}"
