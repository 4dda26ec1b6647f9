"""Every trigger a migration declares stands in the database: later migrations must not lose one.

SQLite rebuilds a table for most alterations, and the old table takes its triggers with it.
"""

import re
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.django_db

ENDS = ("_no_delete", "_append_only")
_CREATED = re.compile(r"CREATE TRIGGER (\w+)")
_DROPPED = re.compile(r"DROP TRIGGER (?:IF EXISTS )?(\w+)")


def declared() -> set[str]:
    """Run the guard operations of all migrations against an editor that only listens."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names: set[str] = set()

    def listen(statement: object, *_parameters: object) -> None:
        names.update(_CREATED.findall(str(statement)))
        names.difference_update(_DROPPED.findall(str(statement)))

    editor = SimpleNamespace(connection=connection, execute=listen, quote_name=connection.ops.quote_name)
    known = loader.project_state().apps
    for key in loader.graph.nodes:
        if not loader.disk_migrations[key].__module__.startswith("mingzhi."):
            continue
        for operation in loader.disk_migrations[key].operations:
            if isinstance(operation, RunPython) and "CREATE TRIGGER" in _source(operation):
                operation.code(known, editor)
    return names


def _source(operation: RunPython) -> str:
    """Return the module a guard operation was written in."""
    with open(operation.code.__code__.co_filename, encoding="utf-8") as file:
        return file.read()


def standing() -> set[str]:
    """Return the names of the triggers in the database."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


# what may be altered, and why; every other table of ours is append-only
ALTERABLE = {
    "disclosure_channel": "a list of names, entered by migrations",
    "disclosure_indexjob": "work that is done and forgotten",
    "identity_account": "passwords and their state",
    "identity_counsel": "engagements, with their period",
    "identity_person": "names and phones may be put right; the record keeps the label of the day",
    "identity_region": "a list of names",
    "identity_role": "rights as data; what an actor could do is in the record of the act",
    "supervision_boxedrating": "slips leave the box when it is opened; a trigger refuses to alter them",
}


def test_every_table_of_ours_is_append_only_or_named():
    ours = {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("mingzhi.")}
    kept = {name.removesuffix(end) for name in standing() for end in ENDS if name.endswith(end)}
    assert ours - kept == set(ALTERABLE)


def test_no_migration_lost_a_guard():
    expected = declared()
    assert {"trail_entry_no_update", "ledger_leaf_no_delete", "ledger_leaf_once"} <= expected
    assert expected - standing() == set()
