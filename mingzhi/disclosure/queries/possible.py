"""Which of several questions can find anything at all: PostgreSQL tells it of all of them at once."""

from collections.abc import Sequence

from django.db import connection

from mingzhi.disclosure.queries.searching import Filters, query_of
from mingzhi.disclosure.rules import bigrams
from mingzhi.disclosure.rules.index_terms import Query, tag_tokens, tags_of

_STANDING = (
    "SELECT array_agg(token) FROM disclosure_search_month WHERE token = ANY(%s) AND number > 0 GROUP BY month"
)


def possible(several: Sequence[Filters]) -> list[Filters]:
    """Return those of which all words stand in one month; the embedded engine, quick by itself, takes all."""
    if connection.vendor != "postgresql":
        return list(several)
    wanted = [_tokens(query_of(filters)) for filters in several]
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [sorted(frozenset().union(*wanted))])
        months = [frozenset(tokens) for (tokens,) in cursor.fetchall()]
    found = zip(several, wanted, strict=True)
    return [filters for filters, tokens in found if any(tokens <= month for month in months)]


def _tokens(query: Query) -> frozenset[str]:
    pairs = (pair for run in query.runs for pair in bigrams.pairs(run))
    return frozenset([*pairs, *tag_tokens(tags_of(query))])
