"""What tests of the ledger and of the rooms above need: commitments, filled logs."""

import hashlib

from mingzhi.ledger.acts.integrate import integrate
from mingzhi.ledger.acts.queue import queue_leaves


def commitment(number: int, word: str = "leaf") -> bytes:
    """Return a commitment that only this number and word have."""
    return hashlib.sha256(f"{word} {number}".encode()).digest()


def commitments(count: int, *, start: int = 0) -> list[bytes]:
    """Return the commitments of the numbers from ``start``."""
    return [commitment(number) for number in range(start, start + count)]


def fill(log: str, *sizes: int, batch: int = 2048) -> list[bytes]:
    """Grow an empty log to each size in turn, a checkpoint at each; return its commitments."""
    done = 0
    for size in sizes:
        queue_leaves(log=log, commitments=commitments(size - done, start=done))
        integrate(log=log, batch=batch)
        done = size
    return commitments(done)
