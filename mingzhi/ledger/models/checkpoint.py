"""Signed tree heads."""

from django.db import models


class Checkpoint(models.Model):
    """A signed checkpoint (C2SP tlog-checkpoint): one per integrated batch, never replaced."""

    log = models.CharField("日志", max_length=20)
    size = models.BigIntegerField("规模")
    root = models.BinaryField("树根", max_length=32)
    text = models.TextField("签名文本")
    signed_at = models.DateTimeField("签名时间")

    class Meta:
        verbose_name = "日志检查点"
        constraints = [
            models.UniqueConstraint(fields=["log", "size"], name="ledger_checkpoint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.log}@{self.size}"
