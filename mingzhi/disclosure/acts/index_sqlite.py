"""Write the search index on SQLite: entry by entry, or a whole new file that then takes its place."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from types import TracebackType

from mingzhi.disclosure.models import NoticeVersion
from mingzhi.disclosure.queries.search_sqlite import connect, open_file, path
from mingzhi.disclosure.rules import bigrams
from mingzhi.disclosure.rules.index_terms import WORDING, Entry, Filed, tags_for, text_of

Error = sqlite3.Error
_INSERT_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_INSERT_WORDS = "INSERT INTO words (rowid, body, tags) VALUES (?, ?, ?)"
_AT_ONCE = 1000
_SAMPLED, _ENOUGH, _FREQUENT = 50, 100, 0.02
"""One text in so many is looked at, at least so many; a pair in such a part of them is frequent."""
_IN_MEMORY = 96 << 20
"""So many bytes of a new index are gathered before they are written: few large pieces to be merged."""


class Writer:
    """One write transaction on the index file in use."""

    def __enter__(self) -> "Writer":
        while True:
            self._connection = connect()
            self._connection.execute("BEGIN IMMEDIATE")
            if connect() is self._connection:  # no new file took its place while this one was waited for
                return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.execute("UPDATE generation SET number = number + 1")
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Take out what the index holds of a notice, and put in what is public of it now."""
        replace(self._connection, notice_id, entry)


class Builder:
    """A new index file, built beside the one in use; readers and writers do not wait for it."""

    def __enter__(self) -> "Builder":
        self._file = path().with_name(f"{path().name}.{os.getpid()}.{os.urandom(4).hex()}")
        self._connection = open_file(self._file)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-65536"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._set(hashsize=_IN_MEMORY, automerge=0)
        return self

    def __exit__(self, *_outcome: object) -> None:
        self._connection.close()
        if path().resolve() != self._file.resolve():
            remove(self._file)

    def _set(self, **options: int) -> None:
        for name, value in options.items():
            self._connection.execute("INSERT INTO words (words, rank) VALUES (?, ?)", (name, value))

    def fill(self, entries: Iterable[Entry]) -> int:
        """Write all entries, which come in the order of their keys; return how many."""
        number = 0
        self._connection.execute("BEGIN")
        rest, looked_at = iter(entries), list[str]()
        while some := list(islice(rest, _AT_ONCE)):
            rows = [_words(entry) for entry in some]
            self._connection.executemany(_INSERT_ENTRY, [entry[:-1] for entry in some])
            self._connection.executemany(_INSERT_WORDS, rows)
            looked_at += [body for _key, body, _tags in rows[::_SAMPLED]]
            number += len(some)
        pairs = [(pair,) for pair in frequent(looked_at)]
        self._connection.executemany("INSERT INTO frequent VALUES (?)", pairs)
        self._connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._set(hashsize=1 << 20, automerge=4)
        self._connection.execute("COMMIT")
        with self._file.open("rb") as written:
            os.fsync(written.fileno())
        for pragma in ("synchronous=NORMAL", "journal_mode=WAL"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("BEGIN IMMEDIATE")
        return number

    def replace(self, notice_id: int, entry: Entry | None) -> None:
        """Bring one notice up to date."""
        replace(self._connection, notice_id, entry)

    def take_place(self) -> None:
        """Put the new file in the place of the old one; call it while a :class:`Writer` keeps others away."""
        number = connect().execute("SELECT number FROM generation").fetchone()[0]
        self._connection.execute("UPDATE generation SET number = ?", (number + 1,))
        self._connection.execute("COMMIT")
        self._connection.close()
        old, link = path().resolve(), self._file.with_suffix(".link")
        link.symlink_to(self._file.name)
        link.replace(path())
        if old != path():
            remove(old)
        for part in ("-wal", "-shm"):  # of a file that stood here under its own name
            path().with_name(path().name + part).unlink(missing_ok=True)


def frequent(bodies: Sequence[str]) -> list[str]:
    """Return the pairs that stand in a good part of some texts; none where these are too few to tell."""
    if len(bodies) < _ENOUGH:
        return []
    counted = Counter(pair for body in bodies for pair in set(body.split()))
    return sorted(pair for pair, number in counted.items() if number >= _FREQUENT * len(bodies))


def remove(file: Path) -> None:
    """Remove an index file; who still reads it, reads on."""
    for part in ("", "-wal", "-shm"):
        file.with_name(file.name + part).unlink(missing_ok=True)


def replace(connection: sqlite3.Connection, notice_id: int, entry: Entry | None) -> None:
    """Take out what an index holds of a notice, and put in what is public of it now."""
    held = connection.execute(
        "SELECT id, version, kind, agency, region, corrected, outcome, basis FROM entry WHERE notice = ?",
        (notice_id,),
    ).fetchone()
    if held is not None and entry is not None and (held[1], bool(held[5])) == entry.says:
        return
    if held is not None:
        key, version_id, *told = held
        wording = NoticeVersion.objects.values_list(*WORDING).get(pk=version_id)
        connection.execute(
            "INSERT INTO words (words, rowid, body, tags) VALUES ('delete', ?, ?, ?)",
            (key, _body(text_of(wording)), " ".join(tags_for(Filed(*told)))),
        )
        connection.execute("DELETE FROM entry WHERE id = ?", (key,))
    if entry is not None:
        _insert(connection, entry)


def _insert(connection: sqlite3.Connection, entry: Entry) -> None:
    connection.execute(_INSERT_ENTRY, entry[:-1])
    connection.execute(_INSERT_WORDS, _words(entry))


def _words(entry: Entry) -> tuple[int, str, str]:
    return entry.key, _body(entry.text), " ".join(tags_for(entry.filed))


def _body(text: str) -> str:
    return bigrams.spelled(bigrams.runs(text))
