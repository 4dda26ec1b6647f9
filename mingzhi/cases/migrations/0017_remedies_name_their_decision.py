"""A remedy names the coercive decision it attacks; each such decision has limits of its own (行政强制法 §8-1)."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from mingzhi.ledger.guards import refuse_update


def _moved(column: str) -> str:
    return (
        f'OLD."{column}" <> NEW."{column}" OR (OLD."{column}" IS NULL AND NEW."{column}" IS NOT NULL) '
        f'OR (OLD."{column}" IS NOT NULL AND NEW."{column}" IS NULL)'
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_asked")]
    operations = [
        migrations.AddField(
            model_name="clock",
            name="about",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks_about",
                to="cases.step",
            ),
        ),
        migrations.AddField(
            model_name="remedy",
            name="against",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attacks",
                to="cases.step",
            ),
        ),
        migrations.RemoveConstraint(model_name="clock", name="cases_one_running_clock"),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                condition=Q(("about__isnull", True), ("ended_at__isnull", True)),
                fields=("case", "code"),
                name="cases_one_running_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                condition=Q(("about__isnull", False), ("ended_at__isnull", True)),
                fields=("case", "code", "about"),
                name="cases_one_running_clock_about",
            ),
        ),
        refuse_update("cases", "clock", name="about_stays", when=_moved("about_id")),
        refuse_update("cases", "remedy", name="against_stays", when=_moved("against_id")),
    ]
