"""The envelope of an entry: what the ledger commits to, and how it is computed again.

Two salted commitments, so that content can be erased and the envelope still be verified:
``payload = SHA-256(salt₁ ‖ canonical(content))`` stands inside the envelope, and the leaf of the acts
log is ``SHA-256(salt₂ ‖ canonical(envelope))``. The first salt is erased with the content.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from mingzhi.kernel import canonical


class Fields(Protocol):
    """The columns of an entry that its envelope covers: all of them."""

    uid: UUID
    group: UUID
    act: str
    title: str
    stage: str
    occurred_at: datetime
    recorded_at: datetime
    late_reason: str
    actor_kind: str
    actor_urn: str
    actor_label: str
    role: str
    agency_code: str
    agency_label: str
    subject_urn: str
    subject_label: str
    basis: Sequence[str]
    hashes: Mapping[str, str]
    payload_hash: str


def envelope(entry: Fields, mentions: Iterable[str]) -> dict[str, Any]:
    """Return everything that is said of an act, except its content."""
    return {
        "uid": str(entry.uid),
        "group": str(entry.group),
        "act": entry.act,
        "title": entry.title,
        "stage": entry.stage,
        "occurred_at": moment(entry.occurred_at),
        "recorded_at": moment(entry.recorded_at),
        "late_reason": entry.late_reason,
        "actor": {
            "kind": str(entry.actor_kind),
            "urn": entry.actor_urn,
            "label": entry.actor_label,
            "role": entry.role,
            "agency": entry.agency_code,
            "agency_label": entry.agency_label,
        },
        "subject": {"urn": entry.subject_urn, "label": entry.subject_label},
        "mentions": sorted(set(mentions)),
        "basis": list(entry.basis),
        "hashes": dict(entry.hashes),
        "payload": entry.payload_hash,
    }


def moment(at: datetime) -> str:
    """Write a moment in the one form envelopes use: UTC, ISO 8601."""
    return at.astimezone(UTC).isoformat()


def commits_to(commitment_hex: str, salt_hex: str, content: canonical.Json) -> bool:
    """Tell whether the commitment is that of ``content`` under the salt."""
    try:
        return canonical.commitment(bytes.fromhex(salt_hex), content).hex() == commitment_hex
    except (TypeError, ValueError):
        return False
