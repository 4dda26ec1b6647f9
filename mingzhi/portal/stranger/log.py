"""Follow a log from outside: signed heads, and proofs out of its tiles that each head continues the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.notes import NoteError, parse_note, parse_tree_head, parse_vkey
from mingzhi.ledger.rules.tiles import (
    WIDTH,
    Frontier,
    TileId,
    cut,
    home,
    tile_path,
    unbundle,
    width_in,
)
from mingzhi.portal.stranger.asking import Place, Unanswered

BASE = "/log/publications"


@dataclass(frozen=True, slots=True)
class Head:
    """A signed head: its size and root (hex), and the whole note as evidence."""

    size: int
    root: str
    note: str


class Broken(Exception):
    """The log does not hold: ``zh`` and ``en`` say how."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")


def vkey(place: Place) -> str:
    """Return the key the place itself names; a careful stranger brings the key from elsewhere."""
    found = place.text(f"{BASE}/vkey")
    if found is None:
        raise Unanswered("the place names no key")
    return found.strip()


def head(place: Place, key: str) -> Head:
    """Return the newest head, its signature checked."""
    note = place.text(f"{BASE}/checkpoint")
    if note is None:
        raise Unanswered("the place has no checkpoint")
    return read_head(note, key)


def read_head(note: str, key: str) -> Head:
    """Read a signed head; raises Broken unless ``key`` signed it."""
    try:
        known = parse_vkey(key)
        signed = parse_note(note)
        tree = parse_tree_head(signed.text)
        if tree.origin != known.name or not signed.signed_by(known):
            raise NoteError("no signature of the key")
    except NoteError as error:
        raise Broken(
            f"检查点没有有效签名：{error}", f"The checkpoint is not validly signed: {error}"
        ) from error
    return Head(tree.size, tree.root.hex(), note)


@dataclass(slots=True)
class Tree:
    """The tree under a head, read tile by tile as far as a proof needs it."""

    place: Place
    head: Head
    _tiles: dict[TileId, list[bytes]] = field(default_factory=dict)

    def continues(self, size: int, root: str) -> None:
        """Raise Broken unless this tree continues the one of that size and root.

        The path is made from the tiles, of which no more than a few for each level are asked for; forged
        tiles lead to other roots.
        """
        path = [
            merkle.range_hash(span, self._subtree) for span in merkle.consistency_ranges(size, self.head.size)
        ]
        try:
            merkle.verify_consistency(
                size, self.head.size, bytes.fromhex(root), bytes.fromhex(self.head.root), path
            )
        except merkle.ProofError as error:
            raise Broken(
                "日志被改写：新的检查点不是旧日志的延续，或者对不同的人有两种说法。",
                f"Split view or rewriting: one checkpoint does not continue the other ({error}).",
            ) from error

    def _subtree(self, height: int, index: int) -> bytes:
        at, part = home(height, index)
        return merkle.complete_root(self._tile(at)[part])

    def _tile(self, at: TileId) -> list[bytes]:
        if at not in self._tiles:
            width = width_in(at, self.head.size)
            content = self.place.get(f"{BASE}/tile/{at.level}/{_numbered(at.number, width)}")
            hashes = cut(content or b"")
            if len(hashes) != width:
                name = f"{at.level}/{at.number}"
                raise Broken(f"日志缺少瓦片 {name}。", f"The log lacks tile {name}.")
            self._tiles[at] = hashes
        return self._tiles[at]


def entries(place: Place, whole: Head) -> Iterator[bytes]:
    """Return every entry under a head, bundle by bundle; raises Broken unless they lead to its root."""
    tree = Frontier()
    for number in range(-(-whole.size // WIDTH)):
        width = min(WIDTH, whole.size - number * WIDTH)
        content = place.get(f"{BASE}/tile/entries/{_numbered(number, width)}")
        found = _unbundled(content or b"")
        if len(found) != width:
            raise Broken(f"日志缺少第 {number} 组条目。", f"The log lacks bundle {number}.")
        tree.extend([merkle.leaf_hash(entry) for entry in found])
        yield from found
    if tree.root().hex() != whole.root:
        raise Broken("日志条目与签名的树根不符。", "The entries do not lead to the signed root.")


def _unbundled(content: bytes) -> list[bytes]:
    try:
        return unbundle(content)
    except ValueError:
        return []


def _numbered(number: int, width: int) -> str:
    return tile_path(number) + ("" if width == WIDTH else f".p/{width}")
