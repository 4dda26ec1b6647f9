"""Rows sealed in the transaction that wrote them."""

from django.db import models

from mingzhi.trail.models.entry import Entry


class ActSeal(models.Model):
    """Which rows an act wrote in the tables that are sealed at once, and the salt of their digest.

    The digest stands in the entry (``hashes["rows"]``), so the entry's own leaf covers it and it cannot be
    made again over altered rows. ``rows`` holds (table, columns, keys). Guarded against update and delete.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="act_seal")
    rows = models.JSONField("行")
    salt = models.CharField("盐", max_length=64)

    class Meta:
        verbose_name = "行为数据封存"

    def __str__(self) -> str:
        return str(self.entry_id)
