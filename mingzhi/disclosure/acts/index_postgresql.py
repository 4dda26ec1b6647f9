"""Write the search index on PostgreSQL."""

from collections.abc import Iterable
from itertools import islice
from types import TracebackType
from typing import Any

from django.db import connection, transaction

from mingzhi.disclosure.queries.index_terms import Entry
from mingzhi.disclosure.rules import bigrams

_BATCH = 1000
_INSERT = (
    "INSERT INTO disclosure_search (rowkey, notice_id, version_id, kind, agency, agency_name, region, "
    "region_name, year, corrected, body, tokens) "
    "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, array_to_tsvector(%s))"
)


class Writer:
    """One transaction on the narrow table."""

    def __enter__(self) -> "Writer":
        self._atomic = transaction.atomic()
        self._atomic.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._atomic.__exit__(kind, error, trace)

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Take out what the index holds of a notice, and put in what is public of it now."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM disclosure_search WHERE notice_id = %s", [notice_id])
            if entry is not None:
                cursor.execute(_INSERT, _values(entry))

    def refill(self, entries: Iterable[Entry]) -> int:
        """Empty the index and fill it anew."""
        number = 0
        rest = iter(entries)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM disclosure_search")
            while batch := [_values(entry) for entry in islice(rest, _BATCH)]:
                cursor.executemany(_INSERT, batch)
                number += len(batch)
        return number


def _values(entry: Entry) -> list[Any]:
    return [
        entry.key,
        entry.notice_id,
        entry.version_id,
        entry.kind,
        entry.agency,
        entry.agency_name,
        entry.region,
        entry.region_name,
        entry.year,
        entry.corrected,
        " ".join(bigrams.runs(entry.text)),
        list(dict.fromkeys(bigrams.words(entry.text))),
    ]
