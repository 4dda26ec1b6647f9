from django.db import migrations

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("identity", "0006_registrars")]
    operations = [append_only("identity", model) for model in ("region", "person", "counsel")]
