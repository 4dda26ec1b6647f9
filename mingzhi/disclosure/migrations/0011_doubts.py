"""What may be a name, and what the second person said it is; earlier versions were not looked at for it."""

from django.db import migrations, models

from mingzhi.disclosure.models.plain import PlainEncoder


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0010_search_by_month")]
    operations = [
        migrations.AddField(
            model_name="check",
            name="said",
            field=models.JSONField(encoder=PlainEncoder, null=True, verbose_name="疑似人名的认定"),
        ),
        migrations.AddField(
            model_name="noticeversion",
            name="doubts",
            field=models.JSONField(encoder=PlainEncoder, null=True, verbose_name="疑似人名"),
        ),
    ]
