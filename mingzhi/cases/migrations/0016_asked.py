from django.db import migrations, models
from django.utils import timezone

ANSWERS = {"ask_recusal": ("decide_recusal",), "ask_plan": ("grant_plan", "refuse_plan")}
CHINA = timezone.get_fixed_timezone(480)


def remember(apps, editor):
    """Write what is already asked and not answered into the cases it is asked in."""
    Step = apps.get_model("cases", "Step")
    for asked, answers in ANSWERS.items():
        for step in Step.objects.filter(code=asked, case__closed_at=None).select_related("case").order_by("id"):
            later = Step.objects.filter(case=step.case_id, code__in=answers, id__gt=step.pk)
            if all(answer.data.get("whom") != step.data.get("whom") for answer in later):
                step.case.asked_on = step.occurred_at.astimezone(CHINA).date()
                step.case.save(update_fields=["asked_on"])


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0015_enforcement_cleared'),
    ]

    operations = [
        migrations.AddField(
            model_name='case',
            name='asked_on',
            field=models.DateField(null=True, verbose_name='待负责人答复的申请日期'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('asked_on__isnull', False)), fields=['agency_code', 'asked_on', 'id'], name='cases_asked'),
        ),
        migrations.RunPython(remember, migrations.RunPython.noop),
    ]
