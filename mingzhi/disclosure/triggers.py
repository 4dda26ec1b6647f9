"""Triggers of this room: the second person, the passed check, the closing that happens once."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingzhi.ledger.guards import Guard

SECOND_PERSON = "disclosure: the checker is the preparer"
NOT_CHECKED = "disclosure: the version has no passed check"
DOUBTS_OPEN = "disclosure: a possible name of the version is not decided"
CLOSED_ONCE = "disclosure: a closed period stays closed"

_REFUSALS: Sequence[tuple[str, str, str, str]] = (
    (
        "disclosure_check_second",
        "BEFORE INSERT ON disclosure_check",
        "NOT EXISTS (SELECT 1 FROM disclosure_noticeversion v WHERE v.id = NEW.version_id "
        "AND v.prepared_by_urn = NEW.prepared_by_urn AND v.prepared_by_urn <> NEW.checked_by_urn)",
        SECOND_PERSON,
    ),
    (
        "disclosure_publication_checked",
        "BEFORE INSERT ON disclosure_publication",
        "NOT EXISTS (SELECT 1 FROM disclosure_check c WHERE c.version_id = NEW.version_id AND c.passed)",
        NOT_CHECKED,
    ),
    (
        "disclosure_publication_closed",
        "BEFORE UPDATE ON disclosure_publication",
        "OLD.until IS NOT NULL",
        CLOSED_ONCE,
    ),
    (
        "disclosure_dutystate_closed",
        "BEFORE UPDATE ON disclosure_dutystate",
        "OLD.until IS NOT NULL",
        CLOSED_ONCE,
    ),
    (
        "disclosure_notice_closed",
        "BEFORE UPDATE ON disclosure_notice",
        "OLD.closed_at IS NOT NULL",
        CLOSED_ONCE,
    ),
)


def _create(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    _write(editor, _REFUSALS)


def _write(editor: BaseDatabaseSchemaEditor, refusals: Sequence[tuple[str, str, str, str]]) -> None:
    for name, when, condition, message in refusals:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {name} {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            continue
        editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{message}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        editor.execute(f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {name}()")


def refuse() -> Guard:
    """Return the operation that lets the database itself refuse."""
    return Guard(_create)


_UNDECIDED = {
    "sqlite": "EXISTS (SELECT 1 FROM disclosure_noticeversion v, json_each(COALESCE(v.doubts, '[]')) d "
    "WHERE v.id = NEW.version_id AND NOT EXISTS "
    "(SELECT 1 FROM {check}, json_each(COALESCE({said}, '{{}}')) s WHERE {same} "
    "AND s.key = json_extract(d.value, '$.text') AND s.value = 'word'))",
    "postgresql": "EXISTS (SELECT 1 FROM disclosure_noticeversion v, "
    "jsonb_array_elements(CASE jsonb_typeof(v.doubts) WHEN 'array' THEN v.doubts ELSE '[]' END) d "
    "WHERE v.id = NEW.version_id AND NOT EXISTS "
    "(SELECT 1 FROM {check} WHERE {same} AND {said} ->> (d ->> 'text') = 'word'))",
}
"""A possible name of the version that the second person did not say to be another word."""
_THIS = {"check": "(SELECT 1) one", "said": "NEW.said", "same": "1 = 1"}
_KEPT = {
    "check": "disclosure_check c",
    "said": "c.said",
    "same": "c.version_id = NEW.version_id AND c.passed",
}


def _create_doubts(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    undecided = _UNDECIDED[editor.connection.vendor]
    _write(
        editor,
        (
            (
                "disclosure_check_doubts",
                "BEFORE INSERT ON disclosure_check",
                f"NEW.passed AND {undecided.format(**_THIS)}",
                DOUBTS_OPEN,
            ),
            (
                "disclosure_publication_doubts",
                "BEFORE INSERT ON disclosure_publication",
                undecided.format(**_KEPT),
                DOUBTS_OPEN,
            ),
        ),
    )


def refuse_doubts() -> Guard:
    """Return the operation that lets no version pass or become public while a possible name is undecided."""
    return Guard(_create_doubts)


SEARCH_TABLE = (
    "CREATE TABLE disclosure_search ("
    "rowkey bigint PRIMARY KEY, notice_id bigint NOT NULL UNIQUE, version_id bigint NOT NULL, "
    "kind text NOT NULL, agency text NOT NULL, agency_name text NOT NULL, region text NOT NULL, "
    "region_name text NOT NULL, year smallint NOT NULL, "
    "corrected boolean NOT NULL, body text NOT NULL, tokens tsvector NOT NULL)",
    "CREATE INDEX disclosure_search_tokens ON disclosure_search USING gin (tokens)",
    "CREATE INDEX disclosure_search_kind ON disclosure_search (kind, rowkey DESC)",
    "CREATE INDEX disclosure_search_agency ON disclosure_search (agency, rowkey DESC)",
)


def _create_search(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for statement in SEARCH_TABLE:
            editor.execute(statement)
        if _has_lz4(editor):  # unpacked several times faster than the default, where the server has it
            for column in ("body", "tokens"):
                editor.execute(f"ALTER TABLE disclosure_search ALTER COLUMN {column} SET COMPRESSION lz4")


def _has_lz4(editor: BaseDatabaseSchemaEditor) -> bool:
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
        )
        row = cursor.fetchone()
    return bool(row and row[0])


def search_table() -> Guard:
    """Return the operation that makes the narrow search table (PostgreSQL only: a projection)."""
    return Guard(_create_search)
