"""Entries for tests: written through the same builders as the frame, without an act."""

import uuid
from collections.abc import Iterable

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.ledger.acts.queue import queue_leaves
from mingzhi.trail.acts.writing import Said, save, write
from mingzhi.trail.models import Entry

AGENCY = "11330100MB0000001A"
OTHER = "11330100MB0000002B"
SUBJECT = "urn:mingzhi:cases:case:1"


def officer(
    name: str = "wang",
    *,
    agency: str = AGENCY,
    capabilities: Iterable[str] = (),
    sees: Iterable[str] | None = None,
) -> Actor:
    """Return a person who works on cases of an agency, and sees it unless ``sees`` says otherwise."""
    return Actor(
        kind=ActorKind.PERSON,
        urn=f"urn:mingzhi:identity:person:{name}",
        label=name,
        on=clock.today(),
        agency_code=agency,
        agency_label="甲市市场监督管理局",
        role="handler",
        capabilities=frozenset({"cases.view", *capabilities}),
        agency_codes_seen=frozenset([agency] if sees is None else sees),
    )


def record(*, actor: Actor, number: int = 0, subject: str = SUBJECT, mentions: tuple[str, ...] = ()) -> Entry:
    """Write one entry (with its leaf) and return it."""
    said = Said(
        group=uuid.uuid4(),
        act="trail_test.record",
        title=f"第{number}条",
        stage="立案",
        actor=actor,
        occurred_at=clock.now(),
        recorded_at=clock.now(),
        late_reason="",
        subject=subject,
        label="某案",
        content={"number": number},
        mentions=mentions,
        hashes={"file": "ab" * 32},
        basis=("行政处罚法 §54",),
    )
    rows = write(said)
    save([rows])
    queue_leaves(log="acts", commitments=[rows.commitment])
    return rows.entry
