"""The tables of the search projection on PostgreSQL; migrations make them, a rebuild makes them anew.

``{name}`` holds one row per public notice. Its ``tokens`` are the pairs of characters of the text and the
tags of the notice, each with the sign of the month of the decision behind it, so that a question is put to
one month after the other. ``{name}_month`` says in how many entries of which month a token stands.
"""

from collections.abc import Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

NAME = "disclosure_search"
NEXT = f"{NAME}_next"

_HAS_LZ4 = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"


def tables(name: str, *, lz4: bool) -> Iterator[str]:
    """Return the statements that make both tables, without the indexes."""
    yield (
        f"CREATE TABLE {name} (rowkey bigint NOT NULL, notice_id bigint NOT NULL, "
        "version_id bigint NOT NULL, kind text NOT NULL, agency text NOT NULL, agency_name text NOT NULL, "
        "region text NOT NULL, region_name text NOT NULL, year smallint NOT NULL, "
        "corrected boolean NOT NULL, outcome integer NOT NULL, basis text NOT NULL, body text NOT NULL, "
        "tokens tsvector NOT NULL)"
    )
    yield (
        f"CREATE TABLE {name}_month (token text NOT NULL, month integer NOT NULL, number integer NOT NULL) "
        "WITH (fillfactor = 90)"
    )
    # what the planner would guess from them changes from day to day; without it, it takes the index
    yield f"ALTER TABLE {name} ALTER COLUMN tokens SET STATISTICS 0, ALTER COLUMN body SET STATISTICS 0"
    if lz4:  # unpacked several times faster than the default, where the server has it
        yield (
            f"ALTER TABLE {name} ALTER COLUMN body SET COMPRESSION lz4, "
            "ALTER COLUMN tokens SET COMPRESSION lz4"
        )


def indexes(name: str) -> Iterator[str]:
    """Return the statements that index them; after the rows are there, they are made quickest."""
    yield f"ALTER TABLE {name} ADD PRIMARY KEY (rowkey)"
    yield f"CREATE UNIQUE INDEX ON {name} (notice_id)"
    yield f"CREATE INDEX ON {name} (kind, rowkey DESC)"
    yield f"CREATE INDEX ON {name} (agency, rowkey DESC)"
    # no list of pending entries: every question would have to read it through
    yield f"CREATE INDEX ON {name} USING gin (tokens) WITH (fastupdate = off)"
    yield f"ALTER TABLE {name}_month ADD PRIMARY KEY (token, month)"


def replacing(new: str, old: str) -> Iterator[str]:
    """Return the statements that put the tables ``new`` in the place of ``old``."""
    for part in ("", "_month"):
        yield f"DROP TABLE {old}{part}"
        yield f"ALTER TABLE {new}{part} RENAME TO {old}{part}"


def has_lz4(cursor: object) -> bool:
    """Tell whether the server can compress with LZ4."""
    cursor.execute(_HAS_LZ4)  # type: ignore[attr-defined]
    row = cursor.fetchone()  # type: ignore[attr-defined]
    return bool(row and row[0])


def _make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor != "postgresql":
        return
    with editor.connection.cursor() as cursor:
        lz4 = has_lz4(cursor)
    for part in ("", "_month"):
        editor.execute(f"DROP TABLE IF EXISTS {NAME}{part}")
    for statement in (*tables(NAME, lz4=lz4), *indexes(NAME)):
        editor.execute(statement)


def make_again() -> migrations.RunPython:
    """Return the operation that makes the projection anew and empty; the worker fills it at its next look."""
    return migrations.RunPython(_make, migrations.RunPython.noop)
