"""What is said in the JSON text of a public content, found without making objects of all the rest."""

import json
import re
from typing import Any

_NEEDED = frozenset(("notice", "version", "title", "number", "agency", "region", "party", "decided_on"))
_AS_WRITTEN, _TABLE = b'{"schema":', b',"fields":'
_ENDS_WITH_PDF = re.compile(rb',"pdf_sha256":"([0-9a-f]{64})"}\Z')
_LENGTH = 82
_scan = json.JSONDecoder().raw_decode
_VALUE = re.compile(rb'\s*"([^"\\]*(?:\\.[^"\\]*)*)"')


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


def head_of(content: bytes) -> dict[str, Any]:
    """Return what a published content says beside its table and its text.

    These two make up most of it. As it is written here they come after everything but the digest of the PDF;
    where a database has put them elsewhere, all of it is read.
    """
    at = content.find(_TABLE) if content.startswith(_AS_WRITTEN) else 0
    if at > 0:
        said: dict[str, Any] = _scan(content[:at].decode() + "}")[0]
        if said.keys() >= _NEEDED:
            if pdf := _ENDS_WITH_PDF.search(content, len(content) - _LENGTH):
                said["pdf_sha256"] = pdf[1].decode()
            return said
    return dict(json.loads(content))
