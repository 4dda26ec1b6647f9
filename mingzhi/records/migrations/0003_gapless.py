"""A series hands out its numbers one after the other, and a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, refuse

_BEFORE = "(SELECT MAX(n.number) FROM records_issuednumber n WHERE n.series_id = NEW.series_id)"


class Migration(migrations.Migration):
    dependencies = [("records", "0002_guards")]
    operations = [
        keep_keys("records"),
        refuse(
            name="records_number_next",
            table="records_issuednumber",
            when=f"NEW.number <> COALESCE({_BEFORE}, 0) + 1",
            message="a number follows the one before it, without a gap",
        ),
    ]
