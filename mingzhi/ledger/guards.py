"""Triggers on both databases: append-only tables, columns filled once, rows that contradict other rows.

Migrations call them; nothing loosens a trigger for what is past.
"""

from collections.abc import Callable, Sequence

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState, StateApps

MESSAGE = "append-only: this record cannot be altered or deleted"


def _sqlite(table: str, changeable: Sequence[str], columns: Sequence[str]) -> list[str]:
    frozen = [f'"{column}"' for column in columns if column not in changeable]
    of_columns = f"UPDATE OF {', '.join(frozen)}" if changeable else "UPDATE"
    return [
        f"CREATE TRIGGER {table}_no_{word} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for word, event in (("update", of_columns), ("delete", "DELETE"))
    ] + ([_same_key(table)] if changeable else [])


def _same_key(table: str) -> str:
    """SQLite knows the key also as ``rowid``, which no ``UPDATE OF`` names."""
    return (
        f"CREATE TRIGGER {table}_no_rekey BEFORE UPDATE ON {table} WHEN OLD.rowid <> NEW.rowid "
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    )


def _postgresql(table: str, changeable: Sequence[str], columns: Sequence[str]) -> list[str]:
    frozen = [f'"{column}"' for column in columns if column not in changeable]
    of_columns = f"UPDATE OF {', '.join(frozen)}" if changeable else "UPDATE"
    return [
        "CREATE OR REPLACE FUNCTION mingzhi_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE {of_columns} ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION mingzhi_append_only()",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION mingzhi_append_only()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION mingzhi_append_only()",
    ]


class Guard(migrations.RunPython):
    """An operation that writes triggers: of the models of that day it needs no more than names.

    So it takes them as the migration before it left them, where ``RunPython`` builds all models of all
    rooms anew; with a hundred guards that was most of what it took to set up a database.
    """

    def __init__(self, code: Callable[[StateApps, BaseDatabaseSchemaEditor], None]) -> None:
        super().__init__(code, migrations.RunPython.noop)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Write the triggers."""
        self.code(from_state.apps, schema_editor)


def append_only(app: str, model: str, *, changeable: Sequence[str] = ()) -> Guard:
    """Return the migration operation that guards the table of ``app.model``.

    ``changeable`` names the columns that may still be updated (an erasable payload, a closing
    date); everything else, and deletion, is refused by the database itself.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        meta = apps.get_model(app, model)._meta
        columns = [field.column for field in meta.concrete_fields if field.column]
        write = _sqlite if editor.connection.vendor == "sqlite" else _postgresql
        for statement in write(meta.db_table, changeable, columns):
            editor.execute(statement)

    return Guard(forwards)


def keep_keys(app: str) -> Guard:
    """Return the migration operation that keeps the key of every guarded table of ``app`` on SQLite.

    For tables that :func:`append_only` guarded before it did so itself.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor != "sqlite":
            return
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT tbl_name FROM sqlite_master WHERE name = tbl_name || '_no_update' "
                "AND sql LIKE '%%UPDATE OF%%' AND tbl_name LIKE %s AND NOT EXISTS "
                "(SELECT 1 FROM sqlite_master k WHERE k.name = sqlite_master.tbl_name || '_no_rekey')",
                [f"{app}%"],
            )
            tables = [table for (table,) in cursor.fetchall() if table.startswith(f"{app}_")]
        for table in tables:
            editor.execute(_same_key(table))

    return Guard(forwards)


def refuse_update(app: str, model: str, *, name: str, when: str) -> Guard:
    """Return the migration operation that refuses an update ``when`` a condition on OLD and NEW holds.

    ``when`` is SQL both databases read (no ``IS DISTINCT FROM``); ``name`` ends the trigger's name.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        table = apps.get_model(app, model)._meta.db_table
        action = (
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            if editor.connection.vendor == "sqlite"
            else "EXECUTE FUNCTION mingzhi_append_only()"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE UPDATE ON {table} FOR EACH ROW WHEN ({when}) {action}"
        )

    return Guard(forwards)


def set_once(app: str, model: str, columns: Sequence[str]) -> Guard:
    """Return the migration operation that lets each of ``columns`` change from empty to a value, once.

    For columns named ``changeable`` in :func:`append_only`: a position, a closing date.
    """
    again = " OR ".join(
        f'(OLD."{column}" IS NOT NULL AND (NEW."{column}" IS NULL OR NEW."{column}" <> OLD."{column}"))'
        for column in columns
    )
    return refuse_update(app, model, name="once", when=again)


def ahead_only(app: str, model: str, column: str) -> Guard:
    """Return the migration operation that lets a last day move as long as it has not come, to today or later.

    Takes the place of :func:`set_once` where plans may change: what is past stays as it was read then.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        table = apps.get_model(app, model)._meta.db_table
        lite = editor.connection.vendor == "sqlite"
        today = "date('now', '+8 hours')" if lite else "(now() AT TIME ZONE 'Asia/Shanghai')::date"
        editor.execute(f"DROP TRIGGER {table}_once" + ("" if lite else f" ON {table}"))
        moved = f'OLD."{column}" IS NOT NULL AND (NEW."{column}" IS NULL OR NEW."{column}" <> OLD."{column}")'
        past = f'(OLD."{column}" <= {today} OR NEW."{column}" < {today})'
        refuse_update(app, model, name="ahead", when=f"{moved} AND {past}").code(apps, editor)

    return Guard(forwards)


def refuse(*, name: str, table: str, when: str, message: str, event: str = "INSERT") -> Guard:
    """Return the migration operation for a trigger ``name`` that refuses ``event`` on ``table`` when rows
    contradict other rows.

    ``when`` is SQL both databases share: sub-queries, ``NEW.column``, truth values used bare
    (``NOT NEW.flag``); ``message`` is plain ASCII without quotes.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            return
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )

    return Guard(forwards)


def moved_by_a_notice(app: str, model: str) -> Guard:
    """Return the migration operation that lets a row's last day move only to what a ``DayMove`` of it says.

    For rows that are ``calendars.Recountable``; the migration depends on the one that makes ``DayMove``.
    """
    table = f"{app}_{model}"
    told = f"m.of_table = '{table}' AND m.of_row = NEW.id AND m.due = NEW.moved_to"
    moved = f"SELECT 1 FROM calendars_daymove m WHERE {told}"  # noqa: S608 - names of our own tables
    return refuse(
        name=f"{table}_moved_by_a_notice",
        table=table,
        event="UPDATE OF moved_to, moved_derivation",
        when=f"NEW.moved_to IS NOT NULL AND NOT EXISTS ({moved})",
        message="a last day moves only with a holiday notice",
    )
