"""Triggers that refuse rows which contradict other rows, on both databases.

Migrations of review and cases call :func:`refuse`. Conditions are written in the SQL both databases
share: sub-queries, ``NEW.column``, truth values used bare (``NOT NEW.flag``).
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def _sqlite(name: str, table: str, event: str, condition: str, message: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    ]


def _postgresql(name: str, table: str, event: str, condition: str, message: str) -> list[str]:
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def refuse(*, name: str, table: str, when: str, message: str, event: str = "INSERT") -> migrations.RunPython:
    """Return the migration operation for a trigger ``name`` that refuses ``event`` on ``table`` when
    the condition holds. ``message`` is plain ASCII without quotes.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        write = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
        for statement in write(name, table, event, when, message):
            editor.execute(statement)

    return migrations.RunPython(forwards, migrations.RunPython.noop)
