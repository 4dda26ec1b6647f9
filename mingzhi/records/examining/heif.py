"""HEIC pictures (ISO/IEC 23008-12): boxes inside boxes. Order and sizes are read, nothing is decoded."""

import os
import struct
from collections.abc import Iterator
from typing import IO, NamedTuple

from mingzhi.records.rules.harms import Harm

_STILL = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_MOVING = frozenset({b"moov", b"mpvd"})
"""A film inside the picture: nobody who looks at the picture sees it."""
_MOST_BOXES = 4_000
_LARGEST_META = 16 * 1024 * 1024
_BROKEN = "broken_picture"


class Box(NamedTuple):
    """One box: its kind, and where its content begins and ends."""

    kind: bytes
    begin: int
    end: int


def look_at_heif(held: IO[bytes], *, most: int) -> int:
    """Return how many sheets it makes (one); raises Harm when it is none, or larger than ``most``."""
    boxes = list(_boxes(held, 0, held.seek(0, os.SEEK_END)))
    kinds = [box.kind for box in boxes]
    if kinds[:1] != [b"ftyp"] or kinds.count(b"meta") != 1 or not _brands(held, boxes[0]) & _STILL:
        raise Harm(_BROKEN)
    if _MOVING & set(kinds):
        raise Harm("attached")
    meta = boxes[kinds.index(b"meta")]
    if meta.end - meta.begin > _LARGEST_META:
        raise Harm("parts")
    sizes = list(_sizes(held, meta))
    if not sizes:
        raise Harm(_BROKEN)
    if max(width * height for width, height in sizes) > most:
        raise Harm("pixels")
    return 1


def _boxes(held: IO[bytes], begin: int, end: int) -> Iterator[Box]:
    """Return the boxes that fill a stretch of the file, to its last byte."""
    at, count = begin, 0
    while at < end:
        count += 1
        if count > _MOST_BOXES:
            raise Harm("parts")
        size, kind = struct.unpack(">L4s", _read(held, at, 8))
        head = 8
        if size == 1:
            (size,), head = struct.unpack(">Q", _read(held, at + 8, 8)), 16
        elif size == 0 and kind == b"mdat":
            size = end - at
        if size < head or at + size > end:
            raise Harm(_BROKEN)
        yield Box(kind, at + head, at + size)
        at += size


def _read(held: IO[bytes], at: int, size: int) -> bytes:
    held.seek(at)
    found = held.read(size)
    if len(found) < size:
        raise Harm(_BROKEN)
    return found


def _brands(held: IO[bytes], box: Box) -> set[bytes]:
    said = _read(held, box.begin, min(box.end - box.begin, 256))
    return {said[:4], *(said[at : at + 4] for at in range(8, len(said) - 3, 4))}


def _sizes(held: IO[bytes], meta: Box) -> Iterator[tuple[int, int]]:
    """Return the width and height of every picture the file describes (``ispe``)."""
    for properties in _inside(held, meta.begin + 4, meta.end, b"iprp"):
        for container in _inside(held, properties.begin, properties.end, b"ipco"):
            for size in _inside(held, container.begin, container.end, b"ispe"):
                yield struct.unpack(">LL", _read(held, size.begin + 4, 8))


def _inside(held: IO[bytes], begin: int, end: int, kind: bytes) -> Iterator[Box]:
    return (box for box in _boxes(held, begin, end) if box.kind == kind)
