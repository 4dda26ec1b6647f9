"""What a paper commits to, and the code that stands on it.

The paper is bound in two steps, because its QR must be drawn before its bytes exist:

1. before rendering, a random salt and the structured content give the *paper commitment*
   ``SHA-256(salt ‖ canonical(content))``; its first 16 hex digits are the code on the paper;
2. after rendering, the *receipt content* names the paper commitment and the SHA-256 of the PDF; its own
   salted commitment is the leaf in the log of acts.

Whoever holds the paper sees from the receipt that this PDF was filed; whoever holds the file (a court)
gets content and salt and sees that the PDF says what the record says. The receipt names no party.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.kernel.canonical import canonical, commitment

PAPER_KIND = "mingzhi/paper/1"
RECEIPT_KIND = "mingzhi/document/1"
CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """Content with its salt; ``commitment`` is what may be shown to everybody (lower-case hex)."""

    content: Mapping[str, Any]
    salt: str

    @property
    def commitment(self) -> str:
        """The salted commitment in hex."""
        return commitment(bytes.fromhex(self.salt), self.content).hex()

    @property
    def code(self) -> str:
        """The short code printed on the paper: the first 16 digits."""
        return self.commitment[:CODE_LENGTH]


def paper(
    *,
    template: str,
    version: str,
    title: str,
    number: str,
    agency_code: str,
    agency_name: str,
    on: date,
    fields: Mapping[str, Any],
    salt: str = "",
) -> Sealed:
    """Seal the structured content of a paper before it is drawn (a fresh salt unless given).

    Raises ValueError for text no database keeps (NUL, lone surrogates), TypeError for floats.
    """
    content: dict[str, Any] = {
        "kind": PAPER_KIND,
        "template": template,
        "version": version,
        "title": title,
        "number": number,
        "agency_code": agency_code,
        "agency_name": agency_name,
        "on": on.isoformat(),
        "fields": dict(fields),
    }
    if _holds_nul(content):
        raise ValueError("text holds a NUL")
    canonical(content)
    return Sealed(content, salt or secrets.token_hex(32))


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, Mapping):
        return any(_holds_nul(name) or _holds_nul(item) for name, item in value.items())
    return isinstance(value, list | tuple) and any(map(_holds_nul, value))


def receipt(*, of: Sealed, pdf_sha256: str, pdf_sm3: str, salt: str = "") -> Sealed:
    """Seal what the log of acts holds of a filed paper: the paper's commitment and the PDF's digests."""
    content: dict[str, Any] = {
        "kind": RECEIPT_KIND,
        "paper": of.commitment,
        "pdf_sha256": pdf_sha256,
        "pdf_sm3": pdf_sm3,
        **{name: of.content[name] for name in ("template", "title", "number", "agency_code", "on")},
    }
    return Sealed(content, salt or secrets.token_hex(32))


def code_of(text: str) -> str:
    """Bring a code as typed or scanned into its stored form: lower case, no spaces or hyphens."""
    return "".join(text.split()).replace("-", "").replace("－", "").lower()[:64]


def address(public_url: str, code: str) -> str:
    """Return the address a paper's QR carries."""
    return f"{public_url.rstrip('/')}/v/{code}"
