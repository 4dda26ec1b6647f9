"""People who work for agencies."""

import uuid

from django.db import models

from mingzhi.kernel.urn import Urn


class Person(models.Model):
    """Somebody who acts for agencies; what they may do hangs on appointments and certificates."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("姓名", max_length=60)
    title = models.CharField("职务", max_length=60, blank=True)
    phone = models.CharField("办公电话", max_length=40, blank=True)

    class Meta:
        verbose_name = "人员"
        indexes = [models.Index(fields=["name"], name="identity_person_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def urn(self) -> str:
        """The name by which other rooms refer to this person."""
        return str(Urn("identity", "person", str(self.uid)))
