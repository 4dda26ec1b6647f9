"""The single sequencer: number the waiting leaves, grow the tree, sign its head.

Each batch is one transaction: the positions, the tiles and the checkpoint appear together or not at
all. Two sequencers at once wait for each other (a locked row on PostgreSQL, the one writer of SQLite).
A leaf counts as waiting while its position is empty, so leaves that were committed late or in another
order than their ids were given are found like any other.
"""

from contextlib import suppress
from functools import partial

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from mingzhi.kernel import clock
from mingzhi.ledger import keys
from mingzhi.ledger.models import Checkpoint, Leaf, Log, Tile
from mingzhi.ledger.queries.heads import lost_head
from mingzhi.ledger.queries.tree import frontier
from mingzhi.ledger.rules import merkle
from mingzhi.ledger.rules.logs import LOGS
from mingzhi.ledger.rules.notes import TreeHead
from mingzhi.ledger.rules.tiles import Frontier

BATCH = 2048


class DamagedLog(RuntimeError):
    """The stored tree is not the one last signed, so nothing may be signed on top of it."""


def integrate(*, log: str, batch: int = BATCH) -> int:
    """Integrate all waiting leaves of a log and sign its head; return how many leaves.

    The first call opens the log: its key is made and the empty tree signed. Raises ValueError for an
    unknown log, KeyProblem when the key is gone, DamagedLog when the tree was altered.
    """
    if log not in LOGS:
        raise ValueError(f"there is no log {log!r}")
    total = 0
    while _is_due(log):
        with transaction.atomic():
            count = _integrate_batch(_locked(log), batch)
            transaction.on_commit(partial(remember_head, log=log))
        total += count
        if count < batch:
            break
    return total


def remember_head(*, log: str) -> None:
    """Keep the newest signed head beside the key, once it is committed (or restored)."""
    head = Checkpoint.objects.filter(log=log).order_by("-size").values_list("text", flat=True).first()
    if head is not None and head != keys.remembered(log):
        keys.remember(log, head)


def integrate_all() -> int:
    """Integrate every log; return how many leaves."""
    return sum(integrate(log=log) for log in LOGS)


def integrate_now(*, log: str) -> None:
    """Integrate where a receipt is wanted this moment; what stands in the way the worker will say.

    A face has no key where only the worker may read it, and finds the log busy where the worker is at it.
    """
    with suppress(keys.KeyProblem, DamagedLog, OperationalError, OSError):
        integrate(log=log)


def _is_due(log: str) -> bool:
    """Tell, without locking anything, whether there is work."""
    waiting = Leaf.objects.filter(log=log, position=None).exists()
    return waiting or not Checkpoint.objects.filter(log=log).exists()


def _locked(name: str) -> Log:
    """Return the log's row, locked until the transaction ends; open the log at the first call."""
    rows = Log.objects.select_for_update().filter(name=name)
    row = rows.first()
    if row is None:
        signer = keys.load(name) or keys.create(name, f"{settings.LOG_ORIGIN}/{name}")
        given = {"origin": signer.name, "vkey": str(signer.vkey), "opened_at": clock.now()}
        Log.objects.get_or_create(name=name, defaults=given)
        row = rows.get()
    return row


def _signer(log: Log) -> keys.Signer:
    signer = keys.load(log.name)
    if signer is None:
        raise keys.KeyProblem(_("日志 %(log)s 的密钥文件不存在：请从备份中恢复。") % {"log": log.name})
    if str(signer.vkey) != log.vkey:
        raise keys.KeyProblem(_("日志 %(log)s 的密钥文件不是建立日志时的密钥。") % {"log": log.name})
    return signer


def _integrate_batch(log: Log, batch: int) -> int:
    signer = _signer(log)
    if lost := lost_head(log.name, signer.vkey):
        raise DamagedLog(lost)
    tree = _last_signed(log.name)
    waiting = Leaf.objects.filter(log=log.name, position=None).order_by("id")[:batch]
    leaves = list(waiting.values_list("id", "commitment"))
    if tree is not None and not leaves:
        return 0
    tree = tree or Frontier()
    _number([number for number, _commitment in leaves], tree.size)
    filled = tree.extend([merkle.leaf_hash(bytes(commitment)) for _id, commitment in leaves])
    Tile.objects.bulk_create(
        Tile(log=log.name, level=tile.at.level, number=tile.at.number, root=tile.root, hashes=tile.hashes)
        for tile in filled
    )
    head = TreeHead(log.origin, tree.size, tree.root())
    Checkpoint.objects.create(
        log=log.name,
        size=head.size,
        root=head.root,
        text=str(signer.sign(str(head))),
        signed_at=clock.now(),
    )
    return len(leaves)


def _last_signed(log: str) -> Frontier | None:
    """Return the edge of the tree last signed, and make sure that it is that tree."""
    head = Checkpoint.objects.filter(log=log).order_by("-size").first()
    if head is None:
        return None
    tree = frontier(log, head.size)
    if tree.root() != bytes(head.root):
        raise DamagedLog(_("日志 %(log)s 的条目与检查点 %(size)s 不一致。") % {"log": log, "size": head.size})
    return tree


def _number(ids: list[int], first: int) -> None:
    """Give the leaves their positions, in order, in one round trip."""
    if not ids:
        return
    table = connection.ops.quote_name(Leaf._meta.db_table)
    positions = range(first, first + len(ids))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"UPDATE {table} SET position = given.position "  # noqa: S608 -- the table is ours
                "FROM unnest(%s::bigint[], %s::bigint[]) AS given (id, position) "
                f"WHERE {table}.id = given.id AND {table}.id BETWEEN %s AND %s",
                [ids, list(positions), ids[0], ids[-1]],
            )
        else:
            cursor.executemany(
                f"UPDATE {table} SET position = %s WHERE id = %s",  # noqa: S608 -- the table is ours
                list(zip(positions, ids, strict=True)),
            )
