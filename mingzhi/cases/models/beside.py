"""What decisions beside the one that ends a case have in common."""

import uuid

from django.db import models

from mingzhi.kernel.urn import Urn


class Beside(models.Model):
    """A decision made by a step beside the case's own, with duties to publish of its own.

    Written with the step that decides it, so that its duties arise in the same transaction and the day's
    statement can count it (浙政办发〔2019〕20号 二(一)3). Never changed.
    """

    NOUN = ""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("步骤", max_length=40)
    title = models.CharField("名称", max_length=120)
    number = models.CharField("文号", max_length=80, blank=True)
    agency_code = models.CharField("机关代码", max_length=18)
    decided_on = models.DateField("决定日期")
    document_uid = models.CharField("决定书", max_length=40, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number or self.title

    @property
    def urn(self) -> str:
        """The name under which disclosure knows the decision."""
        return str(Urn("cases", self.NOUN, str(self.uid)))
