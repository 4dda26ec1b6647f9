# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""The search engine of the embedded default: SQLite FTS5 in a file of its own.

``rowid = yyyymmdd·10⁷ + notice``, so newest-first and date ranges are ranges of rowids. The text is
held as pairs of characters without content (``content=''``): the index cannot be read as text.

The name of a company ends in pairs every other text holds (有限 限公 公司), and walking through these is what
a long word costs. So its rare part is looked up first; where that leaves few entries, they are read.
"""

import json
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from mingzhi.disclosure.models import NoticeVersion
from mingzhi.disclosure.rules import bigrams
from mingzhi.disclosure.rules.index_terms import (
    COUNT_CAP,
    FACET_CAP,
    NO_GROUP,
    SEQUENCE,
    WORDING,
    Counted,
    Found,
    Groups,
    Query,
    tags_of,
    text_of,
)
from mingzhi.prepared import prepared

SCHEMA = (
    "CREATE TABLE entry (id INTEGER PRIMARY KEY, notice INTEGER NOT NULL UNIQUE, "
    "version INTEGER NOT NULL, kind TEXT NOT NULL, agency TEXT NOT NULL, agency_name TEXT NOT NULL, "
    "region TEXT NOT NULL, region_name TEXT NOT NULL, year INTEGER NOT NULL, corrected INTEGER NOT NULL, "
    "outcome INTEGER NOT NULL, basis TEXT NOT NULL)",
    "CREATE TABLE frequent (pair TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE generation (number INTEGER NOT NULL)",
    "INSERT INTO generation VALUES (0)",
    "CREATE VIRTUAL TABLE words USING fts5(body, tags, content='', columnsize=0, tokenize='ascii')",
    f"PRAGMA user_version = {bigrams.VERSION}",
)
NARROW = 60
"""So few entries are read to see whether they hold a long word; with more, the index is asked for all."""
_NEXT = "\x1e"
_TOLD = {"kind": 0, "year": 1, "corrected": 2, "agency": 3, "region": 5, "outcome": 7, "basis": 8}
"""What is counted of entries, and where it stands in a group; a name stands behind its code."""
_NAMED = ("agency", "region")
_NAME = "search.sqlite3"
_local = threading.local()


def path() -> Path:
    """Return where the index lies."""
    return Path(settings.VAR) / _NAME


def stamp() -> str:
    """Return what changes with every change of the index."""
    return str(connect().execute("SELECT number FROM generation").fetchone()[0])


def connect() -> sqlite3.Connection:
    """Return this thread's connection; a file put in its place is opened anew, a missing one created."""
    known: tuple[str, int, int, sqlite3.Connection] | None = getattr(_local, "known", None)
    where = f"{settings.VAR}/{_NAME}"
    if known is not None:
        if known[:3] == (where, _inode(where), os.getpid()):
            return known[3]
        if known[2] == os.getpid():
            known[3].close()
    connection = open_file(path())
    _local.known = (where, _inode(where), os.getpid(), connection)
    return connection


def _inode(where: str) -> int:
    try:
        return os.stat(where).st_ino
    except FileNotFoundError:
        return 0


