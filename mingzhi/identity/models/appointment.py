"""Appointments: who holds which role for which agency, from when until when."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.agency import Agency
from mingzhi.identity.models.person import Person
from mingzhi.identity.models.role import Role
from mingzhi.kernel.urn import Urn


class Appointment(models.Model):
    """A person in a role for an agency in ``[since, until)``."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="appointments")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="appointments")
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    ended_because = models.CharField("免除理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "任职"
        indexes = [models.Index(fields=["agency", "role", "until"], name="identity_appointment_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "role"],
                condition=Q(until__isnull=True),
                name="identity_appointment_one_current",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="identity_appointment_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"

    @property
    def urn(self) -> str:
        """The name by which the record refers to this appointment."""
        return str(Urn("identity", "appointment", str(self.uid)))
