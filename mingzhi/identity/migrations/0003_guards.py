from django.db import migrations

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("identity", "0002_people_and_agencies")]
    operations = [
        append_only("identity", "agency"),
        append_only("identity", "agencyversion", changeable=["until"]),
        append_only("identity", "appointment", changeable=["until", "ended_because"]),
        append_only("identity", "certificate"),
        append_only("identity", "certificateevent"),
        append_only("identity", "reviewerqualification", changeable=["until", "ended_because"]),
        append_only(
            "identity",
            "delegation",
            changeable=["published_on", "published_at_address", "ended_on", "ended_because"],
        ),
    ]
