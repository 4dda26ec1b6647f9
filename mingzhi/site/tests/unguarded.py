"""What somebody with a SQL shell does: take the guards of a table away. Nothing of it stays."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


def execute(sql: str, *values: Any) -> int:
    """Run one statement past every act; return how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


@contextmanager
def unguarded(*tables: str) -> Iterator[None]:
    """Let the tables stand without guards for a while."""
    if connection.vendor == "postgresql":
        execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks that wait cannot lose its guards
    with transaction.atomic():
        for table in tables:
            _take_away(table)
        yield
        transaction.set_rollback(True)


def _take_away(table: str) -> None:
    if connection.vendor == "postgresql":
        execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [table])
        names = [name for (name,) in cursor.fetchall()]
    for name in names:
        execute(f"DROP TRIGGER {name}")
