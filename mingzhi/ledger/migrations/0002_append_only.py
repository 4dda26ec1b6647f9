from django.db import migrations

from mingzhi.ledger.guards import append_only, set_once


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        append_only("ledger", "log"),
        append_only("ledger", "leaf", changeable=["position"]),
        set_once("ledger", "leaf", ["position"]),
        append_only("ledger", "tile"),
        append_only("ledger", "checkpoint"),
    ]
