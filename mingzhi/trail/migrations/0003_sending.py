import uuid

from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):
    dependencies = [("trail", "0002_append_only")]
    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="表单摘要")),
                ("actor_urn", models.CharField(max_length=160, verbose_name="提交人标识")),
                ("target", models.CharField(max_length=300, verbose_name="提交地址")),
                ("group", models.UUIDField(default=uuid.uuid4, verbose_name="办理批次")),
                ("subject_urn", models.CharField(blank=True, max_length=160, verbose_name="对象标识")),
                ("sent_at", models.DateTimeField(verbose_name="提交时间")),
            ],
            options={"verbose_name": "表单提交"},
        ),
        append_only("trail", "sending", changeable=["subject_urn"]),
    ]
