from django.db import migrations

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        append_only("trail", "entry"),
        append_only("trail", "payload", changeable=["content", "salt", "erased_at", "erased_because"]),
        append_only("trail", "mention"),
    ]
