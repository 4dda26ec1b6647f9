"""Statutes in force on a day, citations checked against them, and what rests on an article."""

from dataclasses import dataclass
from datetime import date

from mingzhi.catalogue.models import Reliance, StatuteVersion
from mingzhi.catalogue.queries.on_day import standing
from mingzhi.catalogue.rules.lawbook import LawBook, StatuteFact, StatuteView
from mingzhi.kernel import clock


def statutes(on: date) -> tuple[StatuteView, ...]:
    """List the statutes with the version in force on a day. One query."""
    rows = StatuteVersion.objects.filter(standing(on)).select_related("statute").order_by("statute_id")
    return tuple(
        StatuteView(
            uid=str(row.uid),
            short=row.statute.short,
            full=row.statute.full,
            title_en=row.statute.title_en,
            rank=row.statute.rank,
            issuer=row.statute.issuer,
            document_number=row.document_number,
            jurisdiction=row.statute.jurisdiction,
            version=row.label,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            articles=row.articles,
            confirmed=row.confirmed,
            note=row.note,
        )
        for row in rows
    )


def law_book(on: date) -> LawBook:
    """Return the law book of a day. One query."""
    rows = StatuteVersion.objects.filter(standing(on)).select_related("statute")
    return LawBook(
        StatuteFact(
            short=row.statute.short,
            full=row.statute.full,
            articles=row.articles,
            shape=tuple(row.shape),
            aliases=tuple(row.statute.aliases),
            confirmed=row.confirmed,
        )
        for row in rows
    )


def citation_problem(compact: str, on: date) -> str:
    """Say what is wrong with a citation by the law of a day; empty when nothing is."""
    return law_book(on).problem_of(compact)


@dataclass(frozen=True, slots=True, kw_only=True)
class RelianceView:
    """One thing that rests on an article."""

    urn: str
    label: str
    relation: str
    compact: str


def rests_on(statute: str, article: int, *, on: date | None = None) -> tuple[RelianceView, ...]:
    """List what rests on an article (by the statute's short name) on a day: powers, lists, templates …"""
    rows = Reliance.objects.filter(
        standing(on or clock.today()), statute__short=statute, article=article
    ).order_by("urn", "compact", "relation")
    return tuple(
        RelianceView(urn=row.urn, label=row.label, relation=row.relation, compact=row.compact) for row in rows
    )


def citations(urn: str) -> tuple[RelianceView, ...]:
    """List the articles on which one thing of the catalogue rests."""
    rows = Reliance.objects.filter(urn=urn).order_by("pk")
    return tuple(
        RelianceView(urn=row.urn, label=row.label, relation=row.relation, compact=row.compact) for row in rows
    )
