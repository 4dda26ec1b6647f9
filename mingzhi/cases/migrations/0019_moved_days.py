from django.db import migrations, models

from mingzhi.ledger.guards import moved_by_a_notice


class Migration(migrations.Migration):

    dependencies = [
        ('calendars', '0004_daymove'),
        ('cases', '0018_clockrecount'),
    ]

    operations = [
        migrations.AddField(
            model_name='partyrequest',
            name='moved_derivation',
            field=models.JSONField(null=True, verbose_name='变动后的期限推算'),
        ),
        migrations.AddField(
            model_name='partyrequest',
            name='moved_to',
            field=models.DateField(null=True, verbose_name='变动后的届满日'),
        ),
        migrations.AddField(
            model_name='rectification',
            name='moved_derivation',
            field=models.JSONField(null=True, verbose_name='变动后的期限推算'),
        ),
        migrations.AddField(
            model_name='rectification',
            name='moved_to',
            field=models.DateField(null=True, verbose_name='变动后的届满日'),
        ),
        moved_by_a_notice("cases", "partyrequest"),
        moved_by_a_notice("cases", "rectification"),
    ]
