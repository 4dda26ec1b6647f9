"""Keep the index of what rests on which article (浙政办发〔2019〕20号 二(一)1: 动态调整)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest

from mingzhi.catalogue.acts.versions import Written, urn_of
from mingzhi.catalogue.models import Article, Reliance, Statute, Template
from mingzhi.kernel.citation import Citation, cite

Leans = Iterable[tuple[str, str]]
"""Pairs (relation, compact citation)."""


def note_reliances(written: Written, *, today: date) -> None:
    """Note on which articles the begun rows rest, and close the notes of the ended ones."""
    rows = {urn_of(row): (str(row), row.valid_from, list(_leans(row))) for row in written.begun}
    _write(rows, ended=[urn_of(row) for row in written.ended], today=today)


def _leans(row: Any) -> Iterator[tuple[str, str]]:
    """Yield on what a row of any kind rests: (relation, compact citation)."""
    for relation, name in (("违反的规定", "breached"), ("依据", "basis"), ("强制措施依据", "measures")):
        for compact in getattr(row, name, ()):
            yield relation, compact
    for fine in getattr(row, "fines", ()):
        if fine.get("citation"):
            yield "罚款幅度", fine["citation"]
    if getattr(row, "citation", ""):
        yield "依据", row.citation
    for section in _sections(row):
        if section.get("citation"):
            yield "必备内容", section["citation"]


def _sections(row: Any) -> list[Mapping[str, Any]]:
    if not isinstance(row, Template):
        return []
    content = row.content
    added = [section for _after, section in content.get("added", ())]
    return [*content.get("sections", ()), *content.get("replaced", ()), *added]


def _write(rows: Mapping[str, tuple[str, date, Leans]], *, ended: Iterable[str], today: date) -> None:
    """Note what new rows rest on (urn → label, since, pairs) and close the notes of ended rows.

    Citations of documents without articles lean on the statute as a whole (article 0). A statute
    that is not in the catalogue raises ValueError: nothing may rest on an unknown law.
    """
    closing = Reliance.objects.filter(urn__in=list(ended), valid_until__isnull=True)
    closing.update(valid_until=Greatest(F("valid_from"), Value(today, output_field=DateField())))
    statutes = _statutes_by_name()
    cited: set[tuple[int, int]] = set()
    notes = []
    for urn, (label, since, leans) in rows.items():
        for relation, compact in dict.fromkeys(leans):
            citation = cite(compact)
            statute = _known(statutes, citation)
            cited.add((statute.pk, citation.article))
            notes.append(
                Reliance(
                    statute=statute,
                    article=citation.article,
                    compact=compact,
                    relation=relation,
                    urn=urn,
                    label=label[:200],
                    valid_from=since,
                )
            )
    Reliance.objects.bulk_create(notes, batch_size=200)
    _note_articles(cited)


def _statutes_by_name() -> dict[str, Statute]:
    found: dict[str, Statute] = {}
    for statute in Statute.objects.all():
        for name in (statute.short, statute.full, *statute.aliases):
            found[name] = statute
    return found


def _known(statutes: Mapping[str, Statute], citation: Citation) -> Statute:
    statute = statutes.get(citation.statute)
    if statute is None:
        raise ValueError(f"unknown statute: {citation.statute}")
    return statute


def _note_articles(cited: set[tuple[int, int]]) -> None:
    known = set(Article.objects.values_list("statute_id", "number"))
    starts: dict[int, date] = {}
    for statute in Statute.objects.prefetch_related("versions"):
        begun = [version.valid_from for version in statute.versions.all() if version.valid_until is None]
        if begun:
            starts[statute.pk] = begun[0]
    Article.objects.bulk_create(
        [
            Article(statute_id=pk, number=number, valid_from=starts[pk])
            for pk, number in sorted(cited - known)
            if number and pk in starts
        ],
        batch_size=200,
    )
