import django.db.models.deletion
from django.db import migrations, models

_INDEX = "trail_mention_entry_id_c95b0d61"


class Migration(migrations.Migration):
    dependencies = [("trail", "0005_row_seals")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[  # SQLite would make the table anew, without its triggers
                migrations.RunSQL(
                    f"DROP INDEX {_INDEX}", f"CREATE INDEX {_INDEX} ON trail_mention (entry_id)"
                )
            ],
            state_operations=[
                migrations.AlterField(
                    "mention",
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentions",
                        to="trail.entry",
                    ),
                )
            ],
        )
    ]
