"""Rows of the database as the cells of tables: text throughout, in the order of ``columns``."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from mingzhi.disclosure.queries.bulk import Event, Fallen, Published
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.legal_bases import bases_in
from mingzhi.disclosure.rules.outcomes import outcome_in
from mingzhi.disclosure.rules.stated import head_of
from mingzhi.kernel import clock

_KINDS = {code: kind.title for code, kind in KINDS.items()}
_NOBODY = "00000000-0000-0000-0000-000000000000"
Link = Callable[[str], str]


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


def published_cells(row: Published, link: Link) -> tuple[str, ...]:
    """Return the cells of a public version, in the order of ``columns.NOTICES``: what was sealed."""
    _key, kind, first, since, _until, expires_on, basis, _nature, reason, _report = row[:10]
    commitment, _salt, content = row[10:]
    said = head_of(content)
    began = stored_moment(since)
    outcome = outcome_in(kind, content)
    return (
        *(said.notice, said.version, kind, _KINDS.get(kind, kind), said.title, said.number),
        *(said.party_name, said.party_kind, said.party_code, said.agency_code, said.agency_name),
        *(said.region_code, said.region_name, said.decided_on),
        began if first == since else stored_moment(first),
        *(began, expires_on or "", basis, reason or ""),
        ";".join(outcome.kinds),
        str(outcome.number or ""),
        ";".join([found.code for found in bases_in(kind, content)]),
        *(said.pdf_sha256, commitment, link(said.notice)),
    )


def published_seal(row: Published) -> tuple[str, ...]:
    """Return what the line of a public version says beside: salt, end, nature, whether after a report."""
    until = stored_moment(row.until) if row.until else ""
    return row.salt, until, row.nature or "", "1" if row.report else ""


def fallen_cells(row: Fallen, link: Link) -> tuple[str, ...]:
    """Return the cells of a tombstone, in the order of ``columns.TOMBSTONES``."""
    said = json.loads(row.content)
    uid = stored_uid(row.uid)
    return (
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
    )


def fallen_seal(row: Fallen) -> tuple[str, ...]:
    """Return what the line of a tombstone says beside its cells: the salt."""
    return (row.salt,)


def event_cells(row: Event) -> tuple[str, str, str, str]:
    """Return the cells of one event of a day, in the order of ``columns.CHANGES``."""
    return stored_moment(row.at), row.action, stored_uid(row.uid), row.commitment
