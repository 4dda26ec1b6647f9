"""Legal time limits that run in a case."""

from django.db import models
from django.db.models import Q

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class Clock(models.Model):
    """One limit of one case with its derivation; ``due`` moves only with a ClockChange or ClockRecount.

    ``about`` is the step it belongs to: of a decision with its own time for remedies, or of a measure.
    """

    CHANGEABLE = (
        "due",
        "due_at",
        "derivation",
        "provisional",
        "paused_at",
        "extensions",
        "ended_at",
        "ended_by",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="clocks")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="clocks")
    about = models.ForeignKey(
        Step, on_delete=models.PROTECT, null=True, related_name="clocks_about", db_index=False
    )
    code = models.CharField("期限", max_length=40)
    title = models.CharField("名称", max_length=80)
    basis = models.CharField("依据", max_length=120)
    length = models.CharField("长度", max_length=10)
    runs_for = models.CharField("谁的期限", max_length=10, default="agency")
    earliest = models.BooleanField("等待期", default=False)
    started_at = models.DateTimeField("起算")
    due = models.DateField("届满日")
    due_at = models.DateTimeField("届满时", null=True)
    derivation = models.JSONField("推算", default=dict)
    provisional = models.BooleanField("暂定", default=False)
    paused_at = models.DateTimeField("暂停起", null=True)
    extensions = models.PositiveSmallIntegerField("延长次数", default=0)
    ended_at = models.DateTimeField("终了", null=True)
    ended_by = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="ended_clocks")

    class Meta:
        verbose_name = "期限"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "code"],
                condition=Q(ended_at__isnull=True, about__isnull=True),
                name="cases_one_running_clock",
            ),
            models.UniqueConstraint(
                fields=["case", "code", "about"],
                condition=Q(ended_at__isnull=True, about__isnull=False),
                name="cases_one_running_clock_about",
            ),
        ]
        indexes = [
            models.Index(fields=["due"], name="cases_clocks_running", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.due}"

    @property
    def changed(self) -> bool:
        """Tell whether anything changed it: a pause, its end or an extension leaves its mark in the row."""
        return bool(self.extensions or self.paused_at or self.derivation.get("pauses"))


class ClockChange(models.Model):
    """A pause, its end, or an extension of a clock, with the reason and the new due date."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="changes")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="clock_changes")
    kind = models.CharField("变化", max_length=10)  # pause · resume · extend
    at = models.DateTimeField("时间")
    due_before = models.DateField("原届满日")
    due = models.DateField("届满日")
    derivation = models.JSONField("推算", default=dict)
    reason = models.TextField("理由", blank=True)

    class Meta:
        verbose_name = "期限变化"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["pause", "resume", "extend"]), name="cases_clock_change_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.kind}"


class ClockRecount(models.Model):
    """A limit counted anew because a holiday notice was entered after it had been derived; never changed."""

    clock = models.ForeignKey(Clock, on_delete=models.PROTECT, related_name="recounts")
    notice_uid = models.UUIDField("放假安排通知")
    source = models.CharField("来源文件", max_length=200)
    at = models.DateTimeField("时间")
    due_before = models.DateField("原届满日")
    due = models.DateField("届满日")

    class Meta:
        verbose_name = "期限按新放假安排重算"
        constraints = [
            models.UniqueConstraint(fields=["clock", "notice_uid"], name="cases_recounted_once_per_notice"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.source}"