def open_file(where: Path) -> sqlite3.Connection:
    """Open an index file, with its tables made when it is new."""
    where.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(where, timeout=20, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA mmap_size=268435456")
    if not _is_made(connection):
        connection.execute("BEGIN IMMEDIATE")
        if not _is_made(connection):
            for statement in SCHEMA:
                connection.execute(statement)
        connection.execute("COMMIT")
    return connection


def _is_made(connection: sqlite3.Connection) -> bool:
    """Tell whether the tables of this version are there; those of an older one are dropped."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version == bigrams.VERSION:
        return True
    if version and connection.in_transaction:
        for name in ("entry", "words", "frequent", "generation"):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
    return False


def _match(query: Query, phrases: Sequence[Sequence[str]]) -> str:
    words = (f'body : "{" ".join(pairs)}"' for pairs in phrases)
    return " AND ".join([*words, *(f'tags : "{tag}"' for tag in tags_of(query))])


def _bounded(source: str, key: str, query: Query, after: int) -> tuple[str, list[int]]:
    """Return keys of a source within the bounds of a question, as a statement and its values."""
    bounds = (
        (query.first_key, f"{key} >= ?"),
        (query.last_key, f"{key} < ?"),
        (after, f"{key} > ?" if query.oldest_first else f"{key} < ?"),
    )
    conditions = " AND ".join(condition for bound, condition in bounds if bound) or "1"
    return f"SELECT {key} AS id FROM {source} AND {conditions}", [bound for bound, _ in bounds if bound]


def _where(query: Query, *, after: int = 0) -> tuple[str, list[object]]:
    """Return the keys of what is asked for: from the index of words, or plain entries without a word."""
    phrases = [bigrams.pairs(run) for run in query.runs]
    if (keys := _narrowed(query, phrases, after)) is not None:
        return "SELECT value AS id FROM json_each(?)", [json.dumps(keys)]
    match = _match(query, phrases)
    source, key = ("words WHERE words MATCH ?", "rowid") if match else ("entry WHERE 1", "id")
    statement, bounds = _bounded(source, key, query, after)
    return statement, [match, *bounds] if match else [*bounds]


def _narrowed(query: Query, phrases: Sequence[list[str]], after: int) -> list[int] | None:
    """Return the keys of the entries that hold long words, None where their rare parts leave too many."""
    if all(len(pairs) == 1 for pairs in phrases) or (rare := _without_frequent(phrases)) == phrases:
        return None
    statement, bounds = _bounded("words WHERE words MATCH ?", "rowid", query, after)
    rows = connect().execute(f"{statement} LIMIT {NARROW + 1}", [_match(query, rare), *bounds]).fetchall()
    if len(rows) > NARROW:
        return None
    held = dict(
        connect().execute(
            "SELECT version, id FROM entry WHERE id IN (SELECT value FROM json_each(?))",
            [json.dumps([row[0] for row in rows])],
        )
    )
    texts = _wordings(list(held)) if held else ()
    return [held[version] for version, *wording in texts if _holds(text_of(tuple(wording)), query.runs)]


@prepared
def _wordings(versions: list[int]) -> "QuerySet[NoticeVersion, tuple[Any, ...]]":
    return NoticeVersion.objects.filter(pk__in=versions).values_list("pk", *WORDING)


def _without_frequent(phrases: Sequence[list[str]]) -> list[list[str]]:
    """Cut the frequent pairs off both ends of each phrase; one of frequent pairs only stays whole."""
    asked = json.dumps([pair for pairs in phrases for pair in pairs])
    rows = connect().execute(
        "SELECT pair FROM frequent WHERE pair IN (SELECT value FROM json_each(?))", [asked]
    )
    frequent = {row[0] for row in rows}
    found = []
    for pairs in phrases:
        rare = [at for at, pair in enumerate(pairs) if pair not in frequent]
        found.append(pairs[rare[0] : rare[-1] + 1] if rare else pairs)
    return found


def _holds(text: str, wanted: Sequence[str]) -> bool:
    held = " ".join(bigrams.runs(text))
    return all(run in held for run in wanted)


def find(query: Query, *, after: int, limit: int) -> list[Found]:
    """Return up to ``limit`` entries beyond the key ``after``."""
    inner, values = _where(query, after=after)
    order = "ASC" if query.oldest_first else "DESC"
    rows = connect().execute(f"{inner} ORDER BY 1 {order} LIMIT ?", [*values, limit])
    return [_found(row[0]) for row in rows]


def _found(key: int) -> Found:
    return Found(key, key % SEQUENCE)


def among(query: Query, notices: Sequence[int]) -> set[int]:
    """Return which of some notices a question finds."""
    match = _match(query, [bigrams.pairs(run) for run in query.runs])
    source, key = ("words WHERE words MATCH ?", "rowid") if match else ("entry WHERE 1", "id")
    statement, bounds = _bounded(source, key, query, 0)
    some = "SELECT id FROM entry WHERE notice IN (SELECT value FROM json_each(?))"
    values = [*([match] if match else []), *bounds, json.dumps(list(notices))]
    return {row[0] % SEQUENCE for row in connect().execute(f"{statement} AND {key} IN ({some})", values)}


def count(query: Query) -> Counted:
    """Count the entries, up to the cap."""
    inner, values = _where(query)
    row = connect().execute(f"SELECT count(*) FROM ({inner} LIMIT {COUNT_CAP + 1})", values).fetchone()
    return Counted(min(int(row[0]), COUNT_CAP), int(row[0]) > COUNT_CAP)


def first(query: Query, *, limit: int) -> tuple[list[Found], Groups, bool]:
    """Return the newest entries and the facets: the words are looked up once for both."""
    inner, values = _where(query)
    keys = [row[0] for row in connect().execute(f"{inner} ORDER BY 1 DESC LIMIT {FACET_CAP + 1}", values)]
    groups = _grouped("SELECT value FROM json_each(?)", [json.dumps(keys)])
    return [*map(_found, keys[:limit])], groups, len(keys) > FACET_CAP


def facets(query: Query) -> tuple[Groups, bool]:
    """Return the groups of the newest entries, and whether there are more than were counted."""
    inner, values = _where(query)
    groups = _grouped(f"{inner} ORDER BY 1 DESC LIMIT {FACET_CAP + 1}", values)
    return groups, sum(row[-1] for row in groups if row[0] is not None) > FACET_CAP


def _grouped(keys: str, values: list[Any]) -> Groups:
    """List what is told of each entry and count it here: grouping would sort all entries first."""
    wanted = ", ".join(f"group_concat({column}, '{_NEXT}')" for column in (*_TOLD, "id"))
    row = connect().execute(f"SELECT {wanted} FROM entry WHERE id IN ({keys})", values).fetchone()
    if row[0] is None:
        return []
    *told, ids = (text.split(_NEXT) for text in row)
    named = {
        column: _names(column, every, ids)
        for column, every in zip(_TOLD, told, strict=True)
        if column in _NAMED
    }
    return [
        _group(place, [said, *named.get(column, {}).get(said, ())], number)
        for (column, place), every in zip(_TOLD.items(), told, strict=True)
        for said, number in Counter(every).items()
    ]


def _names(column: str, codes: list[str], ids: list[str]) -> dict[str, tuple[str]]:
    """Return what one entry of each code calls it: the codes are few, and names are long to list."""
    one_of_each = json.dumps([int(key) for key in dict(zip(codes, ids, strict=True)).values()])
    asked = f"SELECT {column}, {column}_name FROM entry WHERE id IN (SELECT value FROM json_each(?))"
    return {code: (name,) for code, name in connect().execute(asked, [one_of_each])}


def _group(place: int, said: list[str], number: int) -> tuple[Any, ...]:
    return (*NO_GROUP[:place], *said, *NO_GROUP[place + len(said) :], number)


def is_empty() -> bool:
    """Tell whether the index holds nothing."""
    return connect().execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None


def held() -> dict[int, tuple[int, bool]]:
    """Return what the index holds: notice → (version, corrected)."""
    rows = connect().execute("SELECT notice, version, corrected FROM entry")
    return {notice: (version, bool(corrected)) for notice, version, corrected in rows}
