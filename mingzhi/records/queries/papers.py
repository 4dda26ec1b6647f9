"""Checking a paper by its code: what anybody who holds it may know."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.kernel.canonical import canonical
from mingzhi.ledger.queries import receipt_text
from mingzhi.records.models import Document
from mingzhi.records.policy import unknown
from mingzhi.records.rules.papers import CODE_LENGTH, RECEIPT_KIND, code_of

ACTS_LOG = "acts"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """What the verification page shows: no party, no content, only that and what was filed.

    ``receipt`` is the ``.tlog-proof`` text; None for the seconds until the log has taken the leaf.
    """

    title: str
    number: str
    on: date
    agency_code: str
    agency_name: str
    code: str
    paper_commitment: str
    receipt_commitment: str
    pdf_sha256: str
    pdf_sm3: str
    pages: int
    size: int
    receipt: str | None


def paper_by_code(code: str) -> PaperView:
    """Return the paper with the code printed on it (or its whole commitment); NotKnown when there is none."""
    wanted = code_of(code)
    if len(wanted) < CODE_LENGTH or wanted.strip("0123456789abcdef"):
        raise unknown()
    row = Document.objects.filter(code=wanted[:CODE_LENGTH]).select_related("file").first()
    if row is None or not row.paper_commitment.startswith(wanted):
        raise unknown()
    return PaperView(
        title=row.title,
        number=row.number,
        on=row.on,
        agency_code=row.agency_code,
        agency_name=row.agency_name,
        code=row.code,
        paper_commitment=row.paper_commitment,
        receipt_commitment=row.receipt_commitment,
        pdf_sha256=row.file.sha256,
        pdf_sm3=row.file.sm3,
        pages=row.pages,
        size=row.file.size,
        receipt=receipt_of(row),
    )


def document_of_code(code: str) -> tuple[str, str]:
    """Return (case urn, document uid) of the paper with this code; both empty when there is none."""
    wanted = code_of(code)
    if len(wanted) != CODE_LENGTH or wanted.strip("0123456789abcdef"):
        return "", ""
    row = Document.objects.filter(code=wanted).values_list("case_urn", "uid").first()
    return (row[0], str(row[1])) if row else ("", "")


def receipt_of(row: Document) -> str | None:
    """Return the receipt of a document with its receipt content; ``mingzhi verify`` reads it offline."""
    extra = canonical({"content": receipt_content(row), "salt": row.receipt_salt})
    return receipt_text(log=ACTS_LOG, commitment_hex=row.receipt_commitment, extra=extra)


def receipt_content(row: Document) -> dict[str, Any]:
    """Return what the receipt of a document says, as the log holds its commitment."""
    return {
        "kind": RECEIPT_KIND,
        "paper": row.paper_commitment,
        "pdf_sha256": row.file.sha256,
        "pdf_sm3": row.file.sm3,
        "template": row.template_code,
        "title": row.title,
        "number": row.number,
        "agency_code": row.agency_code,
        "on": row.on.isoformat(),
    }


def paper_content(row: Document) -> dict[str, Any]:
    """Return the structured content a paper commits to, as it was sealed."""
    return {
        "kind": "mingzhi/paper/1",
        "template": row.template_code,
        "version": row.template_version,
        "title": row.title,
        "number": row.number,
        "agency_code": row.agency_code,
        "agency_name": row.agency_name,
        "on": row.on.isoformat(),
        "fields": row.fields,
    }
