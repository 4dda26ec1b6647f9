import django.db.models.deletion
from django.db import migrations, models

TABLE = "calendars_noticerecount"
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
        ('calendars', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeRecount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved', models.PositiveIntegerField(verbose_name='变动的期限数')),
                ('finished_at', models.DateTimeField(verbose_name='完成时间')),
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recount', to='calendars.holidaynotice')),
            ],
            options={
                'verbose_name': '按放假安排重算期限',
            },
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
