from django.db import migrations, models

from mingzhi.ledger.guards import moved_by_a_notice


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0004_daymove'),
        ('disclosure', '0016_leaf_as_written'),
    ]

    operations = [
        migrations.AddField(
            model_name='report',
            name='moved_derivation',
            field=models.JSONField(null=True, verbose_name='变动后的期限推算'),
        ),
        migrations.AddField(
            model_name='report',
            name='moved_to',
            field=models.DateField(null=True, verbose_name='变动后的届满日'),
        ),
        moved_by_a_notice("disclosure", "report"),
    ]
