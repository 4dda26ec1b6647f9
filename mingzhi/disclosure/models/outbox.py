"""What must still happen to the search index: committed with the act, so a crash loses nothing."""

from django.db import models
from django.db.models import Q

from mingzhi.disclosure.models.notice import Notice


class IndexJob(models.Model):
    """A notice whose entry in the search index must be looked at again."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="index_jobs")
    queued_at = models.DateTimeField("入队时间")
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "索引任务"
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="disclosure_index_waiting")]

    def __str__(self) -> str:
        return f"{self.notice_id}"
