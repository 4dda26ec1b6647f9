"""Roles: capabilities as data."""

from django.db import models


class Role(models.Model):
    """A post one is appointed to; loaded from ``identity/data/roles.toml``."""

    code = models.CharField("代码", max_length=30, unique=True)
    title = models.CharField("名称", max_length=60)
    order = models.PositiveSmallIntegerField("次序")
    capabilities = models.JSONField("权限", default=list)
    certified = models.JSONField("持证权限", default=list)
    certificate = models.CharField("所需证件", max_length=10, blank=True)
    guide = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "岗位"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title
