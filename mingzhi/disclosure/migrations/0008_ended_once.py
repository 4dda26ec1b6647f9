"""What ended stays ended, and a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, set_once


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0007_reports")]
    operations = [
        keep_keys("disclosure"),
        set_once("disclosure", "registerrow", ["until_edition"]),
    ]
