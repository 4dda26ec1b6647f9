"""Steps of execution and correction that two officers take (行政处罚法 §42-1, §69)."""

from django.db import migrations

DEMANDS = (
    ("ordinary", "collect_on_spot"),
    ("summary", "serve_correction"),
)


def load(apps, editor):
    demand = apps.get_model("cases", "StepDemand")
    demand.objects.bulk_create(
        demand(procedure=procedure, code=code, officers=2) for procedure, code in DEMANDS
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_order")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
