"""Commitments in the order of the log; queued first, given their position by the sequencer."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact


class Leaf(models.Model):
    """One salted commitment of one log.

    Written with ``position`` empty inside the business transaction (one INSERT); the sequencer fills
    ``position`` once, gapless from 0. Triggers refuse every other change and every deletion.
    """

    log = models.CharField("日志", max_length=20)
    commitment = models.BinaryField("承诺", max_length=32)
    queued_at = models.DateTimeField("入队时间")
    position = models.BigIntegerField("位置", null=True)

    class Meta:
        verbose_name = "日志条目"
        constraints = [
            models.UniqueConstraint(fields=["log", "position"], name="ledger_position_once"),
            models.UniqueConstraint(fields=["log", "commitment"], name="ledger_commitment_once"),
            models.CheckConstraint(
                condition=Exact(Length("commitment"), 32), name="ledger_commitment_has_32_bytes"
            ),
            models.CheckConstraint(
                condition=models.Q(position__isnull=True) | models.Q(position__gte=0),
                name="ledger_position_from_zero",
            ),
        ]
        indexes = [
            models.Index(fields=["log", "id"], condition=models.Q(position=None), name="ledger_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.log}/{'…' if self.position is None else self.position}"
