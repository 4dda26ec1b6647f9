"""Rows as the acts build them; the bulk generator builds its rows with the same functions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingzhi.catalogue.rules.templates import TemplateView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.records.models import Attachment, Document, StoredFile
from mingzhi.records.rules import papers
from mingzhi.records.rules.arrangement import place
from mingzhi.records.rules.media import plain_name
from mingzhi.records.storing import Stored


def document_urn(document: Document) -> str:
    """Return the urn under which the trail and other rooms know a document."""
    return str(Urn("records", "document", str(document.uid)))


def attachment_urn(attachment: Attachment) -> str:
    """Return the urn of an attachment."""
    return str(Urn("records", "attachment", str(attachment.uid)))


def file_row(stored: Stored) -> StoredFile:
    """Return the row of stored bytes, made on first use."""
    known = {
        "sm3": stored.sm3,
        "size": stored.size,
        "media_type": stored.media_type,
        "key": stored.key,
        "pages": stored.pages,
        "stored_at": clock.now(),
    }
    row, _made = StoredFile.objects.get_or_create(sha256=stored.sha256, defaults=known)
    return row


def sealed_content(
    *,
    template: TemplateView,
    fields: Mapping[str, Any],
    title: str,
    number: str,
    agency_code: str,
    agency_name: str,
    on: date,
) -> papers.Sealed:
    """Seal the content of a paper that was drawn without a code."""
    return papers.paper(
        template=template.code,
        version=template.version,
        title=title or template.title,
        number=number,
        agency_code=agency_code,
        agency_name=agency_name,
        on=on,
        fields=fields,
    )


def document_row(
    *,
    actor: Actor,
    sealed: papers.Sealed,
    stored: Stored,
    file: StoredFile,
    made_at: datetime,
    recorded_at: datetime,
    part: str,
    order: int,
    **own: Any,
) -> Document:
    """Return an unsaved document with its paper and receipt commitments.

    ``own`` are case_urn, case_label, step_urn and object_urn.
    """
    content = sealed.content
    receipt = papers.receipt(of=sealed, pdf_sha256=stored.sha256, pdf_sm3=stored.sm3)
    own["case_label"] = own["case_label"][:200]
    return Document(
        **own,
        agency_code=content["agency_code"],
        agency_name=content["agency_name"],
        template_code=content["template"],
        template_version=content["version"],
        title=content["title"],
        number=content["number"],
        on=date.fromisoformat(content["on"]),
        fields=content["fields"],
        part=part,
        order=place(part, order),
        pages=stored.pages,
        file=file,
        paper_salt=sealed.salt,
        paper_commitment=sealed.commitment,
        code=sealed.code,
        receipt_salt=receipt.salt,
        receipt_commitment=receipt.commitment,
        made_by_urn=actor.urn,
        made_by=actor.label,
        made_at=made_at,
        recorded_at=recorded_at,
    )


def attachment_row(
    *,
    actor: Actor,
    stored: Stored,
    file: StoredFile,
    attached_at: datetime,
    recorded_at: datetime,
    pages: int | None,
    **own: Any,
) -> Attachment:
    """Return an unsaved attachment; ``own`` are the remaining columns by name."""
    own["title"] = (own["title"].strip() or plain_name(stored.name))[:200]
    own["case_label"] = own["case_label"][:200]
    own["gap_reason"] = own["gap_reason"].strip()[:400]
    own["device"], own["source"] = own["device"][:120], own["source"][:200]
    own["order"] = place(own["part"], own["order"])
    return Attachment(
        **own,
        name=plain_name(stored.name),
        pages=stored.pages if pages is None else pages,
        file=file,
        attached_by_urn=actor.urn,
        attached_by=actor.label,
        attached_at=attached_at,
        recorded_at=recorded_at,
    )
