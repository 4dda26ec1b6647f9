"""Verify a receipt and say what was found, for the page of proof and the page of verification."""

from dataclasses import dataclass
from typing import Any

from mingzhi.ledger.queries import vkey
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.ledger.rules.verdict import VerificationError, Verified
from mingzhi.ledger.rules.verifier import verify_receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The outcome: ``verified`` or the ``error``, never both."""

    verified: Verified | None = None
    error: VerificationError | None = None

    @property
    def content(self) -> dict[str, Any]:
        """What the receipt says, as far as it carries content."""
        return dict(self.verified.content or {}) if self.verified else {}

    @property
    def uid(self) -> str:
        """The notice the receipt speaks of."""
        return str(self.content.get("notice", ""))


def prove(text: str, *, document: bytes | None = None) -> Proof:
    """Verify a receipt against the keys of the logs of this place."""
    keys = [key for key in map(vkey, LOGS) if key]
    try:
        return Proof(verified=verify_receipt(text, vkeys=keys, document=document))
    except VerificationError as error:
        return Proof(error=error)
