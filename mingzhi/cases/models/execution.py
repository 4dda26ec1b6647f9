"""After the decision: service, money, remedies, closure."""

import uuid

from django.db import models

from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step


class Service(models.Model):
    """A document served on the party (行政处罚法 第六十一条)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="services")
    document = models.CharField("文书种类", max_length=40)
    document_uid = models.CharField("文书", max_length=40, blank=True)
    manner = models.CharField("送达方式", max_length=20)
    served_on = models.DateField("送达日期")
    effective_on = models.DateField("视为送达之日")
    receiver = models.CharField("签收人", max_length=120, blank=True)
    receipt_uid = models.CharField("送达回证", max_length=40, blank=True)

    class Meta:
        verbose_name = "送达"
        indexes = [models.Index(fields=["case", "document"], name="cases_services")]

    def __str__(self) -> str:
        return f"{self.document} {self.served_on}"


class Payment(models.Model):
    """Money that came in, in cents (行政处罚法 第六十七条)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="payments")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="payments")
    amount = models.PositiveBigIntegerField("金额（分）")
    paid_on = models.DateField("缴款日期")
    receipt = models.CharField("票据号", max_length=60, blank=True)

    class Meta:
        verbose_name = "缴款"

    def __str__(self) -> str:
        return str(self.amount)


class Remedy(models.Model):
    """Reconsideration or litigation, and how it ended.

    ``against``: the step of the coercive decision attacked (行政强制法 §8-1); empty: the decision on the act.
    """

    CHANGEABLE = ("ended_on", "outcome", "reason", "execution_stayed")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="remedies")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="remedies")
    against = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="attacks")
    kind = models.CharField("种类", max_length=20)  # reconsideration · litigation
    body = models.CharField("受理机关", max_length=120, blank=True)
    filed_on = models.DateField("受理日期")
    ended_on = models.DateField("终结日期", null=True)
    outcome = models.CharField("结果", max_length=20, blank=True)
    reason = models.TextField("理由", blank=True)
    execution_stayed = models.BooleanField("停止执行", default=False)

    class Meta:
        verbose_name = "救济"

    def __str__(self) -> str:
        return f"{self.kind} {self.filed_on}"


class Closure(models.Model):
    """The end of the case, and its volume once archived (市场监督管理行政处罚程序规定 第七十七条).

    A case that was opened again after its decision fell has more than one.
    """

    CHANGEABLE = ("volume_uid", "archived_on")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closures")
    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="closing")
    ground = models.CharField("结案理由", max_length=40)
    closed_on = models.DateField("结案日期")
    volume_uid = models.CharField("案卷", max_length=40, blank=True)
    archived_on = models.DateField("归档日期", null=True)

    class Meta:
        verbose_name = "结案"

    def __str__(self) -> str:
        return str(self.closed_on)
