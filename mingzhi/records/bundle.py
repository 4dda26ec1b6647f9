"""The export bundle of a case: documents, list, receipts, in one zip that proves itself.

For reconsideration, litigation or the party (浙政办发〔2019〕20号 二(二)4). Every paper can be checked
offline with ``mingzhi verify``; the list, sealed when the file was taken, names the digests of the rest.
"""

import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO

from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.listing import name_of, written
from mingzhi.records.models import Document
from mingzhi.records.queries.dossier import Thing
from mingzhi.records.queries.papers import paper_content, receipt_of
from mingzhi.records.queries.views import DocumentView
from mingzhi.records.rules.bundles import (
    CONTENT_ENDING,
    CONTENTS,
    GUIDE,
    LISTING,
    LISTING_RECEIPT,
    READ_ME,
    RECEIPT_ENDING,
    RECEIPTS,
)
from mingzhi.records.storing import copy_key

_IN_MEMORY = 32 * 1024 * 1024


def bundle_of(listed: bytes, receipt: str, things: Sequence[Thing]) -> IO[bytes]:
    """Return the zip of things of a case as an open temporary file at its start.

    That they are taken is entered first (act ``records.hand_over``), with the digest of their list;
    ``receipt`` is that entry's. Raises NotNow while a paper has none: what was sealed before the entry has.
    """
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes
    with zipfile.ZipFile(out, "w") as box:
        for number, thing in enumerate(things, 1):
            _put_thing(box, name_of(number, thing), thing)
        _write_receipts(box, things)
        _put(box, LISTING, listed)
        _put(box, LISTING_RECEIPT, receipt.encode())
        _put(box, READ_ME, GUIDE.encode())
    out.seek(0)
    return out


def _put_thing(box: zipfile.ZipFile, name: str, thing: Thing) -> None:
    """Copy the original piece by piece: a film of four gigabytes never stands in memory."""
    entry = _entry(name, packed=thing.file.media_type.startswith("text/"))
    entry.file_size = thing.file.size
    with box.open(entry, "w", force_zip64=True) as into:
        copy_key(thing.file.key, into, sha256=thing.file.sha256)


def _write_receipts(box: zipfile.ZipFile, things: Sequence[Thing]) -> None:
    uids = {thing.uid: number for number, thing in enumerate(things, 1) if isinstance(thing, DocumentView)}
    for row in Document.objects.filter(uid__in=uids).select_related("file"):
        number = uids[str(row.uid)]
        receipt = receipt_of(row)
        if receipt is None:
            raise NotNow(
                "records.paper_unsealed",
                _("《%(title)s》还没有记入签名日志。"),
                way_out=_("请在几秒钟后刷新本页；一直如此时，请联系系统管理员查看后台工作是否在运行。"),
                params={"title": row.title},
            )
        content = {"content": paper_content(row), "salt": row.paper_salt}
        _put(box, f"{CONTENTS}/{number:03d}.{CONTENT_ENDING}", written(content))
        _put(box, f"{RECEIPTS}/{number:03d}.{RECEIPT_ENDING}", receipt.encode())


def _put(box: zipfile.ZipFile, name: str, content: bytes) -> None:
    box.writestr(_entry(name), content)


def _entry(name: str, *, packed: bool = True) -> zipfile.ZipInfo:
    moment = clock.now().astimezone(clock.CHINA)
    entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    return entry
