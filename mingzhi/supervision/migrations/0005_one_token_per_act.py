import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from mingzhi.ledger.guards import append_only, refuse_update

_RATING = Q(kind="rating", score__in=["good", "fair", "poor"])
_KNOWN = _RATING | (Q(kind="objection", score="") & ~Q(text=""))


def _slip(related_name):
    return [
        (
            "uid",
            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        ("kind", models.CharField(max_length=10, verbose_name="种类")),
        ("day", models.DateField(verbose_name="日期")),
        ("score", models.CharField(blank=True, max_length=10, verbose_name="评价")),
        ("complaint", models.BooleanField(default=False, verbose_name="投诉")),
        ("text", models.TextField(blank=True, verbose_name="内容")),
        (
            "code",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="cases.actcode"
            ),
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_keys"), ("cases", "0005_act_codes")]

    operations = [
        migrations.DeleteModel(name="Rating"),
        migrations.CreateModel(
            name="Rating",
            fields=[
                *_slip("ratings"),
                ("agency_code", models.CharField(max_length=18, verbose_name="机关代码")),
                ("receipt", models.CharField(max_length=64, unique=True, verbose_name="核对码摘要")),
            ],
            options={
                "verbose_name": "执法评价",
                "indexes": [
                    models.Index(fields=["agency_code", "-day", "uid"], name="supervision_ratings_of_day")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "kind"), name="supervision_rating_once"),
                    models.CheckConstraint(condition=_KNOWN, name="supervision_rating_whole"),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoxedRating",
            fields=[
                *_slip("+"),
                ("receipt", models.CharField(max_length=64, verbose_name="核对码摘要")),
            ],
            options={
                "verbose_name": "待开箱的评价",
                "constraints": [
                    models.UniqueConstraint(fields=("code", "kind"), name="supervision_boxed_once"),
                    models.CheckConstraint(condition=_KNOWN, name="supervision_boxed_known"),
                ],
            },
        ),
        append_only("supervision", "rating"),
        refuse_update("supervision", "boxedrating", name="sealed", when="1 = 1"),
    ]
