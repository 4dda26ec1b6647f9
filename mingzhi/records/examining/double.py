"""Files that are two things at once: a picture that is also an archive, a text that is also a web page."""

import os
import zipfile
from typing import IO

from mingzhi.records.rules.harms import Harm

_LOOKED_AT = {"document", "picture", "office", "text"}
_SNIFFED = 2048  # browsers look no further (WHATWG MIME Sniffing §5: 1,445 bytes)
_PAGE = (b"<script", b"<html", b"<svg", b"<iframe", b"<!doctype html", b"<?php", b"<hta:")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_CHUNK = 1024 * 1024
_PDF_BEGINS = b"%PDF-"


def must_be_one_thing(held: IO[bytes], family: str, *, is_box: bool) -> None:
    """Raise Harm when the bytes can be read as something else too.

    ``is_box`` says that the file is a ZIP by its nature (OFD, office documents); then nothing may stand
    before it. Sound and film are left out: gigabytes, and phones append to them.
    """
    if family not in _LOOKED_AT:
        return
    held.seek(0)
    head = held.read(_SNIFFED)
    if is_box:
        if not head.startswith(b"PK\x03\x04"):
            raise Harm("double")
        return
    _no_page(head, family)
    _no_box(held)
    _no_archive(held)


def _no_page(head: bytes, family: str) -> None:
    plain = head.replace(b"\x00", b"").lower()  # UTF-16 too
    if family != "office" and any(sign in plain for sign in _PAGE):
        raise Harm("page")
    at = head.find(_PDF_BEGINS)
    if at > 0 and head[:at].strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise Harm("double")


def _no_box(held: IO[bytes]) -> None:
    """A ZIP is read from its end, so it can hang behind anything."""
    held.seek(0)
    if not zipfile.is_zipfile(held):
        return
    try:
        with zipfile.ZipFile(held) as box:
            inside = box.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return  # the sign of an end by chance
    if inside:
        raise Harm("double")


def _no_archive(held: IO[bytes]) -> None:
    held.seek(0)
    longest = max(map(len, _ARCHIVES))
    before = b""
    while chunk := held.read(_CHUNK):
        piece = before + chunk
        if any(sign in piece for sign in _ARCHIVES):
            raise Harm("double")
        before = piece[-longest:]
    held.seek(0, os.SEEK_SET)
