from django.db import migrations

from mingzhi.disclosure.search_tables import make_again


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0013_filings")]
    operations = [make_again()]
