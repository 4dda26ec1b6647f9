"""Papers that carry a code: who can tell whether a paper was filed.

The portal cannot reach the files of cases. Whoever keeps papers is wired in by the site and answers
with what is public by nature: the receipt, which names no party.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperProof:
    """What is public about a filed paper: the receipt (None until it is in a signed tree)."""

    title: str
    number: str
    agency_name: str
    on: str
    commitment: str
    log: str
    pdf_sha256: str
    receipt: str | None


Lookup = Callable[[str], PaperProof | None]
_lookups: list[Lookup] = []


def register(lookup: Lookup) -> None:
    """Let ``lookup`` answer for the codes of its papers; called once at start."""
    if lookup not in _lookups:
        _lookups.append(lookup)


def find(code: str) -> PaperProof | None:
    """Return the paper with this code (the first 16 digits of its commitment, or all 64)."""
    answers = (lookup(code) for lookup in _lookups)
    return next((answer for answer in answers if answer is not None), None)
