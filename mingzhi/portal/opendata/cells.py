"""Rows of the database as the cells of tables: text in UTF-8 throughout, in the order of ``columns``."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from mingzhi.disclosure.queries.bulk import Event, Fallen, Published
from mingzhi.disclosure.rules import legal_bases, outcomes
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.stated import head_of
from mingzhi.kernel import clock
from mingzhi.portal.opendata.days import Moved

_NOBODY = "00000000-0000-0000-0000-000000000000"
Link = Callable[[str], str]
QuickLink = Callable[[bytes], bytes]
Cells = tuple[bytes, ...]


def quick(link: Link) -> Link:
    """Return a link that does what ``link`` does without looking the address up each time."""
    before, _uid, after = link(_NOBODY).partition(_NOBODY)
    return lambda uid: f"{before}{uid}{after}"


def quick_in_bytes(link: Link) -> QuickLink:
    """Return the same for text in UTF-8."""
    before, _uid, after = link(_NOBODY).encode().partition(_NOBODY.encode())
    return lambda uid: b"%b%b%b" % (before, uid, after)


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


def published_cells(row: Published, link: QuickLink) -> Cells:
    """Return the cells of a public version, in the order of ``columns.NOTICES``: what was sealed."""
    _key, kind, first, since, _until, expires_on, basis, _nature, reason, _report = row[:10]
    commitment, _salt, content = row[10:13]
    notice, version, title, number, *offices, name, who, code, decided_on, pdf, table = head_of(content)
    began = stored_moment(since).encode()
    return (
        *(notice, version, *_kind(kind), title, number, name, who, code, *offices, decided_on),
        began if first == since else stored_moment(first).encode(),
        *(began, (expires_on or "").encode(), basis.encode(), (reason or "").encode()),
        *_outcome(outcomes.said_in(kind, content, table)),
        _bases(legal_bases.said_in(kind, content, table)),
        *(pdf, commitment.encode(), link(notice)),
    )


@lru_cache
def _kind(code: str) -> Cells:
    return code.encode(), (KINDS[code].title if code in KINDS else code).encode()


@lru_cache(maxsize=1 << 14)
def _outcome(said: bytes) -> Cells:
    outcome = outcomes.read_stated.__wrapped__(said)
    return ";".join(outcome.kinds).encode(), str(outcome.number or "").encode()


@lru_cache(maxsize=1 << 14)
def _bases(said: bytes) -> bytes:
    return ";".join([found.code for found in legal_bases.read_stated.__wrapped__(said)]).encode()


def published_seal(row: Published) -> Cells:
    """Return what the line of a public version says beside: salt, end, nature, whether after a report."""
    until = stored_moment(row.until).encode() if row.until else b""
    return row.salt.encode(), until, (row.nature or "").encode(), b"1" if row.report else b""


def fallen_cells(row: Fallen, link: QuickLink) -> Cells:
    """Return the cells of a tombstone, in the order of ``columns.TOMBSTONES``."""
    said = json.loads(row.content)
    uid = stored_uid(row.uid)
    told = (
        *(row.agency_code, row.agency_name, row.region_code, row.region_name, row.action, said["at"]),
        *(row.decided_on, said["number"], row.ground_document or "", said["reason"], said["basis"]),
        row.commitment,
    )
    key = uid.encode()
    return (key, *_kind(row.kind), *map(str.encode, told), link(key))


def published_event(row: Published, cells: Sequence[bytes]) -> Moved:
    """Return how a version became public, beside its cells."""
    at = cells[15] if row.queued_at == row.since else stored_moment(row.queued_at).encode()
    return Moved(row.queued_at.encode(), row.leaf, at, row.action.encode(), cells[0], cells[23])


def event_cells(row: Event) -> Moved:
    """Return one event of a day."""
    at, uid = stored_moment(row.at).encode(), stored_uid(row.uid).encode()
    return Moved(row.at.encode(), row.leaf, at, row.action.encode(), uid, row.commitment.encode())
