"""Dynamic adjustment: a change of law or bodies, the tasks it makes, their answers and escalations."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.calendars.models import Recountable, last_day
from mingzhi.kernel.urn import Urn
from mingzhi.supervision.rules.adjustment import CHANGES, OUTCOMES


class Change(models.Model):
    """A change on which other things rest (浙政办发〔2019〕20号 二(一)1: 动态调整机制); append-only."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("变动类别", max_length=10)
    subject_urn = models.CharField("对象标识", max_length=160)
    label = models.CharField("变动", max_length=300)
    effective_on = models.DateField("自哪一天起")
    reason = models.CharField("依据和理由", max_length=200)
    content = models.JSONField("内容", default=dict)
    agency_code = models.CharField("登记机关代码", max_length=18)
    made_at = models.DateTimeField("登记时间")
    made_by_urn = models.CharField("登记人标识", max_length=160)
    made_by_label = models.CharField("登记人", max_length=120)

    class Meta:
        verbose_name = "依据和机构变动"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(CHANGES)), name="supervision_change_known"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def urn(self) -> str:
        """The name of the change in the record."""
        return str(Urn("supervision", "change", str(self.uid)))


class AdjustmentTask(Recountable):
    """One thing that rests on a change, for one agency to answer by a day.

    ``agency_code`` and ``agency_name`` change when the task is passed on, ``state`` when it is answered,
    ``level`` when it escalates, ``moved_to`` after a holiday notice; everything else is fixed (trigger).
    """

    CHANGEABLE = ("agency_code", "agency_name", "state", "level")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="tasks")
    kind = models.CharField("类别", max_length=20)
    urn = models.CharField("标识", max_length=160)
    label = models.CharField("名称", max_length=300)
    relation = models.CharField("关系", max_length=200, blank=True)
    agency_code = models.CharField("负责机关代码", max_length=18)
    agency_name = models.CharField("负责机关", max_length=120)
    right = models.CharField("负责岗位", max_length=40)
    due_on = models.DateField("期限")
    derivation = models.JSONField("期限推算")
    state = models.CharField("状态", max_length=10, default="open")
    level = models.PositiveSmallIntegerField("上报级次", default=0)

    class Meta:
        verbose_name = "动态调整任务"
        constraints = [
            models.UniqueConstraint(fields=["change", "urn"], name="supervision_adjustment_once"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "answered"]), name="supervision_adjustment_state"
            ),
        ]
        indexes = [
            models.Index("agency_code", "state", last_day(), "id", name="supervision_adjust_by_agency"),
            models.Index(
                last_day(),
                "level",
                "id",
                name="supervision_adjust_open",
                condition=Q(state="open"),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class AdjustmentAnswer(models.Model):
    """What was said to a task: adjusted, stays valid, or passed on; append-only."""

    task = models.ForeignKey(AdjustmentTask, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField("答复", max_length=10)
    text = models.CharField("说明", max_length=500)
    new_urn = models.CharField("新版本标识", max_length=160, blank=True)
    new_label = models.CharField("新版本", max_length=300, blank=True)
    from_agency = models.CharField("答复机关", max_length=120)
    to_agency = models.CharField("转交机关", max_length=120, blank=True)
    made_at = models.DateTimeField("答复时间")
    made_by_urn = models.CharField("答复人标识", max_length=160)
    made_by_label = models.CharField("答复人", max_length=120)

    class Meta:
        verbose_name = "动态调整答复"
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=list(OUTCOMES)), name="supervision_outcome_known"),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(outcome__in=["adjusted", "stays"]),
                name="supervision_answered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.made_at:%F}"


class Escalation(models.Model):
    """A task nobody answered in time went up one level, once; append-only."""

    task = models.ForeignKey(AdjustmentTask, on_delete=models.PROTECT, related_name="escalations")
    level = models.PositiveSmallIntegerField("级次")
    agency_code = models.CharField("报送机关代码", max_length=18)
    agency_name = models.CharField("报送机关", max_length=120)
    made_at = models.DateTimeField("上报时间")

    class Meta:
        verbose_name = "动态调整上报"
        constraints = [
            models.UniqueConstraint(fields=["task", "level"], name="supervision_escalated_once"),
        ]
        indexes = [models.Index(fields=["agency_code", "task"], name="supervision_escalated_to")]

    def __str__(self) -> str:
        return f"{self.level} {self.agency_name}"
