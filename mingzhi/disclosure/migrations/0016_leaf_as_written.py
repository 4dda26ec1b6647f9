from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from mingzhi.disclosure.models.plain import PlainEncoder, WrittenJsonField
from mingzhi.disclosure.search_tables import has_lz4

_CHANGE = "ALTER TABLE disclosure_leaf ALTER COLUMN content TYPE {kind} USING content::text::{kind}"
_PACK = ", ALTER COLUMN content SET COMPRESSION lz4"


def _as_written(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Keep what leaves hold as text: it is handed out whole. The table is written once more."""
    if editor.connection.vendor == "postgresql":
        with editor.connection.cursor() as cursor:
            editor.execute(_CHANGE.format(kind="json") + (_PACK if has_lz4(cursor) else ""))


def _taken_apart(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(_CHANGE.format(kind="jsonb"))


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0015_search_by_basis")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(_as_written, _taken_apart)],
            state_operations=[
                migrations.AlterField(
                    "leaf", "content", WrittenJsonField("内容", encoder=PlainEncoder)
                )
            ],
        )
    ]
