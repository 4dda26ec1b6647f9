from django.db import migrations

from mingzhi.disclosure.search_tables import make_again


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0014_search_by_outcome")]
    operations = [make_again()]
