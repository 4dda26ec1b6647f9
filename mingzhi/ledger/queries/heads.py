"""The head kept beside the key against the checkpoints of the database."""

from django.utils.translation import gettext as _

from mingzhi.ledger import keys
from mingzhi.ledger.models import Checkpoint, Log
from mingzhi.ledger.rules.notes import NoteError, Vkey, parse_note, parse_tree_head, parse_vkey


def lost_head(log: str, key: Vkey) -> str:
    """Return in words what is wrong when the database no longer holds the head last signed; else nothing.

    The file may lag behind (a crash after the commit), it is never ahead.
    """
    text = keys.remembered(log)
    if not text:
        return ""
    try:
        note = parse_note(text)
        said = parse_tree_head(note.text)
    except NoteError:
        return _("密钥旁留存的日志 %(log)s 的检查点已损坏。") % {"log": log}
    if not keys.is_signed_by(note, key):
        return _("密钥旁留存的日志 %(log)s 的检查点签名无效。") % {"log": log}
    held = Checkpoint.objects.filter(log=log, size=said.size).values_list("root", flat=True).first()
    if held is None or bytes(held) != said.root:
        return _("日志 %(log)s 已签名的检查点 %(size)s 不在数据库中：最新的条目可能已被删除。") % {
            "log": log,
            "size": said.size,
        }
    return ""


def database_is_behind() -> bool:
    """Tell whether a head was signed that the database no longer holds: an older copy, or rows are gone."""
    logs = [(row.name, parse_vkey(row.vkey)) for row in Log.objects.all()]
    return any(lost_head(name, key) for name, key in logs)
