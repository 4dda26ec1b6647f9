from django.db import migrations

from mingzhi.ledger.guards import keep_keys


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [keep_keys("ledger")]
