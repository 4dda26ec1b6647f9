from django.db import migrations

from mingzhi.ledger.guards import keep_keys


class Migration(migrations.Migration):
    dependencies = [("trail", "0003_sending")]
    operations = [keep_keys("trail")]
