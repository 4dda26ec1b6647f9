"""Write struck rows: COPY on PostgreSQL, prepared inserts on SQLite; triggers and constraints stay on."""

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from mingzhi.site.generator.columns import POSTGRESQL
from mingzhi.site.generator.plate import SEPARATOR, Sheet

Poured = Mapping[Sheet, str]
NUMBERS = "records_issuednumber"


class Turns:
    """Lets the jobs of several processes hand out their numbers one after another: a series has no gap."""

    def __init__(self) -> None:
        self._done = multiprocessing.Value("q", 0)
        self._moved = multiprocessing.Condition()

    @contextmanager
    def of(self, nth: int) -> Iterator[Callable[[], None]]:
        """Give the means to wait until every job before the nth is in the database; pass the turn on."""

        def wait() -> None:
            with self._moved:
                self._moved.wait_for(lambda: self._done.value >= nth)

        yield wait
        with self._moved:
            self._done.value = nth + 1
            self._moved.notify_all()


def pour(
    sheets: Poured, order: Mapping[str, int], numbers: Mapping[int, int], turn: Callable[[], None]
) -> None:
    """Write the rows of one job and hand out its numbers, all or nothing.

    ``order`` is the place of each table, ``numbers`` how many numbers each series gives; ``turn`` waits
    until the jobs before have handed out theirs. On PostgreSQL, where a reference is looked up at the
    end of the transaction, the numbers come last, so that processes wait for each other only then.
    """
    late = connection.vendor == POSTGRESQL
    with transaction.atomic():
        for sheet in sorted(sheets, key=lambda one: (late and one.table == NUMBERS, order[one.table])):
            if sheet.table == NUMBERS:
                turn()
            _write(sheet, sheets[sheet])
        turn()
        for series in sorted(numbers):
            _count_up(series, numbers[series])


def _write(sheet: Sheet, text: str) -> None:
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, sheet.columns))
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            with cursor.copy(f"COPY {quote(sheet.table)} ({columns}) FROM STDIN") as copy:
                copy.write(text)
            return
        marks = ", ".join("?" * len(sheet.columns))
        insert = f"INSERT INTO {quote(sheet.table)} ({columns}) VALUES ({marks})"  # noqa: S608 -- our own names
        connection.connection.executemany(insert, _rows(sheet, text))


def _rows(sheet: Sheet, text: str) -> Iterable[tuple[Any, ...]]:
    cells = text.split(SEPARATOR)
    cells.pop()
    rows = zip(*[iter(cells)] * len(sheet.columns), strict=True)
    return _with_bytes(rows, sheet.binary) if any(sheet.binary) else rows


def _with_bytes(rows: Iterable[tuple[str, ...]], binary: tuple[bool, ...]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        yield tuple(bytes.fromhex(cell) if raw else cell for cell, raw in zip(row, binary, strict=True))


def _count_up(series: int, count: int) -> None:
    """A series grows by one at a time, as its trigger demands."""
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            cursor.execute(
                f"DO $$ BEGIN FOR i IN 1..{int(count)} LOOP UPDATE records_numberseries "  # noqa: S608
                f"SET last = last + 1 WHERE id = {int(series)}; END LOOP; END $$"
            )
            return
        connection.connection.executemany(
            "UPDATE records_numberseries SET last = last + 1 WHERE id = ?", [(series,)] * count
        )


def reserve_ids(tables: Mapping[str, int]) -> dict[str, int]:
    """Set aside so many row ids per table; return the first of each."""
    first = {}
    with connection.cursor() as cursor:
        for table, count in tables.items():
            cursor.execute(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {connection.ops.quote_name(table)}")  # noqa: S608
            first[table] = cursor.fetchone()[0]
            if connection.vendor == POSTGRESQL:
                cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
                first[table] = max(first[table], cursor.fetchone()[0])
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first[table] + count]
                )
    return first
