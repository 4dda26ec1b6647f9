"""How the party's page was opened, or was not."""

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
