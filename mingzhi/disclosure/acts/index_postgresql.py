# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""Write the search index on PostgreSQL: entry by entry, or whole new tables that then take their place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from types import TracebackType
from typing import Any

from django.db import connection, transaction

from mingzhi.disclosure.rules import bigrams
from mingzhi.disclosure.rules.index_terms import (
    Entry,
    lexemes,
    month_of,
    sign_of,
    tokens_of,
    without_sign,
)
from mingzhi.disclosure.search_tables import NAME, NEXT, has_lz4, indexes, replacing, tables

_COLUMNS = (
    "rowkey, notice_id, version_id, kind, agency, agency_name, region, region_name, year, corrected, "
    "outcome, basis, body, tokens"
)
_AT_ONCE = 2000
_MEMORY = "512MB"


class _Transaction:
    def __init__(self) -> None:
        self._atomic = transaction.atomic()

    def _begin(self) -> None:
        self._atomic.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._atomic.__exit__(kind, error, trace)


class Writer(_Transaction):
    """One transaction on the index in use; writers wait for each other."""

    def __enter__(self) -> "Writer":
        self._begin()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [NAME])
        return self

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Take out what the index holds of a notice, and put in what is public of it now."""
        _replace(NAME, notice_id, entry)


class Builder(_Transaction):
    """New tables, built beside those in use; readers and writers do not wait for them."""

    def __enter__(self) -> "Builder":
        self._begin()
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL maintenance_work_mem = '{_MEMORY}'")
            for statement in tables(NEXT, lz4=has_lz4(cursor)):
                cursor.execute(statement)
        return self

    def fill(self, entries: Iterable[Entry]) -> int:
        """Write all entries, which come in the order of their keys; return how many."""
        number = 0
        with connection.cursor() as cursor:
            for month, some in groupby(entries, key=lambda entry: month_of(entry.key)):
                counted = Counter[str]()
                rows = _rows(some, counted)
                while part := list(islice(rows, _AT_ONCE)):  # read first: one connection copies or reads
                    _copy(cursor, f"{NEXT} ({_COLUMNS})", part)
                    number += len(part)
                _copy(cursor, f"{NEXT}_month", ((token, month, count) for token, count in counted.items()))
            for statement in (*indexes(NEXT), f"ANALYZE {NEXT}", f"ANALYZE {NEXT}_month"):
                cursor.execute(statement)
        return number

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Bring one notice up to date."""
        _replace(NEXT, notice_id, entry)

    def take_place(self) -> None:
        """Put the new tables in the place of the old; call it while a :class:`Writer` keeps others away."""
        with connection.cursor() as cursor:
            for statement in replacing(NEXT, NAME):
                cursor.execute(statement)


def _copy(cursor: Any, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _rows(entries: Iterable[Entry], counted: Counter[str]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        runs = bigrams.runs(entry.text)
        tokens = tokens_of(entry, runs)
        counted.update(tokens)
        yield (*entry[:-1], " ".join(runs), lexemes(tokens, sign_of(month_of(entry.key))))


def _replace(name: str, notice_id: int, entry: Entry | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT version_id, corrected FROM {name} WHERE notice_id = %s", [notice_id])
        held = cursor.fetchone()
        if held == (entry and entry.says):
            return
        if held is not None:
            _remove(cursor, name, notice_id)
        if entry is not None:
            _insert(cursor, name, entry)


def _remove(cursor: Any, name: str, notice_id: int) -> None:
    deleted = f"DELETE FROM {name} WHERE notice_id = %s RETURNING rowkey, tsvector_to_array(tokens)"
    cursor.execute(deleted, [notice_id])
    key, held = cursor.fetchone()
    cursor.execute(
        f"UPDATE {name}_month SET number = number - 1 WHERE month = %s AND token = ANY(%s)",
        [month_of(key), [without_sign(lexeme) for lexeme in held]],
    )


def _insert(cursor: Any, name: str, entry: Entry) -> None:
    counted = Counter[str]()
    (values,) = _rows([entry], counted)
    places = ", ".join(["%s"] * (len(values) - 1))
    cursor.execute(f"INSERT INTO {name} ({_COLUMNS}) VALUES ({places}, %s::tsvector)", values)
    cursor.execute(
        f"INSERT INTO {name}_month AS held SELECT unnest(%s::text[]), %s, 1 "
        "ON CONFLICT (token, month) DO UPDATE SET number = held.number + 1",
        [sorted(counted), month_of(entry.key)],
    )
