# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""The search engine on PostgreSQL: a narrow table with a GIN index of character pairs, month by month.

The tokens of an entry carry the sign of its month, and a small table says in how many entries of a month a
token stands. So a question looks only into months in which all its tokens stand, the newest first, and
stops when it has enough: what a frequent word costs does not grow with the years. Tokens have no positions;
a phrase of more than two characters is checked again on the folded text.

Where a word stands in every few entries, reading the newest ones through is cheaper still.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from mingzhi.disclosure.queries.index_terms import (
    COUNT_CAP,
    EVERY,
    FACET_CAP,
    SEQUENCE,
    Counted,
    Found,
    Query,
    asked_of,
    month_of,
    tag_tokens,
    tags_of,
    trimmed,
)
from mingzhi.disclosure.rules import bigrams, outcomes

WINDOW = FACET_CAP  # the page says: counted over the newest two thousand
DENSE = 0.04
"""A word in such a part of the entries is met soon enough by reading the newest ones through."""
FREQUENT = 40
"""So many matches in a window, and nothing is counted beyond it."""
AT_ONCE = 2_000
"""So many entries may be gathered by one look into the index, unless a single month holds more."""
MOST_MONTHS = 60
_LAST_MONTH = 999_912

Part = tuple[str, list[Any]]
"""A piece of a statement with its values."""
Groups = list[tuple[Any, ...]]
"""Groups of entries; their number comes last."""
_FACETS = (
    "kind, agency, max(agency_name), region, max(region_name), year, corrected::int, outcome, count(*)",
    "GROUP BY GROUPING SETS ((kind, agency, region, year, corrected), (outcome))",
)


def stamp() -> str:
    """Return what changes when the whole index is replaced: nothing here, its name stays."""
    return ""


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _all_of(conditions: Sequence[tuple[str, Any]]) -> Part:
    return " AND ".join(text for text, _ in conditions) or "true", [value for _, value in conditions]


def _bounds(query: Query, after: int) -> list[tuple[str, Any]]:
    bounds = (
        ("rowkey >= %s", query.first_key),
        ("rowkey < %s", query.last_key),
        ("rowkey > %s" if query.oldest_first else "rowkey < %s", after),
    )
    return [bound for bound in bounds if bound[1]]


def _filters(query: Query, after: int) -> list[tuple[str, Any]]:
    """Return what a question asks for beside its words, without the index of tokens."""
    filters = (
        ("kind = %s", query.kind),
        ("agency = %s", query.agency),
        ("region LIKE %s", query.region and trimmed(query.region) + "%"),
        ("corrected = %s", query.corrected and str(query.corrected == "1")),
        ("outcome & %s <> 0", query.penalty and outcomes.mask_of(query.penalty)),
        (f"outcome & {outcomes.LEVEL_MASK} = ANY(%s)", query.fine and [*outcomes.levels_of(query.fine), -1]),
    )
    return [*(one for one in filters if one[1]), *_bounds(query, after)]


def _phrases(query: Query, shortest: int) -> list[tuple[str, Any]]:
    """Return that the runs of at least so many characters stand in the text."""
    return [("body LIKE %s", f"%{run}%") for run in query.runs if len(run) >= shortest]


def _order(query: Query) -> str:
    return "ASC" if query.oldest_first else "DESC"


@dataclass(frozen=True, slots=True)
class _Months:
    """The months in which all tokens stand, in the order of reading, with the most entries each can hold."""

    tokens: tuple[str, ...]
    most: tuple[tuple[int, int], ...]
    dense: bool

    def looks(self) -> Iterator[list[int]]:
        """Part the months so that a look into the index gathers a bounded number of entries."""
        look: list[int] = []
        gathered = 0
        for month, most in self.most:
            if look and (gathered + most > AT_ONCE or len(look) == MOST_MONTHS):
                yield look
                look, gathered = [], 0
            look.append(month)
            gathered += most
        if look:
            yield look


