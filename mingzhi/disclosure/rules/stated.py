"""What is said in the JSON text of a public content, found without making objects of all the rest."""

import json
import re
from typing import NamedTuple

_TABLE = b',"fields":'
_ENDS_WITH_PDF = re.compile(rb',"pdf_sha256":"([0-9a-f]{64})"}\Z')
_LENGTH = 82
_VALUE = re.compile(rb'\s*"([^"\\]*(?:\\.[^"\\]*)*)"')
_AS_WRITTEN = re.compile(
    r'{"schema":\d+,"action":"[^"]*","at":"[^"]*","channel":"[^"]*","expires_on":"[^"]*","rule":"[^"]*",'
    r'"notice":"([^"]*)","version":(\d+),"kind":"[^"]*","title":"([^"]*)","number":"([^"]*)",'
    r'"agency":{"code":"([^"]*)","name":"([^"]*)"},"region":{"code":"([^"]*)","name":"([^"]*)"},'
    r'"party":{(?:"name":"([^"]*)")?(?:,?"kind":"([^"]*)")?(?:,?"code":"([^"]*)")?},'
    r'"decided_on":"([^"]*)"'
)
"""The order in which :mod:`content` writes; there is no quotation mark inside what has no backslash."""


class Head(NamedTuple):
    """What a published content says beside its table and its text; empty where it says nothing."""

    notice: str
    version: str
    title: str
    number: str
    agency_code: str
    agency_name: str
    region_code: str
    region_name: str
    party_name: str
    party_kind: str
    party_code: str
    decided_on: str
    pdf_sha256: str


def stated(label: str, content: bytes) -> bytes:
    """Return the value of the first row ``label`` as it is written in JSON; nothing where there is none.

    Inside a text the quotes of such a row would stand behind backslashes, so only rows are found.
    """
    row = f'["{label}",'.encode()
    at = content.find(row)
    if at < 0:
        return b""
    value = _VALUE.match(content, at + len(row))
    return value[1] if value else b""


def unquoted(value: bytes) -> str:
    """Return the text that :func:`stated` found."""
    return str(json.loads(b'"%b"' % value)) if b"\\" in value else value.decode()


def head_of(content: bytes) -> Head:
    """Return the head of a published content.

    Table and text make up most of it. As it is written here they come after everything but the digest of
    the PDF, and the head is found by its form; where it has another, all of it is read.
    """
    at = content.find(_TABLE)
    head = content[:at].decode() if at > 0 and content.find(b"\\", 0, at) < 0 else ""
    if not (found := _AS_WRITTEN.fullmatch(head)):
        return _read(content)
    pdf = _ENDS_WITH_PDF.search(content, len(content) - _LENGTH)
    return Head._make((*found.groups(""), pdf[1].decode() if pdf else ""))


def _read(content: bytes) -> Head:
    said = json.loads(content)
    agency, region, party = said["agency"], said["region"], said["party"]
    return Head(
        *(said["notice"], str(said["version"]), said["title"], said["number"]),
        *(agency["code"], agency["name"], region["code"], region["name"]),
        *(party.get("name", ""), party.get("kind", ""), party.get("code", "")),
        *(said["decided_on"], said.get("pdf_sha256", "")),
    )
