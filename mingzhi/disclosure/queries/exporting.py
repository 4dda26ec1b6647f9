# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""A whole search, batch by batch: nothing is cut, and no more than a batch is ever held.

The walk follows the keys of the index. What each batch says is read from the publications that stand at
that moment, so what comes down during a long export is left out of the part not yet given.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from mingzhi.disclosure.queries.searching import Filters, engine, query_of
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.legal_bases import Basis, bases_in
from mingzhi.disclosure.rules.outcomes import Outcome, outcome_in

BATCH = 2000


class Line(NamedTuple):
    """One public notice as a table shows it, days as text: nothing but what stands in the list of results."""

    uid: str
    kind: str
    title: str
    number: str
    party_name: str
    agency_name: str
    agency_code: str
    region_name: str
    decided_on: str
    published_on: str
    expires_on: str
    outcome: Outcome
    bases: tuple[Basis, ...]


class _Dialect(NamedTuple):
    """How a database writes an identifier and days as text (in China's time), and takes a list of numbers."""

    uid: str
    day: str
    day_of_moment: str
    wanted: str

    def statement(self) -> str:
        """Return the question for the lines of the notices wanted that are public."""
        day, moment = self.day.format, self.day_of_moment.format
        return (
            f"SELECT p.notice_id, {self.uid}, p.kind, v.title, v.document_number, v.party_name, "
            f"n.agency_name, p.agency_code, n.region_name, {day('n.decided_on')}, "
            f"{moment('p.first_published_at')}, coalesce({day('p.expires_on')}, ''), "
            f"CAST(v.fields AS text) FROM {self.wanted} "
            "JOIN disclosure_notice n ON n.id = p.notice_id "
            "JOIN disclosure_noticeversion v ON v.id = p.version_id "
            "WHERE p.channel_id = %s AND p.until IS NULL"
        )


# Days are written by the database itself: reading them as objects first would take half of the time.
_STATEMENTS = {
    "sqlite": _Dialect(
        uid="printf('%%s-%%s-%%s-%%s-%%s', substr(n.uid, 1, 8), substr(n.uid, 9, 4), substr(n.uid, 13, 4), "
        "substr(n.uid, 17, 4), substr(n.uid, 21))",
        day="date({})",
        day_of_moment="date({}, '+8 hours')",
        wanted="json_each(%s) wanted CROSS JOIN disclosure_publication p ON p.notice_id = wanted.value",
    ).statement(),
    "postgresql": _Dialect(
        uid="n.uid::text",
        day="to_char({}, 'YYYY-MM-DD')",
        day_of_moment="to_char({} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')",
        wanted="json_array_elements_text(%s::json) wanted JOIN disclosure_publication p "
        "ON p.notice_id = wanted.value::bigint",
    ).statement(),
}


def whole(filters: Filters, *, batch: int = BATCH) -> Iterator[list[Line]]:
    """Return everything a search finds in the order of its pages; nothing for a single character."""
    query = query_of(filters)
    if filters.text.strip() and not query.runs:
        return
    after = 0
    while found := engine().find(query, after=after, limit=batch):
        yield _standing([entry.notice_id for entry in found])
        if len(found) < batch:
            return
        after = found[-1].key


def _standing(notices: Sequence[int]) -> list[Line]:
    """Return the lines of those notices that are public at this moment, in the order given."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENTS[connection.vendor], [json.dumps(notices), PORTAL])
        known: dict[int, tuple[Any, ...]] = {row[0]: row[1:] for row in cursor.fetchall()}
    return [_line(known[notice]) for notice in notices if notice in known]


def _line(row: tuple[Any, ...]) -> Line:
    table = row[-1].encode()
    return Line._make((*row[:-1], outcome_in(row[1], table), bases_in(row[1], table)))
