from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0004_keys")]
    operations = [
        migrations.CreateModel(
            name="RowSeal",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("table", models.CharField(max_length=63, verbose_name="数据表")),
                ("after", models.BigIntegerField(verbose_name="起（不含）")),
                ("upto", models.BigIntegerField(verbose_name="止")),
                ("rows", models.PositiveIntegerField(verbose_name="行数")),
                ("columns", models.JSONField(verbose_name="列")),
                ("digest", models.CharField(max_length=64, verbose_name="摘要")),
                ("salt", models.CharField(max_length=64, verbose_name="盐")),
                ("commitment", models.CharField(max_length=64, unique=True, verbose_name="承诺")),
                ("sealed_at", models.DateTimeField(verbose_name="封存时间")),
            ],
            options={
                "verbose_name": "数据行封存",
                "constraints": [
                    models.UniqueConstraint(fields=["table", "after"], name="trail_row_seal_once"),
                    models.UniqueConstraint(fields=["table", "upto"], name="trail_row_seal_ends_once"),
                    models.CheckConstraint(
                        condition=models.Q(upto__gt=models.F("after")), name="trail_row_seal_forward"
                    ),
                ],
            },
        ),
        append_only("trail", "rowseal"),
    ]