def _months(query: Query, after: int) -> _Months:
    pairs = list(dict.fromkeys(pair for run in query.runs for pair in bigrams.pairs(run)))
    tags = tag_tokens(tags_of(query))
    first, last = query.first_key, query.last_key or SEQUENCE * 100 * _LAST_MONTH
    if after:
        first, last = (after, last) if query.oldest_first else (first, after)
    rows = _rows(
        "SELECT month, min(number) FILTER (WHERE token <> ALL(%s)), "
        "min(number) FILTER (WHERE token = ANY(%s)), min(number) "
        "FROM disclosure_search_month WHERE token = ANY(%s) AND month BETWEEN %s AND %s "
        f"GROUP BY month HAVING count(*) = %s AND min(number) > 0 ORDER BY month {_order(query)}",
        [
            *([*tags, EVERY], [*tags, EVERY], [*pairs, *tags, EVERY]),
            *(month_of(first), month_of(last), len(pairs) + len(tags) + 1),
        ],
    )
    near = rows[:3]
    dense = bool(pairs) and sum(row[1] for row in near) >= DENSE * sum(row[2] for row in near)
    return _Months((*pairs, *tags), tuple((row[0], row[-1]) for row in rows), dense and not query.region)


_COLUMNS = "rowkey, notice_id, kind, agency, agency_name, region, region_name, year, corrected, outcome"


def _look(query: Query, months: _Months, look: list[int], after: int) -> Part:
    """Return the entries of some months that hold the words, as a subquery.

    Each month is asked for its tokens by itself (``OFFSET 0`` keeps it so) and only then are phrases and
    keys looked at: the planner would else read the whole table, or unpack the tokens of every entry.
    """
    where, values = _all_of([*_phrases(query, bigrams.SHORTEST + 1), *_bounds(query, after)])
    return (
        f"WITH held AS MATERIALIZED (SELECT {_COLUMNS} FROM unnest(%s::text[]) asked CROSS JOIN LATERAL "
        f"(SELECT {_COLUMNS}, body FROM disclosure_search WHERE tokens @@ asked::tsquery OFFSET 0) entry "
        f"WHERE {where})",
        [[asked_of(months.tokens, month) for month in look], *values],
    )


def _window(query: Query, after: int) -> Part:
    """Return the entries among the newest that hold the words, as a subquery read as far as needed."""
    where, values = _all_of(_filters(query, after))
    held, words = _all_of(_phrases(query, bigrams.SHORTEST))
    near = f"SELECT * FROM disclosure_search WHERE {where} ORDER BY rowkey {_order(query)} LIMIT {WINDOW}"
    return f"WITH held AS (SELECT * FROM ({near}) near WHERE {held})", [*values, *words]


def _by_key(query: Query, after: int) -> Part | None:
    """Return the entries where the keys alone answer: no word is asked for, and what is has an index."""
    if query.runs or query.region or query.corrected or query.penalty or query.fine:
        return None
    where, values = _all_of(_filters(query, after))
    return f"WITH held AS (SELECT * FROM disclosure_search WHERE {where})", values


def find(query: Query, *, after: int, limit: int) -> list[Found]:
    """Return up to ``limit`` entries beyond the key ``after``."""
    if plain := _by_key(query, after):
        return _found(plain, query, limit)
    return _find(query, _months(query, after), after, limit)


def first(query: Query, *, limit: int) -> tuple[list[Found], Groups, bool]:
    """Return the newest entries and the facets, both from the same looks into the index."""
    if _by_key(query, 0):
        return find(query, after=0, limit=limit), *facets(query)
    months = _months(query, 0)
    if months.dense:
        return _find(query, months, 0, limit), *_grouped(query, months, FACET_CAP, *_FACETS)
    found: list[Found] = []
    gathered: Groups = []
    for look in months.looks():
        more = _both(_look(query, months, look, 0), limit - len(found), FACET_CAP + 1 - _sum(gathered))
        entries = sorted((row[:2] for row in more if row[0] is not None), reverse=True)
        found += [Found(*entry) for entry in entries]
        gathered += [row[2:] for row in more if row[0] is None]
        if _sum(gathered) > FACET_CAP:
            return found, gathered, True
    return found, gathered, False


