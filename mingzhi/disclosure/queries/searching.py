"""Search over what is public: one function, two engines behind it.

The index is a projection (own file on SQLite, own table on PostgreSQL) and may lag by a moment;
results are read from the publications that stand now, so nothing withdrawn is ever shown.
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import ModuleType
from typing import Any, TypeVar

from django.core.cache import cache
from django.db import connection

from mingzhi.disclosure.queries import search_postgresql, search_sqlite
from mingzhi.disclosure.queries.movement import position
from mingzhi.disclosure.queries.notices import rows_of
from mingzhi.disclosure.queries.views import Row
from mingzhi.disclosure.rules import bigrams, legal_bases, outcomes
from mingzhi.disclosure.rules.index_terms import FACET_CAP, Counted, Found, Groups, Query, day_of
from mingzhi.disclosure.rules.kinds import KINDS

Answer = TypeVar("Answer")
NEWEST, OLDEST = "newest", "oldest"
_CACHED_FOR = 60
_VALUES = 20
FACETS = ("kind", "agency", "region", "year", "corrected", "penalty", "fine", "basis", "article")
"""What a search can be narrowed by, with counts; a notice may bear several penalties, fines and articles.

Articles are those of the law that was asked for, and are asked for as ``basis``."""
_FINES_IN_ORDER = list(outcomes.FINES)
_TOLD = (("kind", 0, 0), ("year", 1, 1), ("corrected", 2, 2), ("agency", 3, 4), ("region", 5, 6))
_OUTCOME, _BASIS = 7, 8
"""Where a group tells which facet and what its value is called."""
Totals = Mapping[str, dict[str, tuple[str, int]]]
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a search asks for; empty values ask for everything."""

    text: str = ""
    kind: str = ""
    agency: str = ""
    region: str = ""
    year: str = ""
    corrected: str = ""  # "1" corrected only, "0" never corrected
    penalty: str = ""  # a kind of penalty
    fine: str = ""  # a choice of fines
    basis: str = ""  # a law or an article of one: 食品安全法, 食品安全法§124
    since: date | None = None
    until: date | None = None
    order: str = NEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: the line, and title and excerpt as (piece, is a hit) parts."""

    row: Row
    title: Sequence[tuple[str, bool]]
    excerpt: Sequence[tuple[str, bool]]


@dataclass(frozen=True)
class Facet:
    """One value of a facet with its count. Without slots: the cache keeps such objects in half the time."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results. ``count`` is bounded: ``more`` says that there are at least so many.

    ``after`` is the key for the next page, 0 at the end. ``too_short`` says that the text held no
    run of two characters.
    """

    hits: Sequence[Hit]
    count: int
    more: bool
    after: int
    too_short: bool = False
    facets: Mapping[str, Sequence[Facet]] = field(default_factory=dict)
    facets_bounded: bool = False


def engine() -> ModuleType:
    """Return the engine of the database in use."""
    return search_postgresql if connection.vendor == "postgresql" else search_sqlite


def search(
    filters: Filters, *, after: int = 0, limit: int = 20, facets: bool = True, counted: bool = True
) -> Page:
    """Return one page of public notices, the newest decision first unless asked otherwise."""
    query = query_of(filters)
    if filters.text.strip() and not query.runs:
        return Page(hits=(), count=0, more=False, after=0, too_short=True)
    if facets and not (after or query.oldest_first):
        found, (found_facets, seen) = _first(query, limit + 1)
    else:
        found = engine().find(query, after=after, limit=limit + 1)
        found_facets, seen = _facets(query) if facets else ({}, Counted(0, counted))
    page = found[:limit]
    rows = rows_of(entry.notice_id for entry in page)
    hits = [_hit(rows[entry.notice_id], query.runs) for entry in page if entry.notice_id in rows]
    needed = counted and seen.more and not (facets and query.runs)  # counting a frequent word is dear
    count = _count(query) if needed else seen
    return Page(
        hits=hits,
        count=count.number,
        more=count.more,
        after=page[-1].key if len(found) > limit else 0,
        facets=found_facets,
        facets_bounded=facets and seen.more,
    )


def query_of(filters: Filters) -> Query:
    """Bring what is asked for into the engines' form: dates and years are ranges of keys."""
    since, until = filters.since, filters.until
    if _YEAR.fullmatch(filters.year):
        year = int(filters.year)
        since = max(since or date.min, date(year, 1, 1))
        until = min(until or date.max, date(year, 12, 31))
    return Query(
        runs=tuple(bigrams.wanted(filters.text)),
        kind=_declared(filters.kind, KINDS),
        agency=_word(filters.agency),
        region=_word(filters.region),
        corrected=filters.corrected if filters.corrected in ("0", "1") else "",
        penalty=_declared(filters.penalty, outcomes.KINDS),
        fine=_declared(filters.fine, outcomes.FINES),
        basis=legal_bases.wanted(filters.basis),
        first_key=day_of(since) if since else 0,
        last_key=day_of(until, end=True) if until else 0,
        oldest_first=filters.order == OLDEST,
    )


def _declared(value: str, known: Mapping[str, Any]) -> str:
    return value if value in known or not value else "0"


def _word(value: str) -> str:
    """Keep the letters and digits of a code; a code of other signs asks for nothing that exists."""
    return "".join(sign for sign in value if sign.isascii() and sign.isalnum()) or ("0" if value else "")


def _hit(row: Row, runs: Sequence[str]) -> Hit:
    wanted = list(runs)
    return Hit(
        row=row,
        title=bigrams.marked(row.title, wanted),
        excerpt=bigrams.excerpt(row.text, wanted) if row.text else (),
    )


def _count(query: Query) -> Counted:
    count: Counted = _cached("count", query, lambda: engine().count(query))
    return count


Counts = tuple[dict[str, list[Facet]], Counted]
"""Facets, and the number they were counted over."""


def _first(query: Query, limit: int) -> tuple[list[Found], Counts]:
    """Return the first page with its facets; where these are not known yet, both from one look."""
    key = _key("facets", query)
    known: Counts | None = cache.get(key)
    if known is not None:
        return engine().find(query, after=0, limit=limit), known
    found, groups, more = engine().first(query, limit=limit)
    counts = _counts(query, groups, more)
    cache.set(key, counts, _CACHED_FOR)
    return found, counts


def _facets(query: Query) -> Counts:
    return _cached("facets", query, lambda: _counts(query, *engine().facets(query)))


def _counts(query: Query, groups: Groups, more: bool) -> Counts:
    totals: Totals = {name: {} for name in FACETS}
    for group in groups:
        for name, at, label in _TOLD:
            if group[at] is not None:
                _add(totals[name], str(group[at]), group[label], group[-1])
        if group[_OUTCOME] is not None:
            _add_outcome(totals, int(group[_OUTCOME]), group[-1])
        if group[_BASIS] is not None:
            _add_bases(totals, query.basis, group[_BASIS], group[-1])
    facets = {name: _largest(values) for name, values in totals.items()}
    facets["kind"] = [_titled(kind) for kind in facets["kind"]]
    facets["fine"] = sorted(facets["fine"], key=lambda facet: _FINES_IN_ORDER.index(facet.value))
    whole = sum(number for _label, number in totals["kind"].values())
    return facets, Counted(FACET_CAP if whole == FACET_CAP + 1 else whole, more)


def _titled(kind: Facet) -> Facet:
    return replace(kind, label=KINDS[kind.value].title) if kind.value in KINDS else kind


def _add_outcome(totals: Totals, packed: int, number: int) -> None:
    for code in outcomes.kinds_in(packed):
        _add(totals["penalty"], code, outcomes.KINDS[code].title, number)
    for code in outcomes.bands_in(packed):
        _add(totals["fine"], code, outcomes.FINES[code].title, number)


def _add_bases(
    totals: Totals,
    asked: legal_bases.Basis | None,
    packed: str,
    number: int,
) -> None:
    for statute in legal_bases.statutes_in(packed):
        _add(totals["basis"], statute, f"《{statute}》", number)
    for basis in legal_bases.articles_in(packed, asked.statute) if asked else ():
        _add(totals["article"], basis.code, basis.title, number)


def _largest(values: Mapping[str, tuple[str, int]]) -> list[Facet]:
    ordered = sorted(values.items(), key=lambda item: (-item[1][1], item[0]))
    return [Facet(value=value, label=label, count=number) for value, (label, number) in ordered[:_VALUES]]


def _add(values: dict[str, tuple[str, int]], value: str, label: str, number: int) -> None:
    values[value] = (label, values.get(value, ("", 0))[1] + number)


def _cached(what: str, query: Query, ask: Callable[[], Answer]) -> Answer:
    """Answer from the cache while no notice has moved."""
    key = _key(what, query)
    answer: Answer | None = cache.get(key)
    if answer is None:
        answer = ask()
        cache.set(key, answer, _CACHED_FOR)
    return answer


def _key(what: str, query: Query) -> str:
    """Return under what an answer is kept: the question, and how far the public side has moved."""
    stamp = f"{what}|{query}|{position()}|{engine().stamp()}"
    return "search:" + hashlib.sha256(stamp.encode()).hexdigest()
