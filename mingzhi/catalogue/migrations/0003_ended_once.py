"""What ended stays ended, and a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, set_once

DATED = (
    "article",
    "statuteversion",
    "reliance",
    "powerversion",
    "powerholder",
    "benchmark",
    "reviewrule",
    "recordingitem",
    "template",
    "parameter",
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_append_only")]
    operations = [
        keep_keys("catalogue"),
        *(set_once("catalogue", model, ["valid_until"]) for model in DATED),
    ]
