"""An end that is still ahead may be moved: who was to leave at the end of the month leaves today.

A day that has come stays. Being published is told once, as before.
"""

from django.db import migrations

from mingzhi.ledger.guards import ahead_only, set_once


class Migration(migrations.Migration):
    dependencies = [("identity", "0007_people_stay")]
    operations = [
        ahead_only("identity", "appointment", "until"),
        ahead_only("identity", "reviewerqualification", "until"),
        ahead_only("identity", "delegation", "ended_on"),
        set_once("identity", "delegation", ["published_on"]),
    ]
