"""Rows of the database as the cells of tables: text in UTF-8 throughout, in the order of ``columns``.

What is public is told column by column, a hundred rows at a time, which is sooner done than row by row.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache

from mingzhi.disclosure.queries.bulk import Event, Fallen, Published
from mingzhi.disclosure.rules import legal_bases, outcomes
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.stated import head_of
from mingzhi.kernel import clock
from mingzhi.portal.opendata.days import Happened, Moved

_NOBODY = "00000000-0000-0000-0000-000000000000"
Link = Callable[[str], str]
QuickLink = Callable[[bytes], bytes]
Cells = tuple[bytes, ...]
Columns = tuple[Sequence[bytes], ...]


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


def published_cells(batch: Sequence[Published], link: QuickLink) -> Columns:
    """Return the columns of public versions, in the order of ``columns.NOTICES``: what was sealed."""
    _keys, kinds, firsts, sinces, _untils, expire_on, bases, _natures, reasons, *_more = zip(
        *batch, strict=True
    )
    commitments, _salts, contents, *_log = _more[1:]
    notices, versions, titles, numbers, *offices, names, whos, codes, decided_on, pdfs, tables = zip(
        *map(head_of, contents), strict=True
    )
    kind_codes, kind_titles = zip(*map(_kind, kinds), strict=True)
    began = _moments(sinces)
    penalties, fines = zip(*map(_outcome, map(outcomes.said_in, kinds, contents, tables)), strict=True)
    return (
        *(notices, versions, kind_codes, kind_titles, titles, numbers),
        *(names, whos, codes, *offices, decided_on),
        *(began if firsts == sinces else _moments(firsts), began, _encoded(expire_on)),
        *(_encoded(bases), _encoded(reasons), penalties, fines),
        [*map(_bases, map(legal_bases.said_in, kinds, contents, tables))],
        *(pdfs, _encoded(commitments), [*map(link, notices)]),
    )


def _moments(stored: Iterable[str]) -> list[bytes]:
    return [stored_moment(text).encode() for text in stored]


def _encoded(texts: Iterable[str | None]) -> list[bytes]:
    return [text.encode() if text else b"" for text in texts]


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


def published_seals(batch: Sequence[Published]) -> Columns:
    """Return what the lines of public versions say beside: salt, end, nature, whether after a report."""
    return (
        [row.salt.encode() for row in batch],
        [stored_moment(row.until).encode() if row.until else b"" for row in batch],
        [row.nature.encode() if row.nature else b"" for row in batch],
        [b"1" if row.report else b"" for row in batch],
    )


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


def published_events(batch: Sequence[Published], cells: Columns) -> Iterable[Happened]:
    """Return how versions became public, beside their columns."""
    sinces, leaves, actions, queued_at = zip(*[(row[3], *row[13:]) for row in batch], strict=True)
    at = cells[15] if queued_at == sinces else _moments(queued_at)
    return zip(_encoded(queued_at), leaves, at, _encoded(actions), cells[0], cells[23], strict=True)


def event_cells(row: Event) -> Moved:
    """Return one event of a day."""
    at, uid = stored_moment(row.at).encode(), stored_uid(row.uid).encode()
    return Moved(row.at.encode(), row.leaf, at, row.action.encode(), uid, row.commitment.encode())
