"""Document templates: whole at the top level, adaptations below."""

from django.db import models

from mingzhi.catalogue.models.dated import Dated, current_per_agency, ordered


class Template(Dated):
    """A document template, or (``adapts``) what a lower level, or one agency, makes of the one above.

    ``content`` holds ``{"sections": […]}`` for a whole template and
    ``{"replaced": […], "added": [[after, …]], "dropped": […]}`` for an adaptation.
    """

    code = models.CharField("编码", max_length=40)
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    agency_code = models.CharField("适用机关", max_length=18, null=True)  # noqa: DJ001 - added to a guarded table
    version = models.CharField("版本", max_length=20)
    adapts = models.BooleanField("是本地化文本", default=False)
    title = models.CharField("名称", max_length=60)
    title_en = models.CharField("英文名", max_length=120, blank=True)
    layout = models.CharField("版式", max_length=20)
    part = models.CharField("卷别", max_length=4)
    numbered = models.CharField("文种", max_length=10, blank=True)
    guide = models.CharField("制作指引", max_length=300, blank=True)
    citation = models.CharField("依据", max_length=120, blank=True)
    content = models.JSONField("内容")

    class Meta:
        verbose_name = "文书格式"
        constraints = [
            ordered("catalogue_template_period"),
            *current_per_agency("catalogue_template_current"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.jurisdiction}"
