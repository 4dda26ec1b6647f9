"""Cells as one line of a file: JSON text around the committed content, which is handed on as it is stored.

Knows neither Django nor the database: the second process writes these.
"""

from collections.abc import Sequence
from json.encoder import encode_basestring

_BETWEEN = '","'


def notice_line(cells: Sequence[str], seal: Sequence[str], content: bytes) -> bytes:
    """Return the line of a public version: what is said of it, and the committed content with its salt."""
    salt, until, nature, report = seal
    penalties, fine, bases = cells[19:22]
    after = ',"after_report":true' if report else ""
    fined = f',"fine_yuan":{fine}' if fine else ""
    text = encode_basestring
    before = (
        f'{{"notice":"{cells[0]}","url":{text(cells[24])},"version":{cells[1]},'
        f'"first_published_at":"{cells[14]}","since":"{cells[15]}"{_said("until", until)},'
        f'"expires_on":"{cells[16]}","period_basis":{text(cells[17])},"nature":"{nature}",'
        f'"reason":{text(cells[18])}{after}'
        f"{_list('penalties', penalties)}{fined}{_list('legal_basis', bases)},"
        f'"commitment":"{cells[23]}","salt":"{salt}","content":'
    )
    return b"%b%b}\n" % (before.encode(), content)


def _said(name: str, value: str) -> str:
    return f',"{name}":"{value}"' if value else ""


def _list(name: str, joined: str) -> str:
    return f',"{name}":["{joined.replace(";", _BETWEEN)}"]' if joined else ""


def tombstone_line(cells: Sequence[str], seal: Sequence[str], content: bytes) -> bytes:
    """Return the line of a tombstone: nothing of the fallen content, the committed ending with its salt."""
    text = encode_basestring
    before = (
        f'{{"notice":"{cells[0]}","url":{text(cells[15])},"kind":"{cells[1]}",'
        f'"agency_name":{text(cells[4])},"region_name":{text(cells[6])},'
        f'"decided_on":"{cells[9]}","ground_document":{text(cells[11])},'
        f'"commitment":"{cells[14]}","salt":"{seal[0]}","content":'
    )
    return b"%b%b}\n" % (before.encode(), content)


def change_line(at: str, action: str, uid: str, commitment: str) -> str:
    """Return the line of one event of a day."""
    return f'{{"at":"{at}","action":"{action}","notice":"{uid}","commitment":"{commitment}"}}\n'
