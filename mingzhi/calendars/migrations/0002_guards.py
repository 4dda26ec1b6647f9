"""Entered notices are never altered or deleted. This floor stands beside the ledger, so it keeps its own triggers."""

from django.db import migrations

TABLES = ("calendars_holidaynotice", "calendars_calendarday")
MESSAGE = "append-only: this record cannot be altered or deleted"


def guard(apps, editor):
    if editor.connection.vendor == "sqlite":
        for table in TABLES:
            for event in ("UPDATE", "DELETE"):
                editor.execute(
                    f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
        return
    editor.execute(
        "CREATE OR REPLACE FUNCTION calendars_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in TABLES:
        editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION calendars_append_only()"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION calendars_append_only()"
        )


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
