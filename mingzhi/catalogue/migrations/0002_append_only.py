from django.db import migrations

from mingzhi.ledger.guards import append_only

DATED = (
    "statuteversion",
    "reliance",
    "powerversion",
    "powerholder",
    "benchmark",
    "reviewrule",
    "recordingitem",
    "template",
    "parameter",
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [
        append_only("catalogue", "power"),
        append_only("catalogue", "statute", changeable=["aliases", "title_en"]),
        append_only("catalogue", "article", changeable=["valid_until", "fate", "fate_reason"]),
        *(append_only("catalogue", model, changeable=["valid_until"]) for model in DATED),
    ]
