"""Read a file again and compare it with what was recorded when it was filed."""

from mingzhi.kernel.canonical import commitment
from mingzhi.records.models import Attachment, Document
from mingzhi.records.queries.papers import paper_content, receipt_content
from mingzhi.records.rules.properties import Found
from mingzhi.records.storing import intact


def reread(case_urn: str) -> tuple[Found, ...]:
    """Re-hash every file of a case and recompute what its papers commit to."""
    documents = Document.objects.filter(case_urn=case_urn).select_related("file").order_by("id")
    attachments = Attachment.objects.filter(case_urn=case_urn).select_related("file").order_by("id")
    return tuple(
        [
            Found(
                urn=f"urn:mingzhi:records:document:{row.uid}",
                title=row.title,
                digest_matches=intact(row.file.key, sha256=row.file.sha256),
                commitment_matches=commitment_matches(row),
                author_known=bool(row.made_by_urn and row.made_by),
            )
            for row in documents
        ]
        + [
            Found(
                urn=f"urn:mingzhi:records:attachment:{row.uid}",
                title=row.title,
                digest_matches=intact(row.file.key, sha256=row.file.sha256),
                author_known=bool(row.attached_by_urn and row.attached_by),
            )
            for row in attachments
        ]
    )


def commitment_matches(row: Document) -> bool:
    """Tell whether the structured content is still the one the paper committed to."""
    return commitment(bytes.fromhex(row.paper_salt), paper_content(row)).hex() == row.paper_commitment


def receipt_matches(row: Document) -> bool:
    """Tell whether title, number, day and the digests of the drawn sheet are still those of the receipt."""
    sealed = commitment(bytes.fromhex(row.receipt_salt), receipt_content(row))
    return sealed.hex() == row.receipt_commitment
