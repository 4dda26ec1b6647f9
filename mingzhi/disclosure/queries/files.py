"""The redacted PDFs of public versions."""

from django.core.files.storage import storages


def pdf_key(sha256: str) -> str:
    """Return where the PDF with this digest lies."""
    return f"public/{sha256[:2]}/{sha256}.pdf"


def read_pdf(sha256: str) -> bytes:
    """Return the bytes of a stored PDF; raises FileNotFoundError when the store lacks it."""
    with storages["originals"].open(pdf_key(sha256)) as stored:
        return bytes(stored.read())
