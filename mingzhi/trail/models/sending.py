"""Which forms have been sent: each once."""

import uuid

from django.db import models


class Sending(models.Model):
    """One form that was sent and did something; sent again, it does nothing more.

    ``digest`` stands for the one-time token the form carried; ``group`` is that of the entries it
    made, ``subject_urn`` what they are about. Written and committed with them, or not at all.
    """

    digest = models.CharField("表单摘要", max_length=64, unique=True)
    actor_urn = models.CharField("提交人标识", max_length=160)
    target = models.CharField("提交地址", max_length=300)
    group = models.UUIDField("办理批次", default=uuid.uuid4)
    subject_urn = models.CharField("对象标识", max_length=160, blank=True)
    sent_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "表单提交"

    def __str__(self) -> str:
        return f"{self.target} {self.sent_at:%F %T}"
