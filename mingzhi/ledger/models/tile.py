"""Full tiles of the tree: 256 hashes each, written once."""

from django.db import models


class Tile(models.Model):
    """One full tile (C2SP tlog-tiles): 8,192 bytes, and the root of its subtree.

    Partial tiles are not stored: at level 0 they are the leaves after the last full tile, above it
    the roots of the full tiles below. So every row is final when it is written.
    """

    log = models.CharField("日志", max_length=20)
    level = models.PositiveSmallIntegerField("层")
    number = models.BigIntegerField("序号")
    root = models.BinaryField("子树根", max_length=32)
    hashes = models.BinaryField("哈希", max_length=8192)

    class Meta:
        verbose_name = "日志瓦片"
        constraints = [
            models.UniqueConstraint(fields=["log", "level", "number"], name="ledger_tile_once"),
        ]

    def __str__(self) -> str:
        return f"{self.log}/{self.level}/{self.number}"
