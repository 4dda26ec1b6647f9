"""Write the search index on SQLite."""

import sqlite3
from collections.abc import Iterable
from types import TracebackType

from mingzhi.disclosure.models import NoticeVersion
from mingzhi.disclosure.queries.index_terms import Entry, tags_for, text_of
from mingzhi.disclosure.queries.search_sqlite import connect
from mingzhi.disclosure.rules import bigrams

Error = sqlite3.Error


class Writer:
    """One write transaction on the index file."""

    def __enter__(self) -> "Writer":
        self._connection = connect()
        self._connection.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.execute("UPDATE generation SET number = number + 1")
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Take out what the index holds of a notice, and put in what is public of it now."""
        self._remove(notice_id)
        if entry is not None:
            self._insert(entry)

    def _remove(self, notice_id: int) -> None:
        held = self._connection.execute(
            "SELECT id, version, kind, agency, region, corrected FROM entry WHERE notice = ?",
            (notice_id,),
        ).fetchone()
        if held is None:
            return
        key, version_id, kind, agency, region, corrected = held
        version = NoticeVersion.objects.select_related("notice").get(pk=version_id)
        self._connection.execute(
            "INSERT INTO words (words, rowid, body, tags) VALUES ('delete', ?, ?, ?)",
            (key, _body(text_of(version)), " ".join(tags_for(kind, agency, region, bool(corrected)))),
        )
        self._connection.execute("DELETE FROM entry WHERE id = ?", (key,))

    def _insert(self, entry: Entry) -> None:
        self._connection.execute(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.key,
                entry.notice_id,
                entry.version_id,
                entry.kind,
                entry.agency,
                entry.agency_name,
                entry.region,
                entry.region_name,
                entry.year,
                int(entry.corrected),
            ),
        )
        tags = tags_for(entry.kind, entry.agency, entry.region, entry.corrected)
        self._connection.execute(
            "INSERT INTO words (rowid, body, tags) VALUES (?, ?, ?)",
            (entry.key, _body(entry.text), " ".join(tags)),
        )

    def refill(self, entries: Iterable[Entry]) -> int:
        """Empty the index and fill it anew, then order it for quick reading."""
        self._connection.execute("DELETE FROM entry")
        self._connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        number = 0
        for entry in entries:
            self._insert(entry)
            number += 1
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        return number


def _body(text: str) -> str:
    return " ".join(bigrams.words(text))
