"""The database itself keeps a version from passing or becoming public while a possible name is undecided."""

from django.db import migrations

from mingzhi.disclosure.triggers import refuse_doubts


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0011_doubts")]
    operations = [refuse_doubts()]
