"""Checking a whole log against itself, and what others hold against the log."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice, pairwise

from django.utils.translation import gettext as _

from mingzhi.ledger import journal, keys
from mingzhi.ledger.models import Checkpoint, Leaf, Log, Tile
from mingzhi.ledger.queries.heads import lost_head
from mingzhi.ledger.queries.proofs import consistency_proof
from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.notes import NoteError, Vkey, parse_note, parse_tree_head, parse_vkey
from mingzhi.ledger.rules.tiles import HEIGHT, Frontier, FullTile

_CHUNK = 4096
_PROVED_PAIRS = 50


def check(log: str) -> list[str]:
    """Check a log completely; return the problems found, in words (none: an empty list).

    The tree is computed again from the leaves alone and compared with every stored tile and with every
    checkpoint ever signed, so each checkpoint is shown to continue the one before. Signatures and the
    log's key are checked, and the newest checkpoints also by consistency proofs made from the tiles.
    What this machine noted as committed must be there, signed or waiting.
    """
    identity = Log.objects.filter(name=log).first()
    if identity is None:
        stray = Checkpoint.objects.filter(log=log).exists() or Tile.objects.filter(log=log).exists()
        return [_("日志没有登记，却有检查点或者瓦片。")] if stray else []
    key = parse_vkey(identity.vkey)
    problems = _key_problems(log, key)
    if lost := lost_head(log, key):
        problems.append(lost)
    heads = list(Checkpoint.objects.filter(log=log).order_by("size"))
    for head in heads:
        problems += _signature_problems(head, identity.origin, key)
    problems += _tree_problems(log, heads)
    problems += _taken_out(log)
    return problems or list(_inconsistencies(log, heads))


def missing(log: str, commitments: Iterable[bytes | str]) -> list[str]:
    """Return those commitments (hex) that the log neither holds nor has queued.

    Rooms above use it to show that nothing they wrote escaped the log.
    """
    absent: list[str] = []
    remaining = iter(commitments)
    while batch := list(islice(remaining, 500)):
        wanted = [item if isinstance(item, bytes) else bytes.fromhex(item) for item in batch]
        rows = Leaf.objects.filter(log=log, commitment__in=wanted).values_list("commitment", flat=True)
        held = {bytes(row) for row in rows}
        absent += [item.hex() for item in wanted if item not in held]
    return absent


def _taken_out(log: str) -> Iterator[str]:
    if gone := missing(log, journal.noted(log)):
        yield _("本机曾提交的 %(count)s 个条目不在日志中，首个为 %(commitment)s：记录可能已被删除。") % {
            "count": len(gone),
            "commitment": gone[0],
        }


def _key_problems(log: str, key: Vkey) -> list[str]:
    try:
        signer = keys.load(log)
    except keys.KeyProblem as error:
        return [str(error)]
    if signer is None:
        return [_("日志的签名密钥文件不存在。")]
    return [] if signer.vkey == key else [_("签名密钥文件与日志登记的公钥不一致。")]


def _signature_problems(head: Checkpoint, origin: str, key: Vkey) -> list[str]:
    place = {"size": head.size}
    try:
        note = parse_note(head.text)
        said = parse_tree_head(note.text)
    except NoteError:
        return [_("检查点 %(size)s 的文本格式不正确。") % place]
    problems = []
    if (said.origin, said.size, said.root) != (origin, head.size, bytes(head.root)):
        problems.append(_("检查点 %(size)s 的文本与登记的内容不一致。") % place)
    if not keys.is_signed_by(note, key):
        problems.append(_("检查点 %(size)s 的签名无效。") % place)
    return problems


def _tree_problems(log: str, heads: list[Checkpoint]) -> list[str]:
    """Grow the tree from the leaves, stopping at every checkpoint."""
    problems: list[str] = []
    grown = Frontier()
    leaves = _leaf_hashes(log, problems)
    for head in heads:
        while grown.size < head.size:
            part = list(islice(leaves, min(_CHUNK, head.size - grown.size)))
            if not part:
                break
            problems += _tile_problems(log, grown.extend(part))
        if grown.size != head.size or grown.root() != bytes(head.root):
            problems.append(_("由条目重算的树与检查点 %(size)s 不一致。") % {"size": head.size})
    if beyond := sum(1 for _leaf in leaves):
        problems.append(_("有 %(count)s 个条目已经编号，却不在任何检查点之内。") % {"count": beyond})
    expected = sum(grown.size >> (HEIGHT * (level + 1)) for level in range(8))
    if Tile.objects.filter(log=log).count() != expected:
        problems.append(_("瓦片数量与树的规模不一致。"))
    return problems


def _leaf_hashes(log: str, problems: list[str]) -> Iterator[bytes]:
    rows = Leaf.objects.filter(log=log, position__isnull=False).order_by("position")
    numbered = rows.values_list("position", "commitment").iterator(chunk_size=_CHUNK)
    for expected, (at, commitment) in enumerate(numbered):
        if at != expected:
            problems.append(_("条目编号在 %(position)s 处不连续。") % {"position": expected})
            return
        yield merkle.leaf_hash(bytes(commitment))


def _tile_problems(log: str, computed: list[FullTile]) -> Iterator[str]:
    for level, group in groupby(computed, key=lambda tile: tile.at.level):
        row = {tile.at.number: tile for tile in group}
        stored = Tile.objects.filter(log=log, level=level, number__gte=min(row), number__lte=max(row))
        for held in stored.iterator(chunk_size=64):
            tile = row.pop(held.number)
            if (bytes(held.hashes), bytes(held.root)) != (tile.hashes, tile.root):
                yield _("瓦片 %(level)s/%(number)s 与条目不一致。") % {"level": level, "number": held.number}
        for number in row:
            yield _("缺少瓦片 %(level)s/%(number)s。") % {"level": level, "number": number}


def _inconsistencies(log: str, heads: list[Checkpoint]) -> Iterator[str]:
    for old, new in pairwise(heads[-_PROVED_PAIRS - 1 :]):
        try:
            path = consistency_proof(log, old.size, new.size)
            merkle.verify_consistency(old.size, new.size, bytes(old.root), bytes(new.root), path)
        except merkle.ProofError:
            yield _("检查点 %(new)s 没有延续检查点 %(old)s。") % {"old": old.size, "new": new.size}
