# ruff: noqa: S608  (only fixed words are put together; every value is a parameter)
"""The search engine on PostgreSQL: a narrow table with a GIN index of character pairs, month by month.

The tokens of an entry carry the sign of its month, and a small table says in how many entries of a month a
token stands. So a question looks only into months in which all its tokens stand, the newest first, and
stops when it has enough: what a frequent word costs does not grow with the years. Within a month the index
is asked for the rarest tokens only, as many as leave few entries; these are then held against the question.

Where a word stands in every few entries, reading the newest ones through is cheaper still.
"""

from collections.abc import Container, Sequence
from typing import Any

from django.db import connection

from mingzhi.disclosure.queries import search_months
from mingzhi.disclosure.queries.search_months import AT_ONCE, Months, Words, begun, month_of_tokens, parted
from mingzhi.disclosure.rules import bigrams, outcomes
from mingzhi.disclosure.rules.index_terms import (
    COUNT_CAP,
    EVERY,
    FACET_CAP,
    SEQUENCE,
    Counted,
    Found,
    Groups,
    Query,
    asked_of,
    month_of,
    tag_tokens,
    tags_of,
    trimmed,
)

WINDOW = FACET_CAP  # the page says: counted over the newest two thousand
DENSE = 0.04
"""A word in such a part of the entries is met soon enough by reading the newest ones through."""
FREQUENT = 40
"""So many matches in a window, and nothing is counted beyond it."""
_LAST_MONTH = 999_912

Part = tuple[str, list[Any]]
"""A piece of a statement with its values."""
_NUMBER = "count(*)"
_FACETS = (
    "kind, year, corrected::int, agency, max(agency_name), region, max(region_name), outcome, basis, "
    "count(*)",
    "GROUP BY GROUPING SETS ((kind, year, corrected), (agency, region), (outcome), (basis))",
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
        ("strpos(basis, %s) > 0", query.basis and query.basis.needle),
    )
    return [*(one for one in filters if one[1]), *_bounds(query, after)]


def _phrases(query: Query, sure: Container[str] = ()) -> list[tuple[str, Any]]:
    """Return that the words stand in the text, but for those that surely do."""
    return [("body LIKE %s", f"%{run}%") for run in query.runs if run not in sure]


def _order(query: Query) -> str:
    return "ASC" if query.oldest_first else "DESC"


def _words(query: Query) -> Words:
    return [bigrams.pairs(run) for run in query.runs]


def _months(query: Query, after: int) -> Months:
    pairs = list(dict.fromkeys(pair for word in _words(query) for pair in word))
    tags = tag_tokens(tags_of(query))
    first, last = query.first_key, query.last_key or SEQUENCE * 100 * _LAST_MONTH
    if after:
        first, last = (after, last) if query.oldest_first else (first, after)
    rows = _rows(
        "SELECT month, array_agg(token ORDER BY number), array_agg(number ORDER BY number) "
        "FROM disclosure_search_month WHERE token = ANY(%s) AND month BETWEEN %s AND %s "
        f"GROUP BY month HAVING count(*) = %s AND min(number) > 0 ORDER BY month {_order(query)}",
        [[*pairs, *tags, EVERY], month_of(first), month_of(last), len(pairs) + len(tags) + 1],
    )
    return [month_of_tokens(*row) for row in rows]


def _is_dense(query: Query, months: Months) -> bool:
    """Tell whether the words stand in every few of the newest entries."""
    near = months[:3]
    dense = sum(month.words() for month in near) >= DENSE * sum(month.entries for month in near)
    return dense and bool(near and query.runs) and _in_order(query)


def _in_order(query: Query) -> bool:
    """Tell whether an index of keys gives what is asked for beside the words, in the order of reading."""
    return not (query.region or query.corrected or query.penalty or query.fine or query.basis)


_COLUMNS = (
    "rowkey, notice_id, kind, agency, agency_name, region, region_name, year, corrected, outcome, basis"
)


def _look(query: Query, look: Months, after: int) -> Part:
    """Return the entries of some months that hold the words, as a subquery.

    Each month is asked for its tokens by itself (``OFFSET 0`` keeps it so) and only then is everything else
    looked at: the planner would else read the whole table, or unpack the tokens of every entry.
    """
    chosen = [month.chosen() for month in look]
    where, values = _all_of([*_phrases(query, set.intersection(*map(set, chosen))), *_filters(query, after)])
    asked = [asked_of(tokens, month.month) for tokens, month in zip(chosen, look, strict=True)]
    return (
        f"WITH held AS MATERIALIZED (SELECT {_COLUMNS} FROM unnest(%s::text[]) asked CROSS JOIN LATERAL "
        f"(SELECT {_COLUMNS}, body FROM disclosure_search WHERE tokens @@ asked::tsquery OFFSET 0) entry "
        f"WHERE {where})",
        [asked, *values],
    )


def _window(query: Query, after: int) -> Part:
    """Return the entries among the newest that hold the words, as a subquery read as far as needed."""
    where, values = _all_of(_filters(query, after))
    held, words = _all_of(_phrases(query))
    near = f"SELECT * FROM disclosure_search WHERE {where} ORDER BY rowkey {_order(query)} LIMIT {WINDOW}"
    return f"WITH held AS (SELECT * FROM ({near}) near WHERE {held})", [*values, *words]


