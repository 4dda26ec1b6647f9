"""The trail: one entry per act, immutable; the erasable payload beside it."""

import uuid

from django.db import models


class Entry(models.Model):
    """The immutable envelope of one act (浙政办发〔2019〕20号 二(二)).

    ``payload_hash`` is the salted commitment of the content, ``content_hash`` that of the whole
    envelope: the leaf in the acts log, with ``salt`` its salt. ``hashes`` are the digests of the
    documents and files the act produced or used. Guarded against update and delete by triggers.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = models.UUIDField("办理批次")
    act = models.CharField("行为", max_length=80)
    title = models.CharField("名称", max_length=120)
    occurred_at = models.DateTimeField("发生时间")
    recorded_at = models.DateTimeField("记录时间")
    late_reason = models.CharField("补录理由", max_length=400, blank=True)
    actor_kind = models.CharField("行为人类别", max_length=10)
    actor_urn = models.CharField("行为人标识", max_length=160)
    actor_label = models.CharField("行为人", max_length=120)
    role = models.CharField("岗位", max_length=60, blank=True)
    agency_code = models.CharField("机关代码", max_length=18, blank=True)
    agency_label = models.CharField("机关", max_length=120, blank=True)
    subject_urn = models.CharField("对象标识", max_length=160)
    subject_label = models.CharField("对象", max_length=200)
    stage = models.CharField("环节", max_length=20, blank=True)
    basis = models.JSONField("依据", default=list)
    hashes = models.JSONField("内容哈希", default=dict)
    payload_hash = models.CharField("内容承诺", max_length=64)
    salt = models.CharField("盐", max_length=64)
    content_hash = models.CharField("条目承诺", max_length=64, unique=True)

    class Meta:
        verbose_name = "记录条目"
        indexes = [
            models.Index(fields=["subject_urn", "id"], name="trail_by_subject"),
            models.Index(fields=["actor_urn", "id"], name="trail_by_actor"),
            models.Index(fields=["agency_code", "id"], name="trail_by_agency"),
            models.Index(fields=["act", "id"], name="trail_by_act"),
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.subject_label}"


class Payload(models.Model):
    """What was entered in the act, with the salt of its commitment.

    May lawfully be erased (个人信息保护法 §47): ``content`` and ``salt`` are emptied, once and for good,
    and ``erased_at`` and ``erased_because`` remain as a tombstone; the envelope is untouched and can
    still be verified. Triggers refuse to write anything else into it.
    """

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="payload")
    content = models.JSONField("内容", null=True)
    salt = models.CharField("盐", max_length=64, blank=True)
    erased_at = models.DateTimeField("清除时间", null=True)
    erased_because = models.CharField("清除理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "条目内容"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_at=None, content__isnull=False, erased_because="")
                | models.Q(erased_at__isnull=False, content__isnull=True, salt="")
                & ~models.Q(erased_because=""),
                name="trail_payload_whole_or_erased",
            ),
        ]

    def __str__(self) -> str:
        return str(self.entry_id)


class Mention(models.Model):
    """A further thing or person an entry is about, so that each has its own page."""

    # every third row of a case is one of these: the constraint below finds those of an entry as well
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mentions", db_index=False)
    urn = models.CharField("标识", max_length=160)

    class Meta:
        verbose_name = "条目提及"
        indexes = [models.Index(fields=["urn", "entry"], name="trail_mentions")]
        constraints = [
            models.UniqueConstraint(fields=["entry", "urn"], name="trail_mention_once"),
        ]

    def __str__(self) -> str:
        return self.urn
