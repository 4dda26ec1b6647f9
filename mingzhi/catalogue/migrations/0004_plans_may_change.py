"""What a level has lined up may still change; what stood on a day that is past never does."""

from django.db import migrations

from mingzhi.ledger.guards import ahead_only

LEVELLED = ("benchmark", "reviewrule", "recordingitem", "template", "parameter")


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_ended_once")]
    operations = [ahead_only("catalogue", model, "valid_until") for model in LEVELLED]
