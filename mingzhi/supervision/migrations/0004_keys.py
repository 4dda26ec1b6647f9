from django.db import migrations

from mingzhi.ledger.guards import keep_keys


class Migration(migrations.Migration):
    dependencies = [("supervision", "0003_adjustment")]
    operations = [keep_keys("supervision")]
