"""Follow a log from outside: a signed head, all entries, and that each head continues the one before."""

from dataclasses import dataclass

from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.notes import NoteError, parse_note, parse_tree_head, parse_vkey
from mingzhi.ledger.rules.tiles import WIDTH, Frontier, tile_path, unbundle
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


def entries(place: Place, start: int, size: int) -> list[bytes]:
    """Return the entries at ``[start, size)``, read from whole and partial bundles."""
    found: list[bytes] = []
    for number in range(start // WIDTH, -(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        partial = "" if width == WIDTH else f".p/{width}"
        content = place.get(f"{BASE}/tile/entries/{tile_path(number)}{partial}")
        if content is None:
            raise Broken(f"日志缺少第 {number} 组条目。", f"The log lacks bundle {number}.")
        bundle = unbundle(content)
        if len(bundle) != width:
            raise Broken(f"日志第 {number} 组条目数目不符。", f"Bundle {number} has another length.")
        found += bundle[max(0, start - number * WIDTH) :]
    return found


def continued(before: list[bytes], more: list[bytes], old: Head | None, new: Head) -> None:
    """Raise Broken unless the old head covers ``before`` and the new one ``before`` and ``more``.

    Every entry is hashed, so this is stronger than a consistency proof: it is the whole tree.
    """
    tree = Frontier()
    tree.extend([merkle.leaf_hash(entry) for entry in before])
    if old is not None and tree.root().hex() != old.root:
        raise Broken("本地记录与上次检查点不符。", "The kept entries do not lead to the kept checkpoint.")
    tree.extend([merkle.leaf_hash(entry) for entry in more])
    if tree.root().hex() != new.root:
        raise Broken(
            "日志被改写：新的检查点不是旧日志的延续，或者条目与签名的树根不符（两种说法）。",
            "Split view or rewriting: the new checkpoint does not continue the log this monitor has seen.",
        )
