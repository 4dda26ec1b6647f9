"""Statutes, their versions, and the articles whose fate is noted."""

from django.db import models

from mingzhi.catalogue.models.dated import Dated, one_current, ordered


class Statute(models.Model):
    """A law, regulation, rule or normative document that may be cited; never its text."""

    short = models.CharField("简称", max_length=60, unique=True)
    full = models.CharField("全称", max_length=120, unique=True)
    title_en = models.CharField("英文名", max_length=160, blank=True)
    rank = models.CharField("效力位阶", max_length=20)
    issuer = models.CharField("制定机关", max_length=60)
    jurisdiction = models.CharField("适用区域", max_length=9, blank=True)
    aliases = models.JSONField("别称", default=list)

    class Meta:
        verbose_name = "法律文件"

    def __str__(self) -> str:
        return self.full


class StatuteVersion(Dated):
    """A statute as it stood from a day: how many articles, and the shape of each (paragraphs, items)."""

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="versions")
    label = models.CharField("版本", max_length=60)
    document_number = models.CharField("文号", max_length=80, blank=True)
    articles = models.PositiveIntegerField("条数")
    shape = models.JSONField("条款结构", default=list)

    class Meta:
        verbose_name = "法律文件版本"
        constraints = [
            ordered("catalogue_statute_period"),
            one_current("catalogue_statute_current", "statute"),
        ]

    def __str__(self) -> str:
        return f"{self.statute} {self.label}"


class Article(Dated):
    """A cited article with the days between which it stood unchanged.

    ``fate`` says how its period ended: changed or repealed, by which later document.
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="cited_articles")
    number = models.PositiveIntegerField("条")
    fate = models.CharField(
        "变动", max_length=10, blank=True, choices=[("changed", "修改"), ("repealed", "废止")]
    )
    fate_reason = models.CharField("变动依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "条文"
        constraints = [
            ordered("catalogue_article_period"),
            one_current("catalogue_article_current", "statute", "number"),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True, fate="")
                | (models.Q(valid_until__isnull=False) & ~models.Q(fate="")),
                name="catalogue_article_fate_when_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statute} §{self.number}"


class Reliance(Dated):
    """That a row of the catalogue rests on an article: what a change of the article touches.

    ``urn`` names the row (power version, benchmark, review rule, recording item, template, parameter),
    ``relation`` how it rests on it.
    """

    statute = models.ForeignKey(Statute, on_delete=models.PROTECT, related_name="reliances")
    article = models.PositiveIntegerField("条")
    compact = models.CharField("引文", max_length=120)
    relation = models.CharField("关系", max_length=20)
    urn = models.CharField("标识", max_length=160)
    label = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "依据关系"
        indexes = [
            models.Index(fields=["statute", "article", "valid_until"], name="catalogue_rests_on"),
            models.Index(fields=["urn"], name="catalogue_reliance_urn"),
        ]
        constraints = [
            ordered("catalogue_reliance_period"),
            one_current("catalogue_reliance_current", "urn", "compact", "relation"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ← {self.compact}"
