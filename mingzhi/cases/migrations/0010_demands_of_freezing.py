"""Two officers freeze and serve the decision (行政强制法 §18(2), §30-1)."""

from django.db import migrations


def load(apps, editor):
    demand = apps.get_model("cases", "StepDemand")
    demand.objects.bulk_create(
        demand(procedure="ordinary", code=code, officers=2) for code in ("freeze", "serve_freezing")
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_demands_of_execution")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
