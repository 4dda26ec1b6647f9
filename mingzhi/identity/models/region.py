"""Regions: the tree of province, city and county."""

from django.db import models

from mingzhi.identity.rules.levels import Level


class Region(models.Model):
    """An administrative region; ``path`` holds the codes from the province down: a subtree is a prefix."""

    code = models.CharField("行政区划代码", max_length=6, unique=True)
    name = models.CharField("名称", max_length=60)
    full_name = models.CharField("全称", max_length=120)
    level = models.CharField("层级", max_length=1, choices=[(level.value, level.value) for level in Level])
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    path = models.CharField("路径", max_length=30, unique=True)

    class Meta:
        verbose_name = "行政区划"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level=Level.PROVINCE.value, parent__isnull=True)
                | (~models.Q(level=Level.PROVINCE.value) & models.Q(parent__isnull=False)),
                name="identity_region_only_province_without_parent",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
