"""Seal new rows: run after run, so that no row can be altered, taken out or put in later, unseen.

Acts commit to what was entered; a seal commits to the rows themselves, in every table, whatever wrote them.
It records nothing of its own beside its leaf, like the sequencer.
"""

import secrets
import time
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import IntegrityError, connection, transaction

from mingzhi.kernel import clock
from mingzhi.kernel.canonical import commitment
from mingzhi.ledger.acts.queue import queue_leaves
from mingzhi.ledger.rules.logs import ACTS
from mingzhi.trail.models import RowSeal
from mingzhi.trail.queries.row_seals import Sealed, Standing, digest_of, rows_of, standings
from mingzhi.trail.rules.row_digest import said

LONGEST = 1000
AT_MOST = 50
"""So many runs at a time: after a bulk load the worker still has its other jobs to do."""
_PATIENCE = 2.0
_UNDER_WAY = (
    "SELECT DISTINCT virtualtransaction FROM pg_locks JOIN pg_stat_activity USING (pid) "
    "WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted AND pid <> pg_backend_pid() "
    "AND datname = current_database() AND usesysid IS NOT NULL"  # the server's own write no rows
)
"""Who may write: the lock is taken before a row gets its key, and held to the end of the transaction.

A transaction has no number yet when it takes a key, so asking for numbers would miss it.
"""


def seal_rows(tables: Sequence[Sealed], *, at_most: int = AT_MOST) -> int:
    """Seal what is new in the tables, in at most ``at_most`` runs; return how many rows.

    Nothing is sealed while somebody may still commit rows with lower keys, nor where another process
    was faster.
    """
    new = [at for at in standings(tables) if at.last > at.upto]
    if not new or not _settled():
        return 0
    seals = list(islice((seal for at in new for seal in _runs(at)), at_most))
    try:
        with transaction.atomic():
            RowSeal.objects.bulk_create(seals)
            queue_leaves(log=ACTS, commitments=(bytes.fromhex(seal.commitment) for seal in seals))
    except IntegrityError:
        return 0
    return sum(seal.rows for seal in seals)


def seal_all(tables: Sequence[Sealed]) -> int:
    """Seal everything there is (after a bulk load); return how many rows."""
    total = 0
    while sealed := seal_rows(tables):
        total += sealed
    return total


def _runs(at: Standing) -> Iterator[RowSeal]:
    after = at.upto
    while after < at.last:
        salt = secrets.token_hex(32)
        run = list(rows_of(at.sealed.model, at.sealed.columns, after, at.last, limit=LONGEST))
        upto = run[-1][0] if len(run) == LONGEST else at.last
        seal = RowSeal(
            table=at.sealed.table,
            after=after,
            upto=upto,
            rows=len(run),
            columns=list(at.sealed.columns),
            digest=digest_of(salt, (text for _key, text in run)),
            salt=salt,
            sealed_at=clock.now(),
        )
        seal.commitment = commitment(bytes.fromhex(salt), dict(said(seal))).hex()
        yield seal
        after = upto


def _settled() -> bool:
    """Wait until every transaction that was writing a moment ago has ended; tell whether it has.

    PostgreSQL hands out keys before it commits, so a lower key may become visible after a higher one.
    SQLite has one writer at a time.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute(_UNDER_WAY)
        before = set(cursor.fetchall())
        ends = time.monotonic() + _PATIENCE
        while before and time.monotonic() < ends:
            time.sleep(0.02)
            cursor.execute(_UNDER_WAY)
            before &= set(cursor.fetchall())
    return not before
