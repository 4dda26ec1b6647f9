from django.db import migrations

from mingzhi.ledger.guards import append_only, refuse_update


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [
        append_only("trail", "entry"),
        append_only("trail", "payload", changeable=["content", "salt", "erased_at", "erased_because"]),
        # The one update there is: a payload that was not erased becomes one that is (its check says how).
        refuse_update(
            "trail", "payload", name="only_erased", when="OLD.erased_at IS NOT NULL OR NEW.erased_at IS NULL"
        ),
        append_only("trail", "mention"),
    ]
