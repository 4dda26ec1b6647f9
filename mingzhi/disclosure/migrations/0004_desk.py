from django.db import migrations, models
from django.db.models import Exists, Max, OuterRef, Q


def find_on_desk(apps, editor):
    notices, versions, publications = (
        apps.get_model("disclosure", name) for name in ("Notice", "NoticeVersion", "Publication")
    )
    as_new = publications.objects.filter(notice=OuterRef("notice"), version__number__gte=OuterRef("number"))
    newer = versions.objects.filter(~Exists(as_new), notice=OuterRef("pk"))
    waiting = notices.objects.filter(Exists(newer), closed_at=None)
    for pk, since in waiting.annotate(last=Max("versions__prepared_at")).values_list("pk", "last"):
        notices.objects.filter(pk=pk).update(on_desk_since=since)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0003_registers")]
    operations = [
        migrations.AddField(
            model_name="notice",
            name="on_desk_since",
            field=models.DateTimeField(null=True, verbose_name="待公示版本自"),
        ),
        migrations.RunPython(find_on_desk, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=Q(("on_desk_since__isnull", False)),
                fields=["agency_code", "id"],
                name="disclosure_notice_on_desk",
            ),
        ),
    ]