def _by_key(query: Query, after: int) -> Part | None:
    """Return the entries where the keys alone answer: no word is asked for, and what is has an index."""
    if query.runs or not _in_order(query):
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
    found, gathered = list[Found](), Groups()
    if newest := search_months.telling(months, _words(query)):
        found, gathered = _both(_look(query, months[:newest], 0), limit, WINDOW)
        months = months[newest:]
        if _sum(gathered) >= max(search_months.TELLING, limit):
            return found, gathered, bool(months)
    elif _is_dense(query, months):
        near = begun(query, months)
        entries, groups = _both(_window(near, 0), limit, WINDOW)
        beyond = _is_beyond(near, 0)
        if not beyond or _sum(groups) >= max(FREQUENT, limit):
            return entries, groups, beyond
    while months and _sum(gathered) <= FACET_CAP:
        wanted = FACET_CAP + 1 - _sum(gathered)
        look, months = parted(months, wanted, _words(query))
        entries, groups = _both(_look(query, look, 0), limit - len(found), wanted)
        found += entries
        gathered += groups
    return found, gathered, _sum(gathered) > FACET_CAP


def _both(part: Part, limit: int, most: int) -> tuple[list[Found], Groups]:
    """Return the newest entries and the groups of one look."""
    held, values = part
    columns, ending = _FACETS
    nothing = "NULL, NULL::int, NULL::int, NULL, NULL, NULL, NULL, NULL::int, NULL, NULL::bigint"
    rows = _rows(
        f"{held} (SELECT rowkey, notice_id, {nothing} FROM held ORDER BY rowkey DESC LIMIT {limit}) "
        f"UNION ALL SELECT NULL, NULL, {columns} "
        f"FROM (SELECT * FROM held ORDER BY rowkey DESC LIMIT {most}) newest {ending}",
        values,
    )
    entries = sorted((row[:2] for row in rows if row[0] is not None), reverse=True)
    return [Found(*entry) for entry in entries], [row[2:] for row in rows if row[0] is None]


def _find(query: Query, months: Months, after: int, limit: int) -> list[Found]:
    if _is_dense(query, months):
        near = begun(query, months)
        entries = _found(_window(near, after), query, limit)
        if len(entries) == limit or not _is_beyond(near, after):
            return entries
    found: list[Found] = []
    while months and len(found) < limit:
        look, months = parted(months, AT_ONCE, _words(query))
        found += _found(_look(query, look, after), query, limit - len(found))
    return found


def _found(part: Part, query: Query, limit: int) -> list[Found]:
    held, values = part
    ending = f"SELECT rowkey, notice_id FROM held ORDER BY rowkey {_order(query)} LIMIT %s"
    return [Found(*row) for row in _rows(f"{held} {ending}", [*values, limit])]


def among(query: Query, notices: Sequence[int]) -> set[int]:
    """Return which of some notices a question finds."""
    where, values = _all_of([("notice_id = ANY(%s)", [*notices]), *_filters(query, 0), *_phrases(query)])
    return {row[0] for row in _rows(f"SELECT notice_id FROM disclosure_search WHERE {where}", values)}


def count(query: Query) -> Counted:
    """Count the entries, as far as that is cheap."""
    plain = _by_key(query, 0)
    groups, more = _newest(plain, COUNT_CAP, _NUMBER) if plain else _numbered(query, _months(query, 0))
    return Counted(min(_sum(groups), COUNT_CAP), more)


def facets(query: Query) -> tuple[Groups, bool]:
    """Return the groups of the newest entries, and whether there are more than were counted."""
    plain = _by_key(query, 0)
    return _newest(plain, FACET_CAP, *_FACETS) if plain else first(query, limit=0)[1:]


def _newest(plain: Part, most: int, columns: str, ending: str = "") -> tuple[Groups, bool]:
    """Group the newest entries, at most ``most``; tell whether there are more."""
    gathered = _groups(plain, most + 1, columns, ending)
    return gathered, _sum(gathered) > most


def _numbered(query: Query, months: Months) -> tuple[Groups, bool]:
    if _is_dense(query, months):
        near = begun(query, months)
        groups, beyond = _groups(_window(near, 0), WINDOW, _NUMBER), _is_beyond(near, 0)
        if not beyond or _sum(groups) >= FREQUENT:
            return groups, beyond
    gathered: Groups = []
    while months and _sum(gathered) <= COUNT_CAP:
        wanted = COUNT_CAP + 1 - _sum(gathered)
        look, months = parted(months, wanted, _words(query))
        gathered += _groups(_look(query, look, 0), wanted, _NUMBER)
    return gathered, _sum(gathered) > COUNT_CAP


def _groups(part: Part, limit: int, columns: str, ending: str = "") -> Groups:
    newest = f"(SELECT * FROM held ORDER BY rowkey DESC LIMIT {limit}) newest"
    return _rows(f"{part[0]} SELECT {columns} FROM {newest} {ending}", part[1])


def _sum(groups: Groups) -> int:
    """Add up the groups; those by outcome count the same entries once more."""
    return sum(group[-1] for group in groups if group[0] is not None)


def _is_beyond(query: Query, after: int) -> bool:
    """Tell whether entries lie beyond the window."""
    where, values = _all_of(_filters(query, after))
    order = f"ORDER BY rowkey {_order(query)} OFFSET {WINDOW} LIMIT 1"
    return bool(_rows(f"SELECT 1 FROM disclosure_search WHERE {where} {order}", values))


def is_empty() -> bool:
    """Tell whether the index holds nothing."""
    return not _rows("SELECT 1 FROM disclosure_search LIMIT 1", [])


def held() -> dict[int, tuple[int, bool]]:
    """Return what the index holds: notice → (version, corrected)."""
    rows = _rows("SELECT notice_id, version_id, corrected FROM disclosure_search", [])
    return {notice: (version, corrected) for notice, version, corrected in rows}
