"""Two officers serve, transfer, enforce, watch substitute performance (行政强制法 §38, §47, §51-1(3));
two test to technical standards (行政许可法 §55-2)."""

from django.db import migrations

STEPS = (
    "carry_out",
    "perform_substitute",
    "serve_enforcement",
    "serve_substitute",
    "substitute_now",
    "transfer_deposit",
)


def load(apps, editor):
    demand = apps.get_model("cases", "StepDemand")
    demand.objects.create(procedure="licence", code="test_to_standard", officers=2)
    demand.objects.bulk_create(demand(procedure="ordinary", code=code, officers=2) for code in STEPS)


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_rectifications_open")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
