"""What is said in the JSON text of a public content, found without making objects of all the rest."""

import json
import re
from functools import lru_cache, partial
from typing import NamedTuple

_PDF = b',"pdf_sha256":"'
_ENDS_WITH_PDF = re.compile(rb'([0-9a-f]{64})"}\Z')
_LENGTH = len(_PDF) + 64 + len(b'"}')
_VALUE = re.compile(rb'\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
_FORM = (
    r'{"schema":\d+,"action":"*","at":"*","channel":"*","expires_on":"*","rule":"*",'
    r'"notice":"(*)","version":(\d+),"kind":"*","title":"(*)","number":"(*)",'
    r'"agency":{"code":"(*)","name":"(*)"},"region":{"code":"(*)","name":"(*)"},'
    r'"party":{(?:"name":"(*)")?(?:,?"kind":"(*)")?(?:,?"code":"(*)")?},'
    r'"decided_on":"(*)","fields":'
)
_PLAIN = '[^"]*+'
_AS_WRITTEN = re.compile(_FORM.replace("*", _PLAIN).encode())
"""The order in which :mod:`content` writes; there is no quotation mark inside what has no backslash."""


class Head(NamedTuple):
    """What a published content says beside its table and its text, in UTF-8; empty where it says nothing."""

    notice: bytes
    version: bytes
    title: bytes
    number: bytes
    agency_code: bytes
    agency_name: bytes
    region_code: bytes
    region_name: bytes
    party_name: bytes
    party_kind: bytes
    party_code: bytes
    decided_on: bytes
    pdf_sha256: bytes
    table: int
    """Before here no row of the table stands."""


_MADE = partial(tuple.__new__, Head)  # as ``_make`` does, a million times sooner


def stated(label: str, content: bytes, table: int = 0) -> bytes:
    """Return the value of the first row ``label`` as it is written in JSON; nothing where there is none.

    Inside a text the quotes of such a row would stand behind backslashes, so only rows are found.
    """
    row = _begun(label)
    at = content.find(row, table)
    if at < 0:
        return b""
    at += len(row)
    if content.startswith(b'"', at) and b"\\" not in (plain := content[at + 1 : content.find(b'"', at + 1)]):
        return plain
    value = _VALUE.match(content, at)
    return value[1] if value else b""


@lru_cache
def _begun(label: str) -> bytes:
    return f'["{label}",'.encode()


def unquoted(value: bytes) -> str:
    """Return the text that :func:`stated` found."""
    return str(json.loads(b'"%b"' % value)) if b"\\" in value else value.decode()


def head_of(content: bytes) -> Head:
    """Return the head of a published content.

    Table and text make up most of it. As it is written here they come after everything but the digest of
    the PDF, and the head is found by its form; where it has another, all of it is read.
    """
    if not (found := _AS_WRITTEN.match(content)) or content.find(b"\\", 0, table := found.end()) >= 0:
        return _read(content)
    pdf = None
    if content.startswith(_PDF, at := len(content) - _LENGTH):
        pdf = _ENDS_WITH_PDF.match(content, at + len(_PDF))
    return _MADE((*found.groups(b""), pdf[1] if pdf else b"", table))


def _read(content: bytes) -> Head:
    said = json.loads(content)
    agency, region, party = said["agency"], said["region"], said["party"]
    told = (
        *(said["notice"], str(said["version"]), said["title"], said["number"]),
        *(agency["code"], agency["name"], region["code"], region["name"]),
        *(party.get("name", ""), party.get("kind", ""), party.get("code", "")),
        *(said["decided_on"], said.get("pdf_sha256", "")),
    )
    return Head._make((*map(str.encode, told), 0))
