"""The export bundle of a case: documents, list, receipts, in one zip that proves itself.

For reconsideration, litigation or the party (浙政办发〔2019〕20号 二(二)4). Every paper can be checked
offline with ``mingzhi verify``; the list names the digests of everything else.
"""

import json
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from typing import IO, Any

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.records.acts.custody import export_case
from mingzhi.records.models import Document
from mingzhi.records.queries.dossier import Thing, dossier, read_bytes
from mingzhi.records.queries.papers import paper_content, receipt_of
from mingzhi.records.queries.views import DocumentView

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
READ_ME = """案卷材料包
==========

目录.json      每件材料的题名、文号、SHA-256 和 SM3。
正卷/ 副卷/    材料原件，逐字节与收存时相同。
回执/          每份文书的回执（.tlog-proof），证明该文书已记入执法记录日志。
内容/          每份文书的结构化内容和盐；SHA-256(盐 ‖ 规范化内容) 就是纸面验证码所代表的承诺。

离线核验一份文书：
    mingzhi verify 回执/001.tlog-proof --document 正卷/001….pdf
"""


def export_bundle(
    *, actor: Actor, case_urn: str, case_label: str, purpose: str, auxiliary: bool = False
) -> IO[bytes]:
    """Return the zip of a case as an open temporary file at its start; the taking is on record.

    The auxiliary part is included only for who may see it (``auxiliary``: see ``queries.dossier``).
    """
    file = dossier(case_urn, actor, auxiliary=auxiliary)
    export_case(actor=actor, case_urn=case_urn, case_label=case_label, things=file.things, purpose=purpose)
    out: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes
    with zipfile.ZipFile(out, "w") as box:
        names = _write_things(box, file.things)
        _write_receipts(box, file.things)
        head = {"case": case_urn, "label": case_label, "purpose": purpose, "exported_by": actor.label}
        _put(box, "目录.json", _listing(head, file.things, names))
        _put(box, "说明.txt", READ_ME.encode())
    out.seek(0)
    return out


def _write_things(box: zipfile.ZipFile, things: Sequence[Thing]) -> list[str]:
    names = []
    for number, thing in enumerate(things, 1):
        title = _UNFIT.sub("_", thing.title)[:60]
        name = f"{thing.part}/{number:03d} {title}.{_ending(thing)}"
        _put(box, name, read_bytes(thing.file), packed=thing.file.media_type.startswith("text/"))
        names.append(name)
    return names


def _ending(thing: Thing) -> str:
    own = "" if isinstance(thing, DocumentView) else thing.name.rpartition(".")[2].lower()
    return _ENDINGS.get(thing.file.media_type) or (own if own.isalnum() else "bin")


def _write_receipts(box: zipfile.ZipFile, things: Sequence[Thing]) -> None:
    uids = {thing.uid: number for number, thing in enumerate(things, 1) if isinstance(thing, DocumentView)}
    for row in Document.objects.filter(uid__in=uids).select_related("file"):
        number = uids[str(row.uid)]
        content = {"content": paper_content(row), "salt": row.paper_salt}
        _put(box, f"内容/{number:03d}.json", _json(content))
        receipt = receipt_of(row)
        if receipt is not None:
            _put(box, f"回执/{number:03d}.tlog-proof", receipt.encode())


def _listing(head: Mapping[str, str], things: Sequence[Thing], names: Sequence[str]) -> bytes:
    return _json(
        {
            **head,
            "exported_at": clock.now().isoformat(),
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


def _put(box: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    moment = clock.now().astimezone(clock.CHINA)
    entry = zipfile.ZipInfo(name, date_time=moment.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    entry.external_attr = 0o644 << 16
    box.writestr(entry, content)
