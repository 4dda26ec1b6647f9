"""What somebody who scanned an act code thought of the act: a box, and what was found in it."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.cases.models import ActCode

RATING, OBJECTION = "rating", "objection"
_KNOWN = Q(kind=RATING, score__in=["good", "fair", "poor"]) | (Q(kind=OBJECTION, score="") & ~Q(text=""))


class BoxedRating(models.Model):
    """One slip in the box: what was said of which act on which day; gone when the box is opened.

    Neither a time finer than the day nor anything of the sender. The act is named at most once for each
    kind, so its one token can be spent once, and disputed once.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.ForeignKey(ActCode, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("种类", max_length=10)  # rating · objection
    day = models.DateField("日期")
    score = models.CharField("评价", max_length=10, blank=True)
    complaint = models.BooleanField("投诉", default=False)
    text = models.TextField("内容", blank=True)
    receipt = models.CharField("核对码摘要", max_length=64)

    class Meta:
        verbose_name = "待开箱的评价"
        constraints = [
            models.UniqueConstraint(fields=["code", "kind"], name="supervision_boxed_once"),
            models.CheckConstraint(condition=_KNOWN, name="supervision_boxed_known"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class Rating(models.Model):
    """One anonymous rating of an act, or the objection to one; append-only.

    Written when the box is opened, all of a day together and shuffled: neither the order of the rows nor
    what else was written at the time tells when a slip came in. ``receipt`` is the digest of the code its
    sender was shown.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.ForeignKey(ActCode, on_delete=models.PROTECT, related_name="ratings")
    agency_code = models.CharField("机关代码", max_length=18)
    kind = models.CharField("种类", max_length=10)
    day = models.DateField("日期")
    score = models.CharField("评价", max_length=10, blank=True)
    complaint = models.BooleanField("投诉", default=False)
    text = models.TextField("内容", blank=True)
    receipt = models.CharField("核对码摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "执法评价"
        constraints = [
            models.UniqueConstraint(fields=["code", "kind"], name="supervision_rating_once"),
            models.CheckConstraint(condition=_KNOWN, name="supervision_rating_whole"),
        ]
        indexes = [models.Index(fields=["agency_code", "-day", "uid"], name="supervision_ratings_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.score}"
