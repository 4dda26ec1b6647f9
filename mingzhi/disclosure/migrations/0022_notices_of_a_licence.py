"""Notices of one licence are found by their matter: the grant says what became of it (行政许可法 §40)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0021_number_on_a_document")]
    operations = [
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("kind", "licence")),
                fields=["subject_urn"],
                name="disclosure_notice_of_licence",
            ),
        ),
    ]
