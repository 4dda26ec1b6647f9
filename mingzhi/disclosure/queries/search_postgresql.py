# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""The search engine on PostgreSQL: a narrow table with a GIN index of character pairs.

Lexemes have no positions; a phrase of more than two characters is checked again on the folded text.
"""

from typing import Any

from django.db import connection

from mingzhi.disclosure.queries.index_terms import COUNT_CAP, FACET_CAP, Found, Query, trimmed
from mingzhi.disclosure.rules import bigrams


def stamp() -> str:
    """Return what changes when the whole index is replaced: nothing here, the table stays."""
    return ""


def _where(query: Query, *, after: int = 0) -> tuple[str, list[Any]]:
    conditions: list[str] = []
    values: list[Any] = []
    if query.runs:
        pairs = list(dict.fromkeys(pair for run in query.runs for pair in bigrams.pairs(run)))
        conditions.append("tokens @@ %s::tsquery")
        values.append(" & ".join(f"'{pair}'" for pair in pairs))
        for run in query.runs:
            if len(run) > bigrams.SHORTEST:  # a single pair needs no second look
                conditions.append("body LIKE %s")
                values.append(f"%{run}%")
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


def _rows(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def find(query: Query, *, after: int, limit: int) -> list[Found]:
    """Return up to ``limit`` entries beyond the key ``after``."""
    where, values = _where(query, after=after)
    order = "ASC" if query.oldest_first else "DESC"
    rows = _rows(
        f"SELECT rowkey, notice_id FROM disclosure_search WHERE {where} ORDER BY rowkey {order} LIMIT %s",
        [*values, limit],
    )
    return [Found(*row) for row in rows]


def count(query: Query) -> int:
    """Count the entries, up to one more than the cap."""
    where, values = _where(query)
    rows = _rows(
        f"SELECT count(*) FROM (SELECT 1 FROM disclosure_search WHERE {where} LIMIT {COUNT_CAP + 1}) bounded",
        values,
    )
    return int(rows[0][0])


def facets(query: Query) -> list[tuple[Any, ...]]:
    """Return (kind, agency, name, region, name, year, corrected, number) over the newest entries."""
    where, values = _where(query)
    return _rows(
        "SELECT kind, agency, max(agency_name), region, max(region_name), year, corrected::int, count(*) "
        "FROM (SELECT kind, agency, agency_name, region, region_name, year, corrected "
        f"FROM disclosure_search WHERE {where} ORDER BY rowkey DESC LIMIT {FACET_CAP + 1}) bounded "
        "GROUP BY kind, agency, region, year, corrected",
        values,
    )


def is_empty() -> bool:
    """Tell whether the index holds nothing."""
    return not _rows("SELECT 1 FROM disclosure_search LIMIT 1", [])


def held() -> dict[int, tuple[int, bool]]:
    """Return what the index holds: notice → (version, corrected)."""
    rows = _rows("SELECT notice_id, version_id, corrected FROM disclosure_search", [])
    return {notice: (version, corrected) for notice, version, corrected in rows}
