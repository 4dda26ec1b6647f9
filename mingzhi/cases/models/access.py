"""How the party's page was opened, or was not."""

import uuid

from django.db import models

from mingzhi.cases.models.case import Case


class AccessAttempt(models.Model):
    """One attempt to open a party's page with a code from a paper; append-only.

    ``code_digest`` stands for the code as typed, so that a wrong code is counted like a right one
    and nobody learns from the lock which codes exist. A failure is counted once more under a keyed
    digest of the network address, so that guessing at many codes is stopped too.
    """

    code_digest = models.CharField("编码摘要", max_length=64)
    manner = models.CharField("核验方式", max_length=12)  # digits · one_time · send · address
    succeeded = models.BooleanField("通过")
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "当事人核验"
        indexes = [models.Index(fields=["code_digest", "-at"], name="cases_attempts_by_code")]

    def __str__(self) -> str:
        return f"{self.manner} {self.at:%F %T}"


class OneTimeCode(models.Model):
    """A one-time code sent to the confirmed phone of a case's party; used at most once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="one_time_codes")
    digest = models.CharField("摘要", max_length=64)
    issued_at = models.DateTimeField("发出时间")
    until = models.DateTimeField("有效至")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        verbose_name = "一次性验证码"
        indexes = [models.Index(fields=["case", "-issued_at"], name="cases_one_time_codes")]

    def __str__(self) -> str:
        return f"{self.issued_at:%F %T}"


class OneTimeMessage(models.Model):
    """A one-time code on its way to the party's phone: owed with the act, sent within seconds, then emptied.

    ``sealed`` holds number and code under a key of the settings, until the message was sent, has failed
    or is too old; nobody reads it in the database.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.OneToOneField(OneTimeCode, on_delete=models.PROTECT, related_name="message")
    agency_code = models.CharField("机关", max_length=18)
    owed_at = models.DateTimeField("产生时间")
    sealed = models.TextField("密封的号码和验证码", blank=True)
    next_try_at = models.DateTimeField("下次发送")
    tries = models.PositiveSmallIntegerField("发送次数", default=0)
    outcome = models.CharField("结果", max_length=10, blank=True)  # sent · failed · too_late
    ended_at = models.DateTimeField("结束时间", null=True)
    error_code = models.CharField("错误", max_length=60, blank=True)

    CHANGEABLE = ("sealed", "next_try_at", "tries", "outcome", "ended_at", "error_code")

    class Meta:
        verbose_name = "验证码短信"
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(ended_at=None), name="cases_messages_owed"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="") | models.Q(sealed="", ended_at__isnull=False),
                name="cases_message_ends_empty",
            )
        ]

    def __str__(self) -> str:
        return f"{self.owed_at:%F %T} {self.outcome}"
