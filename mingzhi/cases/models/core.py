"""The content core as proposed, and what was told to the party about it."""

from django.db import models

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class ContentCore(models.Model):
    """A core as proposed at one step; the last one of the case is the present proposal."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cores")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="cores")
    hash = models.CharField("哈希", max_length=64)
    core = models.JSONField("内容核心")
    proposed_at = models.DateTimeField("提出时间")

    class Meta:
        verbose_name = "内容核心"
        indexes = [models.Index(fields=["case", "hash"], name="cases_core_by_hash")]

    def __str__(self) -> str:
        return self.hash[:12]


class ProposalNotice(models.Model):
    """The notice of the proposed penalty (行政处罚法 第四十四条)."""

    CHANGEABLE = ("served_on", "waiting_until", "waived")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="proposal_notices")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="proposal_notices")
    core = models.ForeignKey(ContentCore, on_delete=models.PROTECT, related_name="notices")
    hearing_right = models.BooleanField("告知听证权利", default=False)
    served_on = models.DateField("送达日期", null=True)
    waiting_until = models.DateField("等待期届满", null=True)
    waived = models.BooleanField("明确放弃", default=False)

    class Meta:
        verbose_name = "处罚告知"

    def __str__(self) -> str:
        return str(self.core_id)


class Defence(models.Model):
    """A statement of defence and the answer to it (行政处罚法 第四十五条)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="defences")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="defences")
    raised_on = models.DateField("提出日期")
    text = models.TextField("陈述申辩")
    answered_on = models.DateField("复核日期", null=True)
    accepted = models.BooleanField("采纳", default=False)
    answer = models.TextField("复核意见", blank=True)

    class Meta:
        verbose_name = "陈述申辩"

    def __str__(self) -> str:
        return str(self.raised_on)


class Hearing(models.Model):
    """A hearing from request to report (行政处罚法 第六十三条至第六十五条)."""

    CHANGEABLE = (
        "accepted",
        "notified_on",
        "set_for",
        "earliest_on",
        "held_on",
        "ended_without",
        "reported_on",
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="hearings")
    requested_on = models.DateField("申请日期")
    accepted = models.BooleanField("受理", default=False)
    notified_on = models.DateField("通知日期", null=True)
    set_for = models.DateField("举行日期", null=True)
    earliest_on = models.DateField("最早举行日期", null=True)
    held_on = models.DateField("实际举行日期", null=True)
    ended_without = models.BooleanField("未举行而终止", default=False)
    reported_on = models.DateField("报告日期", null=True)

    class Meta:
        verbose_name = "听证"

    def __str__(self) -> str:
        return str(self.requested_on)


class Discussion(models.Model):
    """A collective discussion of one core by the persons in charge (行政处罚法 第五十七条第二款)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="discussions")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="discussions")
    core_hash = models.CharField("内容核心哈希", max_length=64)
    held_on = models.DateField("日期")
    agreed = models.BooleanField("同意处理意见", default=True)
    conclusion = models.TextField("讨论结论")

    class Meta:
        verbose_name = "集体讨论"

    def __str__(self) -> str:
        return str(self.held_on)
