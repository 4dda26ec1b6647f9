"""Papers, volumes, notices and cores against the commitments they carry."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from mingzhi.cases.models import ContentCore
from mingzhi.cases.rules.core import read_core
from mingzhi.disclosure.acts.builders import public
from mingzhi.disclosure.models import Leaf, NoticeVersion, Publication
from mingzhi.disclosure.queries import registers
from mingzhi.disclosure.rules import content
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel.canonical import commitment
from mingzhi.records.models import Document, Volume
from mingzhi.records.queries.checking import commitment_matches, receipt_matches
from mingzhi.site.checking.witnesses.reading import Look

_CHUNK = 500
_ENDINGS = {content.WITHDRAW: "withdrawn", content.EXPIRE: "expired", content.END_EARLY: "ended_early"}


def _papers() -> Iterator[str]:
    for row in Document.objects.select_related("file").order_by("id").iterator(chunk_size=_CHUNK):
        if not (commitment_matches(row) and receipt_matches(row)):
            yield _("文书 %(uid)s（%(title)s）与其承诺不一致。") % {"uid": row.uid, "title": row.title}


def _volumes() -> Iterator[str]:
    for row in Volume.objects.order_by("id").iterator(chunk_size=_CHUNK):
        if not _holds(row.salt, row.sealed, row.commitment):
            yield _("案卷 %(uid)s 与其承诺不一致。") % {"uid": row.uid}


def _registers() -> Iterator[str]:
    for code in REGISTERS:
        for edition in registers.editions(code, limit=1):
            if not registers.is_whole(edition):
                yield _("登记簿“%(title)s”的条目与第 %(number)s 期封存的不一致。") % {
                    "title": _(REGISTERS[code].title),
                    "number": edition.number,
                }


def _leaves() -> Iterator[str]:
    for row in Leaf.objects.order_by("id").iterator(chunk_size=_CHUNK):
        if not _holds(row.salt, row.content, row.commitment):
            yield _("公示存证 %(commitment)s 的内容与其承诺不一致。") % {"commitment": row.commitment}


def _versions() -> Iterator[str]:
    for row in NoticeVersion.objects.select_related("notice").order_by("id").iterator(chunk_size=_CHUNK):
        if not _holds(row.salt, public(row), row.commitment):
            yield _("公示信息 %(uid)s 第 %(number)s 版与其承诺不一致。") % {
                "uid": row.notice.uid,
                "number": row.number,
            }


def _publications() -> Iterator[str]:
    """What is public is what was sealed, and it ends by what was sealed."""
    endings = Leaf.objects.filter(action__in=_ENDINGS).values_list("content__ends", "action")
    ended = {leaf: _ENDINGS[action] for leaf, action in endings.iterator(chunk_size=_CHUNK)}
    rows = Publication.objects.filter(channel=PORTAL).select_related("leaf", "version", "notice")
    for row in rows.order_by("id").iterator(chunk_size=_CHUNK):
        sealed = row.leaf.content
        same = (sealed.get("notice"), sealed.get("version")) == (str(row.notice.uid), row.version.number)
        expires = row.expires_on.isoformat() if row.expires_on else ""
        came_down = row.ended if row.ended in _ENDINGS.values() else ""
        if not same or (sealed.get("expires_on") or "") != expires:
            yield _("公示 %(uid)s 与其存证不一致。") % {"uid": row.uid}
        elif came_down != ended.get(row.leaf.commitment, ""):
            yield _("公示 %(uid)s 的结束没有对应的存证。") % {"uid": row.uid}


def _cores() -> Iterator[str]:
    for row in ContentCore.objects.order_by("id").iterator(chunk_size=_CHUNK):
        if read_core(row.core).hash != row.hash:
            yield _("步骤 %(uid)s 提出的内容核心与其哈希不一致。") % {"uid": row.step_id}


def _holds(salt: str, content: Any, sealed: str) -> bool:
    try:
        return commitment(bytes.fromhex(salt), content).hex() == sealed
    except (TypeError, ValueError):
        return False


LOOKS: tuple[Look, ...] = (_papers, _volumes, _registers, _leaves, _versions, _publications, _cores)
