import django.db.models.deletion
from django.db import migrations, models

TABLE = "calendars_daymove"
MESSAGE = "append-only: this record cannot be altered or deleted"


def guard(apps, editor):
    """Guard the table as those of the notices are; the function on PostgreSQL is theirs."""
    if editor.connection.vendor == "sqlite":
        for event in ("UPDATE", "DELETE"):
            editor.execute(
                f"CREATE TRIGGER {TABLE}_no_{event.lower()} BEFORE {event} ON {TABLE} "
                f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            )
        return
    editor.execute(
        f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION calendars_append_only()"
    )
    editor.execute(
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION calendars_append_only()"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0003_noticerecount'),
    ]

    operations = [
        migrations.CreateModel(
            name='DayMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of_table', models.CharField(max_length=60, verbose_name='数据表')),
                ('of_row', models.BigIntegerField(verbose_name='行')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('due_before', models.DateField(verbose_name='原届满日')),
                ('due', models.DateField(verbose_name='届满日')),
                ('provisional', models.BooleanField(default=False, verbose_name='日历待定')),
                ('derivation', models.JSONField(verbose_name='期限推算')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='day_moves', to='calendars.holidaynotice')),
            ],
            options={
                'verbose_name': '期限按放假安排变动',
                'constraints': [models.UniqueConstraint(fields=('of_table', 'of_row', 'notice'), name='calendars_moved_once_per_notice')],
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
