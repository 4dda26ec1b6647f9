"""No decision to enforce without a passed review of the same core (浙政办发〔2019〕20号 二(三)2)."""

from django.db import migrations, models

from mingzhi.ledger.guards import refuse


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_one_time_messages"), ("review", "0003_ended_once")]
    operations = [
        migrations.AddField(
            model_name="coercivedecision",
            name="core_hash",
            field=models.CharField(max_length=64, null=True, verbose_name="内容核心哈希"),
        ),
        refuse(
            name="cases_enforcement_reviewed",
            table="cases_coercivedecision",
            when=(
                "NEW.kind IN ('decide_enforcement', 'decide_enforcement_now', 'decide_substitute') "
                "AND NOT EXISTS (SELECT 1 FROM review_clearance r WHERE r.core_hash = NEW.core_hash "
                "AND r.case_urn = (SELECT c.urn FROM cases_case c WHERE c.id = NEW.case_id))"
            ),
            message="no decision to enforce without a passed review of the same core",
        ),
    ]
