from django.db import migrations

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("calendars", "0001_initial")]
    operations = [
        append_only("calendars", "holidaynotice"),
        append_only("calendars", "calendarday"),
    ]
