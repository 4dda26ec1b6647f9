"""Old office documents (OLE compound files, MS-CFB): what runs shows in the names of their streams."""

import re
import struct
from collections.abc import Iterator, Sequence
from typing import IO

import olefile

from mingzhi.records.rules.harms import Harm

_NAMES = {
    "_VBA_PROJECT": "macro",
    "_VBA_PROJECT_CUR": "macro",
    "VBA": "macro",
    "MACROS": "macro",
    "\x01OLE10NATIVE": "attached",
    "\x03OCXNAME": "control",
    "ENCRYPTEDPACKAGE": "encrypted",
}
_ENTRY = 128  # bytes of a directory entry, MS-CFB §2.6.1: entries begin at multiples of it
_VBA = re.compile("_VBA_PROJECT".encode("utf-16-le"), re.IGNORECASE)
_MOST = 100 * 1024 * 1024
_BOOKS = ("Workbook", "Book")
_BOUND_SHEET, _FILE_PASS, _END = 0x0085, 0x002F, 0x000A
_MACRO_SHEET, _MODULE = 1, 6
_DOCUMENT = "WordDocument"
_ENCRYPTED = 0x0100
_DDE = re.compile(rb"\x13[\s\x00]*D\x00?D\x00?E", re.IGNORECASE)


def look(held: IO[bytes], parts: Sequence[str]) -> int:
    """Return 1 (such a document counts as one page); raises Harm, also without any of the ``parts``."""
    content = held.read(_MOST)
    look_at_names(content)
    with olefile.OleFileIO(content) as file:
        if not any(map(file.exists, parts)):
            raise Harm("parts")
        for name in _BOOKS:
            if file.exists(name):
                _look_at_book(file.openstream(name).read())
        if file.exists(_DOCUMENT):
            _look_at_text(file.openstream(_DOCUMENT).read())
    return 1


def look_at_names(content: bytes) -> None:
    """Raise Harm for a stream that runs, hides a program, or locks the document."""
    if any(found.start() % _ENTRY == 0 for found in _VBA.finditer(content)):
        raise Harm("macro")  # even where the directory is damaged: readers mend it
    with olefile.OleFileIO(content) as file:
        for path in file.listdir(streams=True, storages=True):
            for name in path:
                if code := _NAMES.get(name.upper()):
                    raise Harm(code)


def _look_at_book(book: bytes) -> None:
    """Macros of before 1995 are sheets of a kind of their own (MS-XLS §2.4.28)."""
    for kind, body in _records(book):
        if kind == _FILE_PASS:
            raise Harm("encrypted")
        if kind == _BOUND_SHEET and len(body) > 5 and body[5] in (_MACRO_SHEET, _MODULE):
            raise Harm("macro")


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        if kind == _END:  # of the part that lists the sheets
            return
        at += 4 + size


def _look_at_text(text: bytes) -> None:
    flags = struct.unpack_from("<H", text, 10)[0]
    if flags & _ENCRYPTED:  # MS-DOC §2.5.2
        raise Harm("encrypted")
    if _DDE.search(text):
        raise Harm("dde")
