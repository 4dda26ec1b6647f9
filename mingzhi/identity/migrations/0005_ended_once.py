"""What ended stays ended, and a row keeps its key."""

from django.db import migrations

from mingzhi.ledger.guards import keep_keys, set_once


class Migration(migrations.Migration):
    dependencies = [("identity", "0004_public_items")]
    operations = [
        keep_keys("identity"),
        set_once("identity", "agencyversion", ["until"]),
        set_once("identity", "appointment", ["until"]),
        set_once("identity", "reviewerqualification", ["until"]),
        set_once("identity", "publicitem", ["until"]),
        set_once("identity", "delegation", ["published_on", "ended_on"]),
    ]
