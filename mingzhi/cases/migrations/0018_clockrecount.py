import django.db.models.deletion
from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_remedies_name_their_decision'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockRecount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice_uid', models.UUIDField(verbose_name='放假安排通知')),
                ('source', models.CharField(max_length=200, verbose_name='来源文件')),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('due_before', models.DateField(verbose_name='原届满日')),
                ('due', models.DateField(verbose_name='届满日')),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recounts', to='cases.clock')),
            ],
            options={
                'verbose_name': '期限按新放假安排重算',
                'constraints': [models.UniqueConstraint(fields=('clock', 'notice_uid'), name='cases_recounted_once_per_notice')],
            },
        ),
        append_only("cases", "clockrecount"),
    ]
