"""The channels through which decisions become public."""

from django.db import models


class Channel(models.Model):
    """One channel. ``own`` ones are delivered by publication itself, others confirmed with proof."""

    code = models.CharField("代码", max_length=20, primary_key=True)
    name = models.CharField("名称", max_length=80)
    own = models.BooleanField("本平台", default=False)

    class Meta:
        verbose_name = "公示渠道"

    def __str__(self) -> str:
        return self.name
