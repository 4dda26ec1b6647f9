"""Write the public notices of a place into one SQLite file as one makes it for Datasette; print JSON."""

import argparse
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django

django.setup()

from bench.notices.addresses import FACETS  # noqa: E402
from mingzhi.disclosure.models import Publication  # noqa: E402
from mingzhi.kernel import clock  # noqa: E402

_SEARCHED = "title, number, party_name, party_code, agency_name, text"
# Datasette knows the words of a table by content=[…]; spelled otherwise it shows all rows to any search.
SCHEMA = (
    "CREATE TABLE notices (uid TEXT PRIMARY KEY, kind TEXT, agency_code TEXT, agency_name TEXT, "
    "region_code TEXT, year INTEGER, party_name TEXT, party_code TEXT, number TEXT, decided_on TEXT, "
    "published_on TEXT, title TEXT, text TEXT)",
    f"CREATE VIRTUAL TABLE notices_fts USING fts5({_SEARCHED}, content=[notices], tokenize='trigram')",
)
INDEXED = (*FACETS, "decided_on", "number", "agency_code, decided_on")
_COLUMNS = (
    *("notice__uid", "kind", "agency_code", "notice__agency_name", "region_code", "notice__decided_on"),
    *("version__party_name", "version__party_code", "version__document_number", "first_published_at"),
    *("version__title", "version__text"),
)


def rows() -> Iterator[tuple[Any, ...]]:
    """Return what is public, in the order of the columns of the table."""
    standing = Publication.objects.filter(channel_id="portal", until=None).order_by("pk")
    for row in standing.values_list(*_COLUMNS).iterator(chunk_size=2000):
        uid, kind, agency, agency_name, region, decided_on, party, code, number, moment, title, text = row
        days = decided_on.isoformat(), moment.astimezone(clock.CHINA).date().isoformat()
        about = (str(uid), kind, agency, agency_name, region, decided_on.year)
        yield (*about, party, code, number, *days, title, text)


def main() -> None:
    """Write the table, its words and its indexes, then let SQLite measure them for its planner."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    given = parser.parse_args()
    given.file.unlink(missing_ok=True)
    database = sqlite3.connect(given.file)
    for statement in SCHEMA:
        database.execute(statement)
    database.executemany(f"INSERT INTO notices VALUES ({','.join('?' * 13)})", rows())
    database.execute("INSERT INTO notices_fts (notices_fts) VALUES ('rebuild')")
    database.execute("INSERT INTO notices_fts (notices_fts) VALUES ('optimize')")
    for nth, columns in enumerate(INDEXED):
        database.execute(f"CREATE INDEX notices_{nth} ON notices ({columns})")
    database.execute("ANALYZE")
    database.commit()
    (number,) = database.execute("SELECT count(*) FROM notices").fetchone()
    database.execute("VACUUM")
    database.close()
    print(json.dumps(number))


if __name__ == "__main__":
    main()
