"""What readers get: values, not rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.kernel.clock import CHINA
from mingzhi.records.models import Attachment, Document, StoredFile
from mingzhi.records.rules.arrangement import heading


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A stored file by its digests."""

    sha256: str
    sm3: str
    size: int
    media_type: str
    key: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document; ``fields`` is its structured content, ``code`` what is printed on it."""

    urn: str
    uid: str
    title: str
    number: str
    on: date
    template_code: str
    template_version: str
    part: str
    order: int
    heading: str
    pages: int
    case_urn: str
    case_label: str
    step_urn: str
    agency_code: str
    agency_name: str
    fields: Mapping[str, Any]
    file: FileView
    code: str
    paper_commitment: str
    receipt_commitment: str
    made_by: str
    made_at: datetime
    recorded_at: datetime

    @property
    def day(self) -> date:
        """The day it is listed under."""
        return self.on

    @property
    def whom(self) -> str:
        """Whom it asked: two inquiries of one day are told apart by it (程序规定 §29)."""
        return str(self.fields.get("asked_name") or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file from outside in a case."""

    urn: str
    uid: str
    title: str
    name: str
    kind: str
    kind_label: str
    item_code: str
    captured_from: datetime | None
    captured_until: datetime | None
    device: str
    source: str
    gap_reason: str
    part: str
    order: int
    heading: str
    pages: int
    case_urn: str
    case_label: str
    step_urn: str
    agency_code: str
    file: FileView
    attached_by: str
    attached_at: datetime
    recorded_at: datetime

    @property
    def day(self) -> date:
        """The day it is listed under: when it was recorded, else when it came in."""
        return (self.captured_from or self.attached_at).astimezone(CHINA).date()

    @property
    def whom(self) -> str:
        """Nobody: only papers say whom they asked."""
        return ""


def file_view(row: StoredFile) -> FileView:
    """Return a stored file as a value."""
    return FileView(
        sha256=row.sha256,
        sm3=row.sm3,
        size=row.size,
        media_type=row.media_type,
        key=row.key,
        pages=row.pages,
    )


def document_view(row: Document) -> DocumentView:
    """Return a document as a value."""
    return DocumentView(
        urn=f"urn:mingzhi:records:document:{row.uid}",
        uid=str(row.uid),
        title=row.title,
        number=row.number,
        on=row.on,
        template_code=row.template_code,
        template_version=row.template_version,
        part=row.part,
        order=row.order,
        heading=heading(row.part, row.order),
        pages=row.pages,
        case_urn=row.case_urn,
        case_label=row.case_label,
        step_urn=row.step_urn,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        fields=row.fields,
        file=file_view(row.file),
        code=row.code,
        paper_commitment=row.paper_commitment,
        receipt_commitment=row.receipt_commitment,
        made_by=row.made_by,
        made_at=row.made_at,
        recorded_at=row.recorded_at,
    )


def attachment_view(row: Attachment) -> AttachmentView:
    """Return an attachment as a value."""
    return AttachmentView(
        urn=f"urn:mingzhi:records:attachment:{row.uid}",
        uid=str(row.uid),
        title=row.title,
        name=row.name,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        item_code=row.item_code,
        captured_from=row.captured_from,
        captured_until=row.captured_until,
        device=row.device,
        source=row.source,
        gap_reason=row.gap_reason,
        part=row.part,
        order=row.order,
        heading=heading(row.part, row.order),
        pages=row.pages,
        case_urn=row.case_urn,
        case_label=row.case_label,
        step_urn=row.step_urn,
        agency_code=row.agency_code,
        file=file_view(row.file),
        attached_by=row.attached_by,
        attached_at=row.attached_at,
        recorded_at=row.recorded_at,
    )
