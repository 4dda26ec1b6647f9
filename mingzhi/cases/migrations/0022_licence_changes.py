"""A decision on a licence after its grant owes the public its notice (行政许可法 §40, §49, §50-2, §70)."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_parties_by_number")]
    operations = [
        migrations.CreateModel(
            name="LicenceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40, verbose_name="步骤")),
                ("title", models.CharField(max_length=120, verbose_name="名称")),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="文号")),
                ("agency_code", models.CharField(max_length=18, verbose_name="机关代码")),
                ("decided_on", models.DateField(verbose_name="决定日期")),
                ("document_uid", models.CharField(blank=True, max_length=40, verbose_name="决定书")),
                ("outcome", models.CharField(max_length=24, verbose_name="结果")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licence_changes",
                        to="cases.case",
                    ),
                ),
                (
                    "step",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="licence_change",
                        to="cases.step",
                    ),
                ),
            ],
            options={
                "verbose_name": "许可变动决定",
                "indexes": [
                    models.Index(fields=["agency_code", "decided_on"], name="cases_licence_change_by_day"),
                ],
            },
        ),
        append_only("cases", "licencechange"),
    ]
