"""How the rows of an entry are made: used by the frame, and by the generator of bulk counties."""

import json
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingzhi.kernel import canonical
from mingzhi.kernel.actor import Actor
from mingzhi.trail.models import Entry, Mention, Payload
from mingzhi.trail.rules.envelope import envelope

SALT_SIZE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What an act says of itself, before it is written down."""

    group: uuid.UUID
    act: str
    title: str
    stage: str
    actor: Actor
    occurred_at: datetime
    recorded_at: datetime
    late_reason: str
    subject: str
    label: str
    content: Mapping[str, Any]
    mentions: tuple[str, ...]
    hashes: Mapping[str, str]
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The unsaved rows of one entry, and the leaf for the acts log."""

    entry: Entry
    payload: Payload
    mentions: list[Mention]
    commitment: bytes


def write(said: Said) -> Written:
    """Make the rows of one entry without saving them.

    Raises TypeError or ValueError when the content has no canonical form.
    """
    payload_salt, salt = secrets.token_bytes(SALT_SIZE), secrets.token_bytes(SALT_SIZE)
    form = canonical.canonical(said.content)
    content = json.loads(form)
    entry = Entry(
        group=said.group,
        act=said.act,
        title=said.title[:120],
        stage=said.stage,
        occurred_at=said.occurred_at,
        recorded_at=said.recorded_at,
        late_reason=said.late_reason,
        **_actor_columns(said.actor),
        subject_urn=said.subject,
        subject_label=said.label[:200],
        basis=list(said.basis),
        hashes=dict(said.hashes),
        payload_hash=canonical.commitment_of(payload_salt, form).hex(),
        salt=salt.hex(),
    )
    urns = tuple(dict.fromkeys(said.mentions))
    commitment = canonical.commitment(salt, envelope(entry, urns))
    entry.content_hash = commitment.hex()
    payload = Payload(entry=entry, content=content, salt=payload_salt.hex())
    return Written(entry, payload, [Mention(entry=entry, urn=urn) for urn in urns], commitment)


def _actor_columns(actor: Actor) -> dict[str, str]:
    return {
        "actor_kind": str(actor.kind),
        "actor_urn": actor.urn,
        "actor_label": actor.label[:120],
        "role": actor.role,
        "agency_code": actor.agency_code,
        "agency_label": actor.agency_label[:120],
    }


def save(rows: Iterable[Written], *, batch_size: int = 1000) -> None:
    """Save many entries at once, in their order (their leaves are queued by the caller)."""
    given = list(rows)
    Entry.objects.bulk_create([row.entry for row in given], batch_size=batch_size)
    Payload.objects.bulk_create([row.payload for row in given], batch_size=batch_size)
    Mention.objects.bulk_create([one for row in given for one in row.mentions], batch_size=batch_size)
