"""Registrars oversee the bodies of a region; the right that opens its cases is no longer theirs."""

from django.db import migrations


def exchange(apps, editor):
    for role in apps.get_model("identity", "Role").objects.all():
        given = list(role.capabilities)
        if {"identity.manage", "supervision.view"} <= {*given} and "cases.view" not in given:
            role.capabilities = [
                "identity.oversee" if name == "supervision.view" else name for name in given
            ]
            role.save(update_fields=["capabilities"])


class Migration(migrations.Migration):
    dependencies = [("identity", "0005_ended_once")]
    operations = [migrations.RunPython(exchange, migrations.RunPython.noop)]
