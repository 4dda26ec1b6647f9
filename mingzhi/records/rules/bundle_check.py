"""Check the bundle of a case offline: standard library only, no Django, no network.

The list is the one that was recorded when the file was taken; every thing has the digest the list names and
nothing lies beside it; every paper has its receipt and is the one that stands in the signed log, with the
content its code stands for, as the list says (浙政办发〔2019〕20号 二(二)4).
"""

import hashlib
import json
import lzma
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhi.kernel.canonical import commitment
from mingzhi.ledger.rules.verdict import Unreadable, VerificationError, WrongContent
from mingzhi.ledger.rules.verifier import text_of, verify_receipt
from mingzhi.records.rules.bundles import (
    CONTENT_ENDING,
    CONTENTS,
    LISTING,
    LISTING_HASH,
    LISTING_RECEIPT,
    PAPER,
    READ_ME,
    READ_ME_HASH,
    RECEIPT_ENDING,
    RECEIPTS,
    TAKING,
)

_PIECE = 1 << 20
_LONGEST = 64 << 20
_PAPER = "urn:mingzhi:records:document:"
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError),
    *(LookupError, TypeError, AttributeError, ValueError, ArithmeticError),
    RuntimeError,  # of a locked entry, of lists within lists without end, of a way to pack nobody knows
)
"""What a file that is no bundle makes zip and JSON raise."""


class NotABundle(VerificationError):
    """The file is no bundle, or its list cannot be read."""

    zh = "文件不是案卷材料包，或者其目录已损坏。"
    en = "The file is not the bundle of a case, or its list is damaged."


class BundleAltered(VerificationError):
    """Something in the bundle is not what its list says, is missing, or was put in."""

    zh = "材料包与其目录不符：有材料被改动、缺失或者混入。"
    en = "The bundle is not what its list says: something was altered, is missing, or was put in."
    names = True


class UnsealedListing(VerificationError):
    """The list is not the one that was recorded when the file was taken, or nothing shows that it is."""

    zh = "材料包的目录不是取出时登记的目录，或者没有能证明它的回执。"
    en = "The list is not the one recorded when the file was taken, or its receipt is missing."


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found sound: so many things, so many papers among them with their receipts."""

    label: str
    purpose: str
    things: int
    proven: int


def check_bundle(file: Path, vkeys: Sequence[str]) -> Checked:
    """Check a bundle against its own list and the keys of the logs; raises VerificationError."""
    try:
        with zipfile.ZipFile(file) as box:
            return _checked(box, vkeys)
    except _UNREADABLE as error:
        raise NotABundle(str(error)) from error
    except OSError as error:
        raise Unreadable(str(file)) from error


def _checked(box: zipfile.ZipFile, vkeys: Sequence[str]) -> Checked:
    written = _small(box, LISTING)
    listing = json.loads(written)
    items: list[dict[str, Any]] = listing["items"]
    for item in items:
        _must_be_listed_thing(box, item)
    papers = {f"{number:03d}": item for number, item in enumerate(items, 1) if item["urn"].startswith(_PAPER)}
    for number, item in papers.items():
        _must_be_proven(box, number, item, vkeys)
    _must_be_all(box, items, papers)
    _must_be_the_guide(box, listing)
    _must_be_sealed(box, written, listing, vkeys)
    return Checked(
        label=str(listing["label"]),
        purpose=str(listing["purpose"]),
        things=len(items),
        proven=len(papers),
    )


def _must_be_sealed(
    box: zipfile.ZipFile, written: bytes, listing: Mapping[str, Any], vkeys: Sequence[str]
) -> None:
    """The entry of the taking has the digest of this list, about this case."""
    if LISTING_RECEIPT not in box.NameToInfo:
        raise UnsealedListing(LISTING_RECEIPT)
    entry = verify_receipt(text_of(_small(box, LISTING_RECEIPT)), vkeys=vkeys).content or {}
    said = (entry.get("act"), entry.get("subject", {}).get("urn"), entry.get("hashes", {}).get(LISTING_HASH))
    if said != (TAKING, listing["case"], _digest(written)):
        raise UnsealedListing(LISTING)


def _must_be_listed_thing(box: zipfile.ZipFile, item: Mapping[str, Any]) -> None:
    state, size = hashlib.sha256(), 0
    try:
        with box.open(item["file"]) as source:
            while piece := source.read(_PIECE):
                state.update(piece)
                size += len(piece)
    except KeyError as error:
        raise BundleAltered(item["file"]) from error
    if (state.hexdigest(), size) != (item["sha256"], item["size"]):
        raise BundleAltered(item["file"])


def _must_be_proven(box: zipfile.ZipFile, number: str, item: Mapping[str, Any], vkeys: Sequence[str]) -> None:
    for folder, ending in ((RECEIPTS, RECEIPT_ENDING), (CONTENTS, CONTENT_ENDING)):
        if _named(folder, number, ending) not in box.NameToInfo:
            raise BundleAltered(_named(folder, number, ending))
    receipt = text_of(_small(box, _named(RECEIPTS, number, RECEIPT_ENDING)))
    proven = verify_receipt(receipt, vkeys=vkeys, document=_small(box, item["file"]))
    given = json.loads(_small(box, _named(CONTENTS, number, CONTENT_ENDING)))
    paper = commitment(bytes.fromhex(given["salt"]), given["content"]).hex()
    if proven.content is None or {proven.content.get("paper"), item[PAPER]} != {paper}:
        raise WrongContent(str(item["file"]))


def _must_be_the_guide(box: zipfile.ZipFile, listing: Mapping[str, Any]) -> None:
    """What tells the receiver how to check is not anybody else's words."""
    if READ_ME not in box.NameToInfo or listing.get(READ_ME_HASH) != _digest(_small(box, READ_ME)):
        raise BundleAltered(READ_ME)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _must_be_all(
    box: zipfile.ZipFile, items: Sequence[Mapping[str, Any]], numbers: Mapping[str, Mapping[str, Any]]
) -> None:
    known = {LISTING, LISTING_RECEIPT, READ_ME, *(str(item["file"]) for item in items)}
    for number in numbers:
        known |= {_named(RECEIPTS, number, RECEIPT_ENDING), _named(CONTENTS, number, CONTENT_ENDING)}
    names = Counter(box.namelist())
    strange = [name for name, times in names.items() if name not in known or times > 1]
    if strange:
        raise BundleAltered(strange[0])


def _named(folder: str, number: str, ending: str) -> str:
    return f"{folder}/{number}.{ending}"


def _small(box: zipfile.ZipFile, name: str) -> bytes:
    """Read a list, a receipt or a paper, none of which is large."""
    with box.open(name) as source:
        content = source.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise BundleAltered(name)
    return content


def report(checked: Checked) -> str:
    """Say what was checked and what was not, in both languages."""
    lines = [
        "✓ 核验通过 VERIFIED",
        f"案卷 case: {checked.label}",
        f"用途 purpose: {checked.purpose}",
        f"已核验：{checked.things} 件材料与目录一致，没有缺失和混入；"
        f"其中文书 {checked.proven} 份，每份都与签名日志中的回执一致。",
        f"Checked: {checked.things} things are as listed, none missing, none put in; "
        f"the {checked.proven} papers among them are those whose receipts stand in the signed log.",
        "已核验：目录就是取出时登记并记入签名日志的目录；没有回执的证据和录音录像，以目录所列摘要为准。",
        "Checked: the list is the one recorded in the signed log when the file was taken; evidence and "
        "recordings, which have no receipts of their own, are those whose digests it names.",
    ]
    return "\n".join(lines) + "\n"
