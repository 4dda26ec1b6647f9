"""Tiles and entry bundles of C2SP tlog-tiles: a tile holds up to 256 hashes of one level."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mingzhi.ledger.rules import merkle

HEIGHT = 8
WIDTH = 1 << HEIGHT
MAX_LEVEL = 63

_NUMBER = re.compile(r"(?:x\d{3}/)*\d{3}", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class TileId:
    """Which tile: its level and its number within the level."""

    level: int
    number: int


@dataclass(frozen=True, slots=True)
class FullTile:
    """256 consecutive hashes of one level, and the root over them."""

    at: TileId
    hashes: bytes
    root: bytes


def width_in(at: TileId, size: int) -> int:
    """Return how many hashes (0–256) the tile has in a tree of ``size`` leaves."""
    row = size >> (HEIGHT * at.level)
    return max(0, min(WIDTH, row - at.number * WIDTH))


def tile_path(number: int) -> str:
    """Write a tile's number as path elements: 1234067 → ``x001/x234/067``."""
    parts = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        parts.append(f"x{number % 1000:03d}")
    return "/".join(reversed(parts))


def tile_number(path: str) -> int:
    """Read path elements back; raises ValueError unless they are written as :func:`tile_path` does."""
    if not _NUMBER.fullmatch(path):
        raise ValueError(f"not a tile number: {path!r}")
    number = int(path.replace("x", "").replace("/", ""))
    if tile_path(number) != path:
        raise ValueError(f"not the shortest form: {path!r}")
    return number


def home(height: int, index: int) -> tuple[TileId, slice]:
    """Return the tile that holds the complete subtree, and which of its hashes lie under it."""
    level, rest = divmod(height, HEIGHT)
    first = index << rest
    start = first % WIDTH
    return TileId(level, first // WIDTH), slice(start, start + (1 << rest))


def bundle(entries: Iterable[bytes]) -> bytes:
    """Write log entries as a bundle: each with its length in two bytes, big-endian."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundle(content: bytes) -> list[bytes]:
    """Read an entry bundle; raises ValueError when it is cut short."""
    entries = []
    at = 0
    while at < len(content):
        end = at + 2 + int.from_bytes(content[at : at + 2], "big")
        if at + 2 > len(content) or end > len(content):
            raise ValueError("the bundle is cut short")
        entries.append(content[at + 2 : end])
        at = end
    return entries


def cut(hashes: bytes) -> list[bytes]:
    """Split a tile's bytes into its hashes."""
    size = merkle.HASH_SIZE
    return [hashes[at : at + size] for at in range(0, len(hashes), size)]


@dataclass(slots=True)
class Frontier:
    """The growing edge of a tree: for each level the hashes that do not yet fill a tile."""

    size: int = 0
    rows: list[list[bytes]] = field(default_factory=list)

    def extend(self, leaves: Sequence[bytes]) -> list[FullTile]:
        """Append leaf hashes; return the tiles this fills, lower levels first."""
        filled: list[FullTile] = []
        row, level = leaves, 0
        first_tile = self.size // WIDTH
        self.size += len(leaves)
        while row:
            if level == len(self.rows):
                self.rows.append([])
            pending = self.rows[level] + list(row)
            whole = len(pending) // WIDTH
            roots = []
            for number in range(whole):
                hashes = pending[number * WIDTH : (number + 1) * WIDTH]
                roots.append(merkle.complete_root(hashes))
                filled.append(FullTile(TileId(level, first_tile + number), b"".join(hashes), roots[-1]))
            self.rows[level] = pending[whole * WIDTH :]
            row, level, first_tile = roots, level + 1, first_tile // WIDTH
        return filled

    def root(self) -> bytes:
        """Return the root over all leaves appended so far."""
        roots = []
        for row in reversed(self.rows):
            roots += [merkle.complete_root(row[low:high]) for low, high in _powers(len(row))]
        return merkle.fold(roots)


def _powers(count: int) -> Iterable[merkle.Range]:
    low = 0
    while low < count:
        width = 1 << ((count - low).bit_length() - 1)
        yield low, low + width
        low += width
