"""Queue commitments inside the business transaction; the sequencer takes them from there."""

from collections.abc import Iterable

from mingzhi.kernel import clock
from mingzhi.ledger import journal
from mingzhi.ledger.models import Leaf
from mingzhi.ledger.rules.logs import LOGS


def queue_leaf(*, log: str, commitment: bytes) -> None:
    """Queue one salted commitment (32 bytes) for the named log ("acts" or "publications").

    One INSERT inside the caller's transaction. Raises ValueError for another log or length.
    """
    _require(log, commitment)
    Leaf.objects.create(log=log, commitment=commitment, queued_at=clock.now())
    journal.note(log, [commitment])


def queue_leaves(*, log: str, commitments: Iterable[bytes], batch_size: int = 2000) -> int:
    """Queue many commitments at once, in their order; return how many (bulk generator, imports)."""
    moment = clock.now()
    rows = []
    for commitment in commitments:
        _require(log, commitment)
        rows.append(Leaf(log=log, commitment=commitment, queued_at=moment))
    Leaf.objects.bulk_create(rows, batch_size=batch_size)
    journal.note(log, (bytes(row.commitment) for row in rows))
    return len(rows)


def _require(log: str, commitment: bytes) -> None:
    if log not in LOGS:
        raise ValueError(f"there is no log {log!r}")
    if len(commitment) != 32:
        raise ValueError("a commitment has 32 bytes")
