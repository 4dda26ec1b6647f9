"""The export bundle of a case: documents, list, receipts, in one zip that proves itself.

For reconsideration, litigation or the party (浙政办发〔2019〕20号 二(二)4). Every paper can be checked
offline with ``mingzhi verify``; the list names the digests of everything else.
"""

import json
import re
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

from mingzhi.kernel import clock
from mingzhi.records.models import Document
from mingzhi.records.queries.dossier import Thing
from mingzhi.records.queries.papers import paper_content, receipt_of
from mingzhi.records.queries.views import DocumentView
from mingzhi.records.rules.bundles import (
    CONTENT_ENDING,
    CONTENTS,
    LISTING,
    READ_ME,
    RECEIPT_ENDING,
    RECEIPTS,
)
from mingzhi.records.storing import copy_key

_IN_MEMORY = 32 * 1024 * 1024
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "video/mp4": "mp4",
    "audio/mpeg": "mp3",
    "text/plain": "txt",
}
GUIDE = """案卷材料包
==========

目录.json      每件材料的题名、文号、SHA-256 和 SM3。
正卷/ 副卷/    材料原件，逐字节与收存时相同。
回执/          每份文书的回执（.tlog-proof），证明该文书已记入执法记录日志。
内容/          每份文书的结构化内容和盐；SHA-256(盐 ‖ 规范化内容) 就是纸面验证码所代表的承诺。

离线核验整个材料包（不需要联网，公钥取自公开的执法记录日志）：
    mingzhi verify 本文件.zip --key 公钥
离线核验一份文书：
    mingzhi verify 回执/001.tlog-proof --document 正卷/001….pdf --key 公钥
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Who takes the file of which case for what, as the record says it."""

    case_urn: str
    case_label: str
    purpose: str
    taken_by: str
    taken_at: datetime


def bundle_of(taking: Taking, things: Sequence[Thing]) -> IO[bytes]:
    """Return the zip of things of a case as an open temporary file at its start.

    That they are taken is entered first (act ``records.hand_over``); whoever calls looks for that entry.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes
    with zipfile.ZipFile(out, "w") as box:
        names = [_put_thing(box, number, thing) for number, thing in enumerate(things, 1)]
        _write_receipts(box, things)
        _put(box, LISTING, _listing(taking, things, names))
        _put(box, READ_ME, GUIDE.encode())
    out.seek(0)
    return out


def _put_thing(box: zipfile.ZipFile, number: int, thing: Thing) -> str:
    """Copy the original piece by piece: a film of four gigabytes never stands in memory."""
    title = _UNFIT.sub("_", thing.title)[:60]
    name = f"{thing.part}/{number:03d} {title}.{_ending(thing)}"
    entry = _entry(name, packed=thing.file.media_type.startswith("text/"))
    entry.file_size = thing.file.size
    with box.open(entry, "w", force_zip64=True) as into:
        copy_key(thing.file.key, into, sha256=thing.file.sha256)
    return name


def _ending(thing: Thing) -> str:
    own = "" if isinstance(thing, DocumentView) else thing.name.rpartition(".")[2].lower()
    return _ENDINGS.get(thing.file.media_type) or (own if own.isalnum() else "bin")


def _write_receipts(box: zipfile.ZipFile, things: Sequence[Thing]) -> None:
    uids = {thing.uid: number for number, thing in enumerate(things, 1) if isinstance(thing, DocumentView)}
    for row in Document.objects.filter(uid__in=uids).select_related("file"):
        number = uids[str(row.uid)]
        content = {"content": paper_content(row), "salt": row.paper_salt}
        _put(box, f"{CONTENTS}/{number:03d}.{CONTENT_ENDING}", _json(content))
        receipt = receipt_of(row)
        if receipt is not None:
            _put(box, f"{RECEIPTS}/{number:03d}.{RECEIPT_ENDING}", receipt.encode())


def _listing(taking: Taking, things: Sequence[Thing], names: Sequence[str]) -> bytes:
    return _json(
        {
            "case": taking.case_urn,
            "label": taking.case_label,
            "purpose": taking.purpose,
            "taken_by": taking.taken_by,
            "taken_at": taking.taken_at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
            "items": [
                {
                    "file": name,
                    "title": thing.title,
                    "number": thing.number if isinstance(thing, DocumentView) else "",
                    "heading": thing.heading,
                    "urn": thing.urn,
                    "sha256": thing.file.sha256,
                    "sm3": thing.file.sm3,
                    "size": thing.file.size,
                    "media_type": thing.file.media_type,
                }
                for name, thing in zip(names, things, strict=True)
            ],
        }
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def _put(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    box.writestr(_entry(name), content)


def _entry(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    moment = clock.now().astimezone(clock.CHINA)
    entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry
