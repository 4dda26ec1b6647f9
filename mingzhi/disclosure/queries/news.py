"""What is new of a search: by the day it became public or was corrected, not by the day of the decision.

Who subscribes must hear of a decision published late and of a correction, however many decisions were made
meanwhile. The newest publications are found by their own index and held against the question.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from mingzhi.disclosure.models import Publication
from mingzhi.disclosure.queries.notices import rows_of
from mingzhi.disclosure.queries.searching import Filters, engine, query_of
from mingzhi.disclosure.queries.views import Row
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.index_terms import Query

_LOOKED_AT = ((0, 200), (200, 2_000))
"""Among so many of the newest publications; the second part only where the first leaves room."""


def news(filters: Filters, *, limit: int) -> list[Row]:
    """Return what was last published or corrected of a search, the newest first, then by decision."""
    query = replace(query_of(filters), oldest_first=False)
    if filters.text.strip() and not query.runs:
        return []
    wanted = list(islice(dict.fromkeys(_moved(query)), limit))
    if len(wanted) < limit:
        found = engine().find(query, after=0, limit=limit)
        wanted = list(dict.fromkeys([*wanted, *(entry.notice_id for entry in found)]))[:limit]
    rows = rows_of(wanted)
    return [rows[notice] for notice in wanted if notice in rows]


def _moved(query: Query) -> Iterator[int]:
    standing = Publication.objects.filter(channel_id=PORTAL, until=None).order_by("-pk")
    for first, last in _LOOKED_AT:
        newest = list(standing.values_list("notice_id", flat=True)[first:last])
        held = engine().among(query, newest)
        yield from (notice for notice in newest if notice in held)
