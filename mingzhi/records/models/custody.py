"""Who saw or took which file, when, for what (调阅, 浙政办发〔2019〕20号 二(二)4)."""

import uuid

from django.db import models

from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.models.stored_file import StoredFile

USES = (("view", _("查看")), ("download", _("下载")), ("export", _("导出")))


class Custody(models.Model):
    """One use of a file. Append-only; the trail holds the same fact as an entry."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    subject_urn = models.CharField("文书或附件标识", max_length=160)
    subject_label = models.CharField("文书或附件", max_length=200)
    case_urn = models.CharField("案件标识", max_length=160)
    use = models.CharField("方式", max_length=8, choices=USES)
    purpose = models.CharField("用途", max_length=200, blank=True)
    actor_urn = models.CharField("使用人标识", max_length=160)
    actor_label = models.CharField("使用人", max_length=120)
    agency_code = models.CharField("使用人机关", max_length=18, blank=True)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "调阅记录"
        indexes = [
            models.Index(fields=["case_urn", "-id"], name="records_custody_case"),
            models.Index(fields=["subject_urn", "-id"], name="records_custody_subject"),
            models.Index(fields=["actor_urn", "-id"], name="records_custody_actor"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(use__in=[code for code, _ in USES]), name="records_custody_use"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_label} {self.get_use_display()} {self.subject_label}"
