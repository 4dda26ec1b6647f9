"""What the party asks for from its page, and what came of it."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.calendars.models import Recountable, last_day
from mingzhi.cases.models.case import Case
from mingzhi.cases.models.step import Step
from mingzhi.kernel.urn import Urn

TAKEN, REFUSED, ANSWERED, WITHDRAWN = "taken", "refused", "answered", "withdrawn"
OUTCOMES = (TAKEN, REFUSED, ANSWERED, WITHDRAWN)


class PartyRequest(Recountable):
    """The use of one right by the party, as it was sent; ``closed_at`` is set once, with its outcome.

    ``right`` and ``data`` follow the declaration in ``rules/rights``. A request that the law refuses, as
    one after its time, is kept too, closed in the moment in which it came. ``files`` are name, size and
    SHA-256 of what came with it, with the uid under which it is on file.
    """

    CHANGEABLE = ("closed_at",)

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    party_urn = models.CharField("当事人标识", max_length=160)
    party_label = models.CharField("当事人", max_length=200)
    right = models.CharField("权利", max_length=30)
    title = models.CharField("名称", max_length=80)
    basis = models.CharField("依据", max_length=120)
    data = models.JSONField("内容", default=dict)
    files = models.JSONField("附件", default=list)
    received_at = models.DateTimeField("收到时间")
    due_on = models.DateField("应办理日期")
    provisional = models.BooleanField("日历待定", default=False)
    derivation = models.JSONField("期限推算", default=dict)
    closed_at = models.DateTimeField("办结时间", null=True)

    class Meta:
        verbose_name = "当事人的申请"
        indexes = [
            models.Index(fields=["case", "id"], name="cases_requests"),
            models.Index(last_day(), "id", name="cases_requests_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.received_at:%F}"

    @property
    def urn(self) -> str:
        """The name under which entries and files mention the request."""
        return str(Urn("cases", "request", str(self.uid)))


class RequestOutcome(models.Model):
    """What became of a request: taken up, refused by a rule, answered, or withdrawn. Never changed."""

    request = models.OneToOneField(PartyRequest, on_delete=models.PROTECT, related_name="outcome")
    outcome = models.CharField("结果", max_length=10)
    step = models.ForeignKey(Step, on_delete=models.PROTECT, null=True, related_name="requests")
    text = models.TextField("说明", blank=True)
    params = models.JSONField("说明中的数据", default=dict)
    basis = models.CharField("依据", max_length=120, blank=True)
    way_out = models.TextField("出路", blank=True)
    late = models.BooleanField("逾期", default=False)
    at = models.DateTimeField("时间")
    by_urn = models.CharField("办理人标识", max_length=160, blank=True)
    by_label = models.CharField("办理人", max_length=120, blank=True)

    class Meta:
        verbose_name = "申请的结果"
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome=TAKEN) & Q(step__isnull=False))
                | (Q(outcome__in=[REFUSED, ANSWERED]) & ~Q(text="") & Q(step__isnull=True))
                | (Q(outcome=WITHDRAWN) & Q(step__isnull=True)),
                name="cases_request_outcome_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.outcome}"
