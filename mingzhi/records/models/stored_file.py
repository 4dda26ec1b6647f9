"""The bytes of the record, once each."""

from django.db import models


class StoredFile(models.Model):
    """One file by its digests; the bytes lie in the store under ``key`` and are never changed.

    Equal bytes are one row, however often they are filed. Guarded against update and delete.
    """

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    sm3 = models.CharField("SM3", max_length=64)
    size = models.BigIntegerField("字节数")
    media_type = models.CharField("媒体类型", max_length=100)
    key = models.CharField("存储位置", max_length=120, unique=True)
    pages = models.PositiveIntegerField("页数", default=0)
    stored_at = models.DateTimeField("收存时间")

    class Meta:
        verbose_name = "原始文件"
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="records_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.sha256
