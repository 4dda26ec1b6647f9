"""Editions of the open-data files: each built set, named by its manifest, sealed in the log."""

from django.db import models

from mingzhi.disclosure.models.publication import Leaf


class DataEdition(models.Model):
    """One set of open-data files as it was handed out: the digest of its manifest names every file.

    Whoever took the files at any time asks for the receipt of the manifest they hold.
    """

    number = models.PositiveIntegerField("期次", unique=True)
    sealed_at = models.DateTimeField("封存时间")
    manifest_sha256 = models.CharField("清单 SHA-256", max_length=64, unique=True)
    notices = models.PositiveIntegerField("公示信息数")
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="data_edition")

    class Meta:
        verbose_name = "开放数据期次"

    def __str__(self) -> str:
        return f"{self.number} {self.manifest_sha256[:12]}"
