"""How many officers each declared step needs, and the kinds for which general review is off.

A change of the declarations needs a further migration of this kind; a test compares both.
"""

from datetime import date

from django.db import migrations

DEMANDS = {
    "ordinary": {
        "serve_document": 2,
        "inspect": 2,
        "examine_scene": 2,
        "tell_rights": 2,
        "inquire": 2,
        "collect_evidence": 2,
        "sample": 2,
        "order_to_correct": 2,
        "check_correction": 2,
        "preserve": 2,
        "seize": 2,
        "serve_notice": 2,
        "serve_correction": 2,
        "serve_decision": 2,
        "serve_no_penalty": 2,
        "dispose_goods": 2,
    },
    "summary": {
        "check_on_site": 2,
        "tell_on_site": 2,
        "decide_on_spot": 2,
        "hand_over": 2,
        "collect_on_spot": 2,
    },
    "licence": {
        "examine_on_site": 2,
    },
}
OFF = {
    "行政许可": "许可类决定按重大事项清单审核",
    "行政检查": "检查类决定按重大事项清单审核",
    "行政征收征用": "征收征用类决定按重大事项清单审核",
}


def load(apps, editor):
    demand, switch = apps.get_model("cases", "StepDemand"), apps.get_model("cases", "ReviewSwitch")
    demand.objects.bulk_create(
        demand(procedure=procedure, code=code, officers=officers)
        for procedure, steps in DEMANDS.items()
        for code, officers in steps.items()
    )
    switch.objects.bulk_create(
        switch(kind=kind, reason=reason, basis="浙政办发〔2019〕20号 二(三)2", since=date(2019, 3, 29))
        for kind, reason in OFF.items()
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_access")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
