from django.db import migrations

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("identity", "0006_registrars")]
    operations = [
        append_only("identity", "region"),
        append_only("identity", "counsel"),
        append_only("identity", "person", changeable=["name", "title", "phone"]),  # may be put right
    ]
