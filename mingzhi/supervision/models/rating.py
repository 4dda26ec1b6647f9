"""What somebody who scanned an act code thought of the act."""

import uuid

from django.db import models

from mingzhi.cases.models import ActCode


class Rating(models.Model):
    """One anonymous rating or complaint; append-only.

    ``spent`` is the hash of the token that came with a scan; the token itself, an address or a time
    finer than the day are stored nowhere, and the key is random, so that the order of the rows tells
    nothing either.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.ForeignKey(ActCode, on_delete=models.PROTECT, related_name="ratings")
    agency_code = models.CharField("机关代码", max_length=18)
    day = models.DateField("日期")
    score = models.CharField("评价", max_length=10)
    complaint = models.BooleanField("投诉")
    text = models.TextField("内容", blank=True)
    spent = models.CharField("令牌摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = "执法评价"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(score__in=["good", "fair", "poor"]), name="supervision_rating_known"
            ),
        ]
        indexes = [models.Index(fields=["agency_code", "-day", "uid"], name="supervision_ratings_by_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.score}"
