from django.db import migrations

from mingzhi.ledger.guards import append_only, set_once
from mingzhi.records.guards import refuse_update


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        append_only("records", "storedfile"),
        append_only("records", "document"),
        append_only("records", "attachment"),
        append_only("records", "recordinggap"),
        append_only("records", "custody"),
        append_only("records", "volume", changeable=["until"]),
        set_once("records", "volume", ["until"]),
        append_only("records", "volumeitem"),
        append_only("records", "numberseries", changeable=["last"]),
        append_only(
            "records",
            "issuednumber",
            changeable=["state", "closed_at", "closed_by", "used_for", "void_reason"],
        ),
        refuse_update(
            name="records_series_by_one",
            table="records_numberseries",
            when="NEW.last <> OLD.last + 1",
            message="a number series grows by one",
        ),
        refuse_update(
            name="records_number_final",
            table="records_issuednumber",
            when="OLD.state <> 'reserved'",
            message="a used or voided number is final",
        ),
    ]
