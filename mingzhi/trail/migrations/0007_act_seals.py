import django.db.models.deletion
from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0006_mentions_indexed_once")]
    operations = [
        migrations.CreateModel(
            name="ActSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("rows", models.JSONField(verbose_name="行")),
                ("salt", models.CharField(max_length=64, verbose_name="盐")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="act_seal",
                        to="trail.entry",
                    ),
                ),
            ],
            options={"verbose_name": "行为数据封存"},
        ),
        append_only("trail", "actseal"),
    ]
