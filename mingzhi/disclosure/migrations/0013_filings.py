"""What the justice department says of filed exemptions, and exemptions that no longer hold."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from mingzhi.ledger.guards import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0012_doubts_decided'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExemptionEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=400, verbose_name='理由')),
                ('ended_by_label', models.CharField(max_length=120, verbose_name='办理人')),
                ('ended_at', models.DateTimeField(verbose_name='办理时间')),
                ('exemption', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='ended', to='disclosure.exemption')),
            ],
            options={
                'verbose_name': '不予公示终止',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='disclosure_exemption_end_reason')],
            },
        ),
        migrations.CreateModel(
            name='FilingCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('outcome', models.CharField(max_length=10, verbose_name='核查结果')),
                ('remark', models.CharField(blank=True, max_length=400, verbose_name='意见')),
                ('agency_code', models.CharField(max_length=18, verbose_name='核查机关代码')),
                ('agency_name', models.CharField(max_length=120, verbose_name='核查机关')),
                ('checked_by_label', models.CharField(max_length=120, verbose_name='核查人')),
                ('checked_at', models.DateTimeField(verbose_name='核查时间')),
                ('exemption', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='filing_check', to='disclosure.exemption')),
            ],
            options={
                'verbose_name': '不予公示备案核查',
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome', 'accepted'), models.Q(('outcome', 'asked'), models.Q(('remark', ''), _negated=True)), _connector='OR'), name='disclosure_filing_outcome')],
            },
        ),
        append_only("disclosure", "exemptionend"),
        append_only("disclosure", "filingcheck"),
    ]
