"""The identity of a log: fixed at its first checkpoint, for ever."""

from django.db import models


class Log(models.Model):
    """One log with its origin and verifier key; the row the sequencer locks."""

    name = models.CharField("名称", max_length=20, unique=True)
    origin = models.CharField("来源标识", max_length=200, unique=True)
    vkey = models.CharField("验证公钥", max_length=300)
    opened_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "日志"

    def __str__(self) -> str:
        return self.origin
