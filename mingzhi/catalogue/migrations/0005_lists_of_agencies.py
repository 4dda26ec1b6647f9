"""A line of the review or recording list can be one agency's own (浙政办发〔2019〕20号 二(二)2, 二(三)2)."""

from django.db import migrations, models
from django.db.models import Q

from mingzhi.ledger.guards import refuse_update

LISTS = {"reviewrule": "catalogue_review_current", "recordingitem": "catalogue_recording_current"}
STAYS = (
    'OLD."agency_code" <> NEW."agency_code" OR (OLD."agency_code" IS NULL AND NEW."agency_code" IS NOT NULL) '
    'OR (OLD."agency_code" IS NOT NULL AND NEW."agency_code" IS NULL)'
)


def _one_open(model, name, fields, *, of_all):
    whose = Q(("agency_code__isnull", True)) if of_all else Q(("agency_code__isnull", True), _negated=True)
    return migrations.AddConstraint(
        model_name=model,
        constraint=models.UniqueConstraint(
            condition=Q(("valid_until__isnull", True)) & whose, fields=fields, name=name
        ),
    )


def _owned(model, name):
    place = ("code", "jurisdiction")
    return (
        migrations.AddField(
            model_name=model,
            name="agency_code",
            field=models.CharField(max_length=18, null=True, verbose_name="适用机关"),
        ),
        migrations.RemoveConstraint(model_name=model, name=name),
        _one_open(model, name, place, of_all=True),
        _one_open(model, f"{name}_own", (*place, "agency_code"), of_all=False),
        refuse_update("catalogue", model, name="agency_stays", when=STAYS),
    )


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0004_plans_may_change")]
    operations = [operation for model, name in LISTS.items() for operation in _owned(model, name)]
