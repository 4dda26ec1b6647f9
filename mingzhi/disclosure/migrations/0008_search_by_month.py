from django.db import migrations

from mingzhi.disclosure.search_tables import make_again


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0007_reports")]
    operations = [make_again()]
