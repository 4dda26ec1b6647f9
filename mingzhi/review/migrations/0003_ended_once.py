"""What ended stays ended, and a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, set_once


class Migration(migrations.Migration):
    dependencies = [("review", "0002_guards")]
    operations = [
        keep_keys("review"),
        set_once("review", "submission", ["closed_at"]),
        set_once("review", "assignment", ["until"]),
        set_once("review", "finding", ["withdrawn_at"]),
    ]
