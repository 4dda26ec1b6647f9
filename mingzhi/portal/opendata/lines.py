"""One public copy as one line of a file: JSON text, and the cells of a table."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from mingzhi.disclosure.queries.bulk import Event, Fallen, Published
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.legal_bases import bases_in
from mingzhi.disclosure.rules.outcomes import outcome_in
from mingzhi.kernel import clock

_KINDS = {code: kind.title for code, kind in KINDS.items()}
_NOBODY = "00000000-0000-0000-0000-000000000000"
_BETWEEN = '","'
Link = Callable[[str], str]


class Kind(NamedTuple):
    """How rows of a kind are told: their cells, and the line made of these and of the content in UTF-8."""

    cells: Callable[[Any, Link], list[Any]]
    line: Callable[[Any, list[Any], bytes], bytes]


def quick(link: Link) -> Link:
    """Return a link that does what ``link`` does without looking the address up each time."""
    before, _uid, after = link(_NOBODY).partition(_NOBODY)
    return lambda uid: f"{before}{uid}{after}"


def moment(value: datetime) -> str:
    """Write a moment in China's time, to the second."""
    return value.astimezone(clock.CHINA).isoformat(timespec="seconds")


def stored_moment(text: str) -> str:
    """Write a moment in China's time, to the second, from what a database writes for it in UTC."""
    day, offset = _hour(text[:13])
    return f"{day}{text[13:19]}{offset}"


@lru_cache(maxsize=1 << 16)
def _hour(text: str) -> tuple[str, str]:
    """Return the day and hour of an hour in UTC in China's time, and the offset (summer time until 1991)."""
    there = datetime.fromisoformat(f"{text}:00:00+00:00").astimezone(clock.CHINA).isoformat()
    return there[:13], there[19:]


def stored_uid(text: str) -> str:
    """Write a UUID with its hyphens, which SQLite keeps without."""
    if len(text) == len(_NOBODY):
        return text
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def published_cells(row: Published, link: Link) -> list[Any]:
    """Return the cells of a public version, in the order of ``columns.NOTICES``."""
    uid = stored_uid(row.uid)
    since = stored_moment(row.since)
    outcome = outcome_in(row.kind, row.content)
    return [
        uid,
        row.version,
        row.kind,
        _KINDS.get(row.kind, row.kind),
        row.title,
        row.number,
        row.party_name,
        row.party_kind,
        row.party_code,
        row.agency_code,
        row.agency_name,
        row.region_code,
        row.region_name,
        row.decided_on,
        since if row.since == row.first_published_at else stored_moment(row.first_published_at),
        since,
        row.expires_on or "",
        row.period_basis,
        row.reason or "",
        ";".join(outcome.kinds),
        outcome.number or "",
        ";".join(basis.code for basis in bases_in(row.kind, row.content)),
        row.pdf_sha256,
        row.commitment,
        link(uid),
    ]


def published_line(row: Published, cells: list[Any], content: bytes) -> bytes:
    """Return the line of a public version: what is said of it, and the committed content with its salt."""
    until = f',"until":"{stored_moment(row.until)}"' if row.until else ""
    after = ',"after_report":true' if row.report else ""
    text = encode_basestring
    before = (
        f'{{"notice":"{cells[0]}","url":{text(cells[24])},"version":{row.version},'
        f'"first_published_at":"{cells[14]}","since":"{cells[15]}"{until},"expires_on":"{cells[16]}",'
        f'"period_basis":{text(row.period_basis)},"nature":"{row.nature or ""}",'
        f'"reason":{text(row.reason or "")}{after}{_imposed(cells)}{_based(cells[21])},'
        f'"commitment":"{row.commitment}","salt":"{row.salt}",'
        f'"content":'
    )
    return before.encode() + content + b"}\n"


def _imposed(cells: list[Any]) -> str:
    kinds, fine = cells[19:21]
    if not kinds and not fine:
        return ""
    told = f',"penalties":["{kinds.replace(";", _BETWEEN)}"]' if kinds else ""
    return f'{told},"fine_yuan":{fine}' if fine else told


def _based(bases: str) -> str:
    return f',"legal_basis":["{bases.replace(";", _BETWEEN)}"]' if bases else ""


def fallen_cells(row: Fallen, link: Link) -> list[Any]:
    """Return the cells of a tombstone, in the order of ``columns.TOMBSTONES``."""
    said = json.loads(row.content)
    uid = stored_uid(row.uid)
    return [
        uid,
        row.kind,
        _KINDS.get(row.kind, row.kind),
        row.agency_code,
        row.agency_name,
        row.region_code,
        row.region_name,
        row.action,
        said["at"],
        row.decided_on,
        said["number"],
        row.ground_document or "",
        said["reason"],
        said["basis"],
        row.commitment,
        link(uid),
    ]


def fallen_line(row: Fallen, cells: list[Any], content: bytes) -> bytes:
    """Return the line of a tombstone: nothing of the fallen content, the committed ending with its salt."""
    text = encode_basestring
    before = (
        f'{{"notice":"{cells[0]}","url":{text(cells[15])},"kind":"{row.kind}",'
        f'"agency_name":{text(row.agency_name)},"region_name":{text(row.region_name)},'
        f'"decided_on":"{row.decided_on}","ground_document":{text(row.ground_document or "")},'
        f'"commitment":"{row.commitment}","salt":"{row.salt}","content":'
    )
    return before.encode() + content + b"}\n"


def event_line(row: Event) -> str:
    """Return the line of one event of a day."""
    return (
        f'{{"at":"{stored_moment(row.at)}","action":"{row.action}","notice":"{stored_uid(row.uid)}",'
        f'"commitment":"{row.commitment}"}}\n'
    )


PUBLISHED = Kind(published_cells, published_line)
FALLEN = Kind(fallen_cells, fallen_line)
