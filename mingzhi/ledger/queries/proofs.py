"""Proofs read from tiles: inclusion, consistency, receipts."""

from collections.abc import Sequence

from mingzhi.ledger.queries.tree import latest_checkpoint, load_tiles, position
from mingzhi.ledger.rules import merkle, tiles
from mingzhi.ledger.rules.receipt import Receipt


def inclusion_proof(log: str, index: int, size: int) -> list[bytes]:
    """Return the path that proves leaf ``index`` in the signed tree of ``size`` leaves."""
    return _range_hashes(log, merkle.inclusion_ranges(index, size), size)


def consistency_proof(log: str, first: int, second: int) -> list[bytes]:
    """Return the path that proves that the tree of ``second`` leaves continues that of ``first``."""
    return _range_hashes(log, merkle.consistency_ranges(first, second), second)


def receipt_text(*, log: str, commitment_hex: str, extra: bytes = b"") -> str | None:
    """Return the receipt (``.tlog-proof``) of a commitment against the newest checkpoint.

    ``extra`` is the canonical JSON ``{"content": …, "salt": hex}`` of what was committed, for receipts
    that travel with their content. None until the commitment is integrated.
    """
    index = position(log, commitment_hex)
    head = latest_checkpoint(log)
    if index is None or head is None:
        return None
    path = inclusion_proof(log, index, head.size)
    return str(Receipt(index, tuple(path), head.text, extra))


def _range_hashes(log: str, ranges: Sequence[merkle.Range], size: int) -> list[bytes]:
    """Return the hash of each range, reading every tile once."""
    wanted = [tiles.home(height, index)[0] for span in ranges for height, index in merkle.subtrees(span)]
    loaded = load_tiles(log, wanted, size)

    def subtree(height: int, index: int) -> bytes:
        at, place = tiles.home(height, index)
        return merkle.complete_root(loaded[at][place])

    return [merkle.range_hash(span, subtree) for span in ranges]
