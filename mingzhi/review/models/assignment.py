"""Who reviews."""

from django.db import models
from django.db.models import Q

from mingzhi.review.models.submission import Submission


class Assignment(models.Model):
    """A reviewer of a submission, from assignment until replaced; never a handler (trigger)."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="assignments")
    person_urn = models.CharField("审核人标识", max_length=160)
    person_label = models.CharField("审核人", max_length=120)
    qualification = models.CharField("资格", max_length=120)
    assigned_by_urn = models.CharField("指派人标识", max_length=160)
    assigned_by_label = models.CharField("指派人", max_length=120)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    ended_because = models.CharField("更换理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "审核指派"
        constraints = [
            models.UniqueConstraint(
                fields=["submission"], condition=Q(until__isnull=True), name="review_one_reviewer"
            ),
        ]
        indexes = [
            models.Index(fields=["person_urn"], name="review_by_person", condition=Q(until__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.person_label
