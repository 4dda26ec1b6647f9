"""Triggers on document numbers, on both databases: closed is final, a series grows by one."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingzhi.ledger.guards import Guard


def refuse_update(*, name: str, table: str, when: str, message: str) -> Guard:
    """Return the operation for a trigger that refuses an update of ``table`` when the condition holds.

    ``when`` is SQL both databases share, over OLD and NEW; ``message`` plain ASCII without quotes.
    """

    def forwards(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        if editor.connection.vendor == "sqlite":
            editor.execute(
                f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
            return
        editor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} "
            f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}()"
        )

    return Guard(forwards)