def _both(part: Part, limit: int, most: int) -> list[tuple[Any, ...]]:
    """Return the newest entries (key and notice first) and the groups (nothing first) of one look."""
    held, values = part
    columns, ending = _FACETS
    return _rows(
        f"{held} (SELECT rowkey, notice_id, NULL, NULL, NULL, NULL, NULL, NULL::int, NULL::int, NULL::int, "
        f"NULL::bigint FROM held ORDER BY rowkey DESC LIMIT {limit}) UNION ALL SELECT NULL, NULL, {columns} "
        f"FROM (SELECT * FROM held ORDER BY rowkey DESC LIMIT {most}) newest {ending}",
        values,
    )


def _find(query: Query, months: _Months, after: int, limit: int) -> list[Found]:
    if months.dense and len(near := _found(_window(query, after), query, limit)) == limit:
        return near
    found: list[Found] = []
    for look in months.looks():
        found += _found(_look(query, months, look, after), query, limit - len(found))
        if len(found) == limit:
            break
    return found


def _found(part: Part, query: Query, limit: int) -> list[Found]:
    held, values = part
    ending = f"SELECT rowkey, notice_id FROM held ORDER BY rowkey {_order(query)} LIMIT %s"
    return [Found(*row) for row in _rows(f"{held} {ending}", [*values, limit])]


def count(query: Query) -> Counted:
    """Count the entries, as far as that is cheap."""
    groups, more = _counted(query, COUNT_CAP, "count(*)")
    return Counted(min(_sum(groups), COUNT_CAP), more)


def facets(query: Query) -> tuple[Groups, bool]:
    """Return (kind, agency, name, region, name, year, corrected, outcome, number) over the newest entries.

    Either what stands before the outcome is given or the outcome. The second tells whether there are more
    than were counted.
    """
    return _counted(query, FACET_CAP, *_FACETS)


def _counted(query: Query, most: int, columns: str, ending: str = "") -> tuple[Groups, bool]:
    """Group the newest entries, at most ``most``; tell whether there are more."""
    if plain := _by_key(query, 0):
        gathered = _groups(plain, most + 1, columns, ending)
        return gathered, _sum(gathered) > most
    return _grouped(query, _months(query, 0), most, columns, ending)


def _grouped(query: Query, months: _Months, most: int, columns: str, ending: str = "") -> tuple[Groups, bool]:
    if months.dense:
        near = _groups(_window(query, 0), WINDOW, columns, ending)
        if _sum(near) >= FREQUENT and _is_beyond(query):
            return near, True
    gathered: Groups = []
    for look in months.looks():
        part = _look(query, months, look, 0)
        gathered += _groups(part, most + 1 - _sum(gathered), columns, ending)
        if _sum(gathered) > most:
            return gathered, True
    return gathered, False


def _groups(part: Part, limit: int, columns: str, ending: str) -> Groups:
    held, values = part
    newest = f"(SELECT * FROM held ORDER BY rowkey DESC LIMIT {limit}) newest"
    return _rows(f"{held} SELECT {columns} FROM {newest} {ending}", values)


def _sum(groups: Groups) -> int:
    """Add up the groups; those by outcome count the same entries once more."""
    return sum(group[-1] for group in groups if group[0] is not None)


def _is_beyond(query: Query) -> bool:
    """Tell whether entries lie beyond the newest window."""
    where, values = _all_of(_filters(query, 0))
    statement = f"SELECT 1 FROM disclosure_search WHERE {where} ORDER BY rowkey DESC OFFSET {WINDOW} LIMIT 1"
    return bool(_rows(statement, values))


def is_empty() -> bool:
    """Tell whether the index holds nothing."""
    return not _rows("SELECT 1 FROM disclosure_search LIMIT 1", [])


def held() -> dict[int, tuple[int, bool]]:
    """Return what the index holds: notice → (version, corrected)."""
    rows = _rows("SELECT notice_id, version_id, corrected FROM disclosure_search", [])
    return {notice: (version, corrected) for notice, version, corrected in rows}
