"""Cells as one line of a file: JSON text around the committed content, which is handed on as it is stored.

A line is told up to its content; content and :data:`END` follow.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import repeat
from json.encoder import encode_basestring

END = b"}\n"
_BETWEEN = b'","'
_MANY = 1 << 14
_NOTICE = (
    b'{"notice":"%b","url":%b,"version":%b,"first_published_at":"%b","since":"%b"%b,"expires_on":"%b",'
    b'"period_basis":%b,"nature":"%b","reason":%b%b%b%b%b,"commitment":"%b","salt":"%b","content":'
)
CHANGE = b'{"at":"%b","action":"%b","notice":"%b","commitment":"%b"}\n'
"""The line of one event of a day."""


def notice_heads(cells: Sequence[Sequence[bytes]], seals: Sequence[Sequence[bytes]]) -> list[bytes]:
    """Return the lines of public versions up to the content: what is said of each, commitment and salt."""
    salts, untils, natures, reports = seals
    told = (
        *(cells[0], map(_address, cells[24]), cells[1], cells[14], cells[15]),
        [b',"until":"%b"' % until if until else b"" for until in untils],
        *(cells[16], map(_text, cells[17]), natures, map(_text, cells[18])),
        [b',"after_report":true' if report else b"" for report in reports],
        map(_list, repeat(b"penalties"), cells[19]),
        [b',"fine_yuan":%b' % fine if fine else b"" for fine in cells[20]],
        *(map(_list, repeat(b"legal_basis"), cells[21]), cells[23], salts),
    )
    return [_NOTICE % line for line in zip(*told)]  # noqa: B905 -- what is repeated has no end


@lru_cache(_MANY)
def _text(cell: bytes) -> bytes:
    """Return a cell as JSON; the same stands in many lines."""
    return encode_basestring(cell.decode()).encode()


def _address(cell: bytes) -> bytes:
    """Return an address as JSON; each is another."""
    return _text.__wrapped__(cell) if b'"' in cell or b"\\" in cell else b'"%b"' % cell


@lru_cache(_MANY)
def _list(name: bytes, joined: bytes) -> bytes:
    return b',"%b":["%b"]' % (name, joined.replace(b";", _BETWEEN)) if joined else b""


def tombstone_head(cells: Sequence[bytes], salt: bytes) -> bytes:
    """Return the line of a tombstone up to the committed ending: nothing of the fallen content."""
    return (
        b'{"notice":"%b","url":%b,"kind":"%b","agency_name":%b,"region_name":%b,"decided_on":"%b",'
        b'"ground_document":%b,"commitment":"%b","salt":"%b","content":'
    ) % (
        *(cells[0], _address(cells[15]), cells[1], _text(cells[4]), _text(cells[6]), cells[9]),
        *(_text(cells[11]), cells[14], salt),
    )
