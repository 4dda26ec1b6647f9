# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""The search engine on PostgreSQL: a narrow table with a GIN index of character pairs.

Lexemes have no positions; a phrase of more than two characters is checked again on the folded text.

No question walks more than a bounded part: the newest ``WINDOW`` entries are read through first. A
frequent word is answered from them alone; only what is rare there is looked up in the GIN index, whose
cost grows with the number of matches.
"""

from typing import Any

from django.db import connection

from mingzhi.disclosure.queries.index_terms import COUNT_CAP, FACET_CAP, Counted, Found, Query, trimmed
from mingzhi.disclosure.rules import bigrams

WINDOW = FACET_CAP  # the page says: counted over the newest two thousand
FREQUENT = 40  # so many matches in a window: the index of pairs would have to gather thousands


def stamp() -> str:
    """Return what changes when the whole index is replaced: nothing here, the table stays."""
    return ""


def _where(query: Query, *, after: int = 0, indexed: bool = True) -> tuple[str, list[Any]]:
    """Return condition and values; ``indexed`` False leaves the words out."""
    conditions: list[str] = []
    values: list[Any] = []
    if query.runs and indexed:
        pairs = list(dict.fromkeys(pair for run in query.runs for pair in bigrams.pairs(run)))
        conditions.append("tokens @@ %s::tsquery")
        values.append(" & ".join(f"'{pair}'" for pair in pairs))
        phrases = [run for run in query.runs if len(run) > bigrams.SHORTEST]  # a pair needs no second look
        conditions += ["body LIKE %s"] * len(phrases)
        values += [f"%{run}%" for run in phrases]
    for wanted, condition, value in (
        (query.kind, "kind = %s", query.kind),
        (query.agency, "agency = %s", query.agency),
        (query.region, "region LIKE %s", trimmed(query.region) + "%"),
        (query.corrected, "corrected = %s", query.corrected == "1"),
        (query.first_key, "rowkey >= %s", query.first_key),
        (query.last_key, "rowkey < %s", query.last_key),
        (after, "rowkey > %s" if query.oldest_first else "rowkey < %s", after),
    ):
        if wanted:
            conditions.append(condition)
            values.append(value)
    return " AND ".join(conditions) or "true", values


def _window(query: Query, *, after: int = 0, order: str = "DESC") -> tuple[str, list[Any]]:
    """Return the entries of a window that hold the words, as a subquery; it stops where its reader does."""
    where, values = _where(query, after=after, indexed=False)
    held = " AND ".join(["body LIKE %s"] * len(query.runs))
    return (
        f"(SELECT * FROM (SELECT * FROM disclosure_search WHERE {where} ORDER BY rowkey {order} "
        f"LIMIT {WINDOW}) near WHERE {held}) held",
        [*values, *(f"%{run}%" for run in query.runs)],
    )


def _rows(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def find(query: Query, *, after: int, limit: int) -> list[Found]:
    """Return up to ``limit`` entries beyond the key ``after``."""
    order = "ASC" if query.oldest_first else "DESC"
    ending = f"ORDER BY rowkey {order} LIMIT %s"
    if query.runs:
        window, values = _window(query, after=after, order=order)
        near = _rows(f"SELECT rowkey, notice_id FROM {window} {ending}", [*values, limit])
        if len(near) == limit:
            return [Found(*row) for row in near]
    where, values = _where(query, after=after)
    rows = _rows(f"SELECT rowkey, notice_id FROM disclosure_search WHERE {where} {ending}", [*values, limit])
    return [Found(*row) for row in rows]


def count(query: Query) -> Counted:
    """Count the entries, as far as that is cheap."""
    if query.runs:
        window, values = _window(query)
        near = int(_rows(f"SELECT count(*) FROM {window}", values)[0][0])
        if near >= FREQUENT and _is_beyond(query):
            return Counted(near, True)
    where, values = _where(query)
    bounded = f"(SELECT 1 FROM disclosure_search WHERE {where} LIMIT {COUNT_CAP + 1}) bounded"
    found = int(_rows(f"SELECT count(*) FROM {bounded}", values)[0][0])
    return Counted(min(found, COUNT_CAP), found > COUNT_CAP)


_GROUPED = (
    "SELECT kind, agency, max(agency_name), region, max(region_name), year, corrected::int, count(*) "
    "FROM {} GROUP BY kind, agency, region, year, corrected"
)


def facets(query: Query) -> tuple[list[tuple[Any, ...]], bool]:
    """Return (kind, agency, name, region, name, year, corrected, number) over the newest entries.

    The second tells whether there are more than were counted.
    """
    if query.runs:
        window, values = _window(query)
        near = _rows(_GROUPED.format(window), values)
        if sum(row[-1] for row in near) >= FREQUENT and _is_beyond(query):
            return near, True
    where, values = _where(query)
    newest = (
        "(SELECT kind, agency, agency_name, region, region_name, year, corrected "
        f"FROM disclosure_search WHERE {where} ORDER BY rowkey DESC LIMIT {FACET_CAP + 1}) bounded"
    )
    rows = _rows(_GROUPED.format(newest), values)
    return rows, sum(row[-1] for row in rows) > FACET_CAP


def _is_beyond(query: Query) -> bool:
    """Tell whether entries lie beyond the newest window."""
    where, values = _where(query, indexed=False)
    statement = f"SELECT 1 FROM disclosure_search WHERE {where} ORDER BY rowkey DESC OFFSET {WINDOW} LIMIT 1"
    return bool(_rows(statement, values))


def is_empty() -> bool:
    """Tell whether the index holds nothing."""
    return not _rows("SELECT 1 FROM disclosure_search LIMIT 1", [])


def held() -> dict[int, tuple[int, bool]]:
    """Return what the index holds: notice → (version, corrected)."""
    rows = _rows("SELECT notice_id, version_id, corrected FROM disclosure_search", [])
    return {notice: (version, corrected) for notice, version, corrected in rows}
