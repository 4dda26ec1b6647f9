from django.db import migrations

from mingzhi.disclosure.triggers import refuse, search_table
from mingzhi.ledger.guards import append_only

CHANNELS = (
    ("portal", "行政执法公示平台", True),
    ("credit", "信用信息公示（双公示）", False),
    ("gsxt", "国家企业信用信息公示系统", False),
)


def enter_channels(apps, editor):
    channel = apps.get_model("disclosure", "Channel")
    channel.objects.bulk_create(channel(code=code, name=name, own=own) for code, name, own in CHANNELS)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]
    operations = [
        migrations.RunPython(enter_channels, migrations.RunPython.noop),
        append_only("disclosure", "duty"),
        append_only("disclosure", "dutystate", changeable=["until"]),
        append_only("disclosure", "notice", changeable=["closed_at"]),
        append_only("disclosure", "noticeversion"),
        append_only("disclosure", "check"),
        append_only("disclosure", "leaf"),
        append_only("disclosure", "publication", changeable=["until", "ended"]),
        append_only("disclosure", "correction"),
        append_only("disclosure", "withdrawal"),
        append_only("disclosure", "exemption"),
        append_only("disclosure", "statement"),
        refuse(),
        search_table(),
    ]
