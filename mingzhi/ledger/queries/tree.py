"""Reading the tree: checkpoints, positions, tiles and entry bundles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Subquery

from mingzhi.ledger.models import Checkpoint, Leaf, Log, Tile
from mingzhi.ledger.rules import merkle, tiles
from mingzhi.ledger.rules.tiles import HEIGHT, MAX_LEVEL, WIDTH, Frontier, TileId
from mingzhi.prepared import prepared

_COMMITMENT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointView:
    """A signed tree head; ``text`` is the note to publish, ``root`` is hex."""

    log: str
    size: int
    root: str
    text: str
    signed_at: datetime


def latest_checkpoint(log: str) -> CheckpointView | None:
    """Return the newest signed tree head of the log, None before its first."""
    found = _newest_checkpoint(log)
    if not found:
        return None
    row = found[0]
    return CheckpointView(
        log=log, size=row.size, root=bytes(row.root).hex(), text=row.text, signed_at=row.signed_at
    )


@prepared
def _newest_checkpoint(log: str) -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(log=log).order_by("-size")[:1]


def vkey(log: str) -> str | None:
    """Return the log's verifier key, None before its first checkpoint."""
    return Log.objects.filter(name=log).values_list("vkey", flat=True).first()


def position(log: str, commitment_hex: str) -> int | None:
    """Return the place of a commitment in its log, None until it is integrated."""
    if not _COMMITMENT.fullmatch(commitment_hex):
        return None
    found = _positions(log, bytes.fromhex(commitment_hex))
    return found[0] if found else None


@prepared
def _positions(log: str, commitment: bytes) -> QuerySet[Leaf, int | None]:
    rows = Leaf.objects.filter(log=log, commitment=commitment).order_by("id")
    return rows.values_list("position", flat=True)[:1]


def waiting(log: str) -> int:
    """Return how many leaves wait for the sequencer."""
    return Leaf.objects.filter(log=log, position=None).count()


def moments(log: str) -> tuple[datetime | None, datetime | None]:
    """Return since when the oldest leaf of a log waits for the sequencer, and when the newest of all came.

    By the server's clock of then; None where nothing waits, or nothing is there at all. One query.
    """
    return next(iter(_moments(log)), (None, None))


@prepared
def _moments(log: str) -> QuerySet[Leaf, tuple[datetime | None, datetime]]:
    waiting = Leaf.objects.filter(log=log, position=None).order_by("id").values("queued_at")
    return Leaf.objects.order_by("-id").values_list(Subquery(waiting[:1]), "queued_at")[:1]


def commitments(log: str) -> Iterator[str]:
    """Return all commitments (hex) of the log, numbered or waiting, in the order they were queued."""
    rows = Leaf.objects.filter(log=log).order_by("id").values_list("commitment", flat=True)
    for commitment in rows.iterator(chunk_size=2000):
        yield bytes(commitment).hex()


def size_of(log: str) -> int:
    """Return the size of the newest signed tree (0 before the first)."""
    newest = Checkpoint.objects.filter(log=log).order_by("-size").values_list("size", flat=True)
    return newest.first() or 0


def frontier(log: str, size: int) -> Frontier:
    """Return the growing edge of the tree of ``size`` leaves: its partial tiles."""
    levels = range((max(size.bit_length(), 1) - 1) // HEIGHT + 1)
    return Frontier(size, [partial_row(log, level, size) for level in levels])


def partial_row(log: str, level: int, size: int) -> list[bytes]:
    """Return the hashes of the last, partial tile of a level in a tree of ``size`` leaves."""
    end = size >> (HEIGHT * level)
    start = end - end % WIDTH
    if start == end:
        return []
    if level == 0:
        return [merkle.leaf_hash(entry) for entry in entries(log, start, end)]
    below = Tile.objects.filter(log=log, level=level - 1, number__gte=start, number__lt=end)
    return [bytes(root) for root in below.order_by("number").values_list("root", flat=True)]


def entries(log: str, start: int, end: int) -> list[bytes]:
    """Return the commitments at the positions ``[start, end)``."""
    rows = Leaf.objects.filter(log=log, position__gte=start, position__lt=end).order_by("position")
    return [bytes(commitment) for commitment in rows.values_list("commitment", flat=True)]


def load_tiles(log: str, wanted: Iterable[TileId], size: int) -> Mapping[TileId, list[bytes]]:
    """Return the hashes of tiles in a tree of ``size`` leaves: full ones at once, partial ones derived."""
    loaded: dict[TileId, list[bytes]] = {}
    full = Q()
    for at in set(wanted):
        if tiles.width_in(at, size) == WIDTH:
            full |= Q(level=at.level, number=at.number)
        else:
            loaded[at] = partial_row(log, at.level, size)
    if full:
        rows = Tile.objects.filter(full, log=log).values_list("level", "number", "hashes")
        loaded |= {TileId(level, number): tiles.cut(bytes(hashes)) for level, number, hashes in rows}
    return loaded


def tile(log: str, level: int, number: int, width: int = WIDTH) -> bytes | None:
    """Return the first ``width`` hashes of a tile, None unless the signed tree has so many."""
    at = TileId(level, number)
    if not (0 <= level <= MAX_LEVEL and 0 < width <= WIDTH):
        return None
    size = size_of(log)
    if tiles.width_in(at, size) < width:
        return None
    return b"".join(load_tiles(log, [at], size)[at][:width])


def entry_bundle(log: str, number: int, width: int = WIDTH) -> bytes | None:
    """Return the first ``width`` entries of a bundle, None unless the signed tree has so many."""
    if not 0 < width <= WIDTH or tiles.width_in(TileId(0, number), size_of(log)) < width:
        return None
    start = number * WIDTH
    return tiles.bundle(entries(log, start, start + width))
