"""Bring in what others made: evidence, recordings, papers; explain recordings that are missing."""

from datetime import datetime

from django.db import IntegrityError, transaction

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.acts.rows import attachment_row, attachment_urn, file_row
from mingzhi.records.models import Attachment, RecordingGap
from mingzhi.records.models.attachment import KINDS
from mingzhi.records.policy import may_attach
from mingzhi.records.rules.arrangement import EVIDENCE
from mingzhi.records.storing import Stored
from mingzhi.trail.acts import act, describe
from mingzhi.trail.acts.frame import current_moment


@act(
    "records.attach",
    title=_("归入材料"),
    may=may_attach,
    serves=("2.2.2b", "2.2.3c"),
    basis=("市场监督管理行政处罚程序规定 §79",),
)
def attach(
    *,
    actor: Actor,
    case_urn: str,
    case_label: str,
    step_urn: str,
    stored: Stored,
    kind: str,
    title: str,
    agency_code: str = "",
    object_urn: str = "",
    item_code: str = "",
    captured_from: datetime | None = None,
    captured_until: datetime | None = None,
    device: str = "",
    source: str = "",
    gap_reason: str = "",
    part: str = "正卷",
    order: int = EVIDENCE,
    pages: int | None = None,
) -> Attachment:
    """Bring one stored file into a case: evidence, a recording, a paper of somebody else."""
    occurred_at, recorded_at = current_moment()
    check_captured(captured_from, captured_until, recorded_at)
    if kind not in dict(KINDS):
        raise ValueError(f"there is no kind of material {kind!r}")
    attachment = attachment_row(
        actor=actor,
        stored=stored,
        file=file_row(stored),
        attached_at=occurred_at,
        recorded_at=recorded_at,
        pages=pages,
        case_urn=case_urn,
        case_label=case_label,
        step_urn=step_urn,
        object_urn=object_urn,
        agency_code=agency_code or actor.agency_code,
        kind=kind,
        title=title,
        item_code=item_code,
        captured_from=captured_from,
        captured_until=captured_until,
        device=device,
        source=source,
        gap_reason=gap_reason,
        part=part,
        order=order,
    )
    _insert(attachment)
    _describe(attachment)
    return attachment


def _insert(attachment: Attachment) -> None:
    try:
        with transaction.atomic():
            attachment.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict(
            "records.attached",
            _("同一文件已经归入本步骤。"),
            way_out=_("请刷新页面查看已有材料。"),
        ) from error


def _describe(attachment: Attachment) -> None:
    start, end = attachment.captured_from, attachment.captured_until
    named = (attachment_urn(attachment), attachment.step_urn, attachment.object_urn)
    describe(
        subject=attachment.case_urn,
        label=attachment.case_label,
        title=f"归入{attachment.get_kind_display()}：{attachment.title}"[:120],
        content={
            "attachment": str(attachment.uid),
            "title": attachment.title,
            "kind": attachment.kind,
            "part": attachment.part,
            "item": attachment.item_code,
            "captured_from": start.isoformat() if start else None,
            "captured_until": end.isoformat() if end else None,
            "device": attachment.device,
            "gap_reason": attachment.gap_reason,
            "sm3": attachment.file.sm3,
        },
        hashes={"file": attachment.file.sha256},
        mentions=[urn for urn in named if urn],
    )


def check_captured(start: datetime | None, end: datetime | None, now: datetime) -> None:
    """Raise Invalid when a recording would end before it starts, or in the future."""
    for moment in (start, end):
        if moment is not None and moment.tzinfo is None:
            raise TypeError("capture times must be aware")
    if (start and start > now) or (end and end > now):
        raise Invalid(
            "records.captured.future",
            _("音像记录的时间不能晚于现在。"),
            way_out=_("请核对设备时钟，填写实际起止时间。"),
            field="captured_until",
        )
    if start and end and end < start:
        raise Invalid(
            "records.captured.order",
            _("音像记录的结束时间早于开始时间。"),
            way_out=_("请核对起止时间。"),
            field="captured_until",
        )


@act(
    "records.explain_gap",
    title=_("说明音像记录缺失、中断"),
    may=may_attach,
    serves=("2.2.2b",),
    basis=("浙政办发〔2019〕20号 二(二)2",),
)
def explain_gap(
    *,
    actor: Actor,
    case_urn: str,
    case_label: str,
    item_code: str,
    reason: str,
    step_urn: str = "",
    agency_code: str = "",
) -> RecordingGap:
    """Put on file why a demanded recording is missing or broken off.

    Raises Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(
            "records.gap.reason",
            _("音像记录缺失、中断须写明原因。"),
            way_out=_("请写明设备故障、现场条件等具体原因。"),
            field="reason",
        )
    occurred_at, _recorded = current_moment()
    gap = RecordingGap.objects.create(
        case_urn=case_urn,
        case_label=case_label[:200],
        step_urn=step_urn,
        agency_code=agency_code or actor.agency_code,
        item_code=item_code,
        reason=reason.strip()[:400],
        explained_by_urn=actor.urn,
        explained_by=actor.label,
        explained_at=occurred_at,
    )
    describe(
        subject=case_urn,
        label=case_label,
        content={"item": item_code, "reason": gap.reason},
        mentions=[step_urn] if step_urn else [],
    )
    return gap
