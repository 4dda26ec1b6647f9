"""The party, as known from when until when."""

import uuid

from django.db import models
from django.db.models import Q

from mingzhi.cases.models.case import Case
from mingzhi.cases.rules.party_kinds import TELLS_WHO


class Party(models.Model):
    """The party of a case or the applicant of a licence; a correction is a new row."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    kind = models.CharField("当事人类型", max_length=20)  # person · individual_business · organisation
    name = models.CharField("名称或者姓名", max_length=200)
    code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    operator = models.CharField("经营者或者法定代表人", max_length=60, blank=True)
    id_number = models.CharField("身份证件号码", max_length=30, blank=True)
    birth_date = models.DateField("出生日期", null=True)
    address = models.CharField("地址", max_length=300, blank=True)
    phone = models.CharField("联系电话", max_length=30, blank=True)
    known = models.BooleanField("身份已查明", default=True)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)

    class Meta:
        verbose_name = "当事人"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "individual_business", "organisation"]),
                name="cases_party_kind_known",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(until__isnull=True), name="cases_one_party"),
        ]
        indexes = [
            models.Index(fields=["code"], name="cases_party_by_code"),
            models.Index(fields=["id_number"], name="cases_party_by_id", condition=~Q(id_number="")),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tells_who(self) -> dict[str, str]:
        """What tells who it is."""
        return {name: getattr(self, name) for name in TELLS_WHO}
