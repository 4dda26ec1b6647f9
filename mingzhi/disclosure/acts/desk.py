"""Which notices lie on the desk: those with a version prepared after the public one."""

from datetime import datetime

from mingzhi.disclosure.models import Notice, NoticeVersion


def take_to_desk(notice: Notice, moment: datetime) -> None:
    """Mark the notice as long as its new version is not public; inside the caller's act."""
    if notice.on_desk_since is None:
        notice.on_desk_since = moment
        if notice.pk:
            notice.save(update_fields=["on_desk_since"])


def leave_desk(version: NoticeVersion) -> None:
    """Empty the mark when the newest version becomes public; inside the caller's act."""
    newer = NoticeVersion.objects.filter(notice=version.notice_id, number__gt=version.number)
    if not newer.exists():
        Notice.objects.filter(pk=version.notice_id).update(on_desk_since=None)
