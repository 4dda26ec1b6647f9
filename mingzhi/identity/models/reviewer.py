"""Legal reviewers' qualifications and legal counsel."""

import uuid

from django.db import models
from django.db.models import F, Q

from mingzhi.identity.models.agency import Agency
from mingzhi.identity.models.person import Person
from mingzhi.identity.rules.levels import CounselKind, ReviewerGround
from mingzhi.kernel.urn import Urn


class ReviewerQualification(models.Model):
    """The ground on which a person may review (行政处罚法 第五十八条第二款)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reviewer_qualifications")
    ground = models.CharField(
        "依据", max_length=20, choices=[(ground.value, ground.value) for ground in ReviewerGround]
    )
    number = models.CharField("证书编号", max_length=60, blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True)
    ended_because = models.CharField("终止理由", max_length=200, blank=True)

    class Meta:
        verbose_name = "法制审核资格"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "ground"],
                condition=Q(until__isnull=True),
                name="identity_reviewer_one_current",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="identity_reviewer_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.ground}"

    @property
    def urn(self) -> str:
        """The name by which the record refers to this qualification."""
        return str(Urn("identity", "qualification", str(self.uid)))


class Counsel(models.Model):
    """A legal counsel or public lawyer with contract period and scope (浙政办发〔2019〕20号 二(三)1)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="counsel")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="counsel_posts")
    name = models.CharField("姓名", max_length=60)
    kind = models.CharField("类别", max_length=10, choices=[(kind.value, kind.value) for kind in CounselKind])
    licence_number = models.CharField("执业证号", max_length=40)
    firm = models.CharField("执业机构", max_length=100, blank=True)
    scope = models.TextField("服务范围")
    shared = models.BooleanField("可统筹调用", default=False)
    since = models.DateField("自")
    until = models.DateField("至")

    class Meta:
        verbose_name = "法律顾问"
        indexes = [models.Index(fields=["agency", "until"], name="identity_counsel_agency")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="identity_counsel_period"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def urn(self) -> str:
        """The name by which the record refers to this counsel."""
        return str(Urn("identity", "counsel", str(self.uid)))
