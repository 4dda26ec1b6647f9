"""The format of a paper can be one agency's own (浙政办发〔2019〕20号 二(二)1)."""

from django.db import migrations, models
from django.db.models import Q

from mingzhi.ledger.guards import refuse_update

NAME = "catalogue_template_current"
PLACE = ("code", "jurisdiction")
OPEN = Q(("valid_until__isnull", True))
STAYS = (
    'OLD."agency_code" <> NEW."agency_code" OR (OLD."agency_code" IS NULL AND NEW."agency_code" IS NOT NULL) '
    'OR (OLD."agency_code" IS NOT NULL AND NEW."agency_code" IS NULL)'
)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_lists_of_agencies")]
    operations = [
        migrations.AddField(
            model_name="template",
            name="agency_code",
            field=models.CharField(max_length=18, null=True, verbose_name="适用机关"),
        ),
        migrations.RemoveConstraint(model_name="template", name=NAME),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=OPEN & Q(("agency_code__isnull", True)), fields=PLACE, name=NAME
            ),
        ),
        migrations.AddConstraint(
            model_name="template",
            constraint=models.UniqueConstraint(
                condition=OPEN & Q(("agency_code__isnull", True), _negated=True),
                fields=(*PLACE, "agency_code"),
                name=f"{NAME}_own",
            ),
        ),
        refuse_update("catalogue", "template", name="agency_stays", when=STAYS),
    ]
