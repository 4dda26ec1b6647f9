"""The Merkle tree of RFC 6962 §2.1 (RFC 9162 §2.1): hashing, and proofs made and verified.

A tree of any size is described by its complete subtrees: ``(height, index)`` is the root over the
leaves ``[index << height, (index + 1) << height)``. Proofs are planned as ranges of leaves, and each
range is the fold of a few complete subtrees, so a proof reads only what it needs.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

HASH_SIZE = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Range = tuple[int, int]
Subtree = Callable[[int, int], bytes]


class ProofError(ValueError):
    """A proof does not have the form its tree sizes demand, or leads to another root."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf: ``SHA-256(0x00 ‖ entry)``."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of an inner node: ``SHA-256(0x01 ‖ left ‖ right)``."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of hashes."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
    return row[0]


def fold(roots: Sequence[bytes]) -> bytes:
    """Join the roots of complete subtrees, given from left (largest) to right."""
    if not roots:
        return EMPTY_ROOT
    result = roots[-1]
    for root in reversed(roots[:-1]):
        result = node_hash(root, result)
    return result


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the Merkle tree hash over leaf hashes (the definition, for small trees)."""
    return fold([complete_root(hashes[low:high]) for low, high in _complete_ranges(0, len(hashes))])


def split(count: int) -> int:
    """Return the largest power of two smaller than ``count`` (≥ 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _complete_ranges(low: int, high: int) -> Iterator[Range]:
    while low < high:
        width = 1 << ((high - low).bit_length() - 1)
        yield low, low + width
        low += width


def subtrees(span: Range) -> list[tuple[int, int]]:
    """Return the complete subtrees ``(height, index)`` whose fold is the hash of ``span``."""
    found = []
    for low, high in _complete_ranges(*span):
        height = (high - low).bit_length() - 1
        found.append((height, low >> height))
    return found


def range_hash(span: Range, subtree: Subtree) -> bytes:
    """Return the Merkle tree hash over the leaves of ``span``, read through ``subtree``."""
    return fold([subtree(height, index) for height, index in subtrees(span)])


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Return the ranges whose hashes prove leaf ``index`` in a tree of ``size``, leaf side first.

    Raises ProofError for a leaf the tree does not have.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    low, high = 0, size
    ranges: list[Range] = []
    while high - low > 1:
        middle = low + split(high - low)
        if index < middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    return ranges[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Return the ranges whose hashes prove that the tree of ``second`` continues that of ``first``.

    Raises ProofError when ``first`` is the larger one.
    """
    if not 0 <= first <= second:
        raise ProofError(f"a tree of {second} cannot continue one of {first}")
    if first in {0, second}:
        return []
    low, high = 0, second
    ranges: list[Range] = []
    while high != first:
        middle = low + split(high - low)
        if first <= middle:
            ranges.append((middle, high))
            high = middle
        else:
            ranges.append((low, middle))
            low = middle
    if low:
        ranges.append((low, high))
    return ranges[::-1]


def _as_right_child(node: int, last: int) -> tuple[int, int]:
    """Climb from a last node without sibling to the height at which it is a right child."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def inclusion_root(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root to which ``path`` leads from a leaf hash (RFC 9162 §2.1.3.2).

    Raises ProofError when the path has not the length the position demands.
    """
    if not 0 <= index < size:
        raise ProofError(f"leaf {index} is not in a tree of {size}")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ProofError("the path is too long")
        if node & 1 or node == last:
            root = node_hash(sibling, root)
            node, last = _as_right_child(node, last)
        else:
            root = node_hash(root, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the path is too short")
    return root


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> None:
    """Raise ProofError unless ``path`` proves the leaf hash at ``index`` under ``root``."""
    if inclusion_root(leaf, index, size, path) != root:
        raise ProofError("the path leads to another root")


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]
) -> None:
    """Raise ProofError unless the second tree continues the first (RFC 9162 §2.1.4.2)."""
    if not 0 <= first <= second:
        raise ProofError(f"a tree of {second} cannot continue one of {first}")
    if first in {0, second}:
        if path:
            raise ProofError("the path is too long")
        if first_root != (second_root if first == second else EMPTY_ROOT):
            raise ProofError("equal sizes have equal roots")
        return
    old, new = _consistency_roots(first, second, first_root, path)
    if old != first_root or new != second_root:
        raise ProofError("the path leads to other roots")


def _consistency_roots(
    first: int, second: int, first_root: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes]:
    hashes = list(path)
    if first & (first - 1) == 0:
        hashes.insert(0, first_root)
    if not hashes:
        raise ProofError("the path is too short")
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            raise ProofError("the path is too long")
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            node, last = _as_right_child(node, last)
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ProofError("the path is too short")
    return old, new
