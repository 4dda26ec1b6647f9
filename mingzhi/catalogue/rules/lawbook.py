"""Check a citation: is the statute known, does it have such an article, paragraph and item?

A law book holds, per statute, the number of articles and (where the text was at hand) the shape of each
article: how many paragraphs, how many items in each. It holds no text.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.kernel.citation import Citation, cite

DATA = Path(__file__).resolve().parent.parent / "data"
_NATION = "中华人民共和国"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteFact:
    """What is needed to check a citation of one statute; ``articles`` 0 means not counted in articles."""

    short: str
    full: str
    articles: int
    shape: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    confirmed: bool = True

    def items(self, article: int) -> tuple[int, ...]:
        """Return the number of items of each paragraph; empty when the shape is not known."""
        if not 0 < article <= len(self.shape):
            return ()
        return tuple(int(count) for count in self.shape[article - 1].split("."))


class LawBook:
    """All statutes that may be cited."""

    def __init__(self, facts: Iterable[StatuteFact]) -> None:
        self._by_name: dict[str, StatuteFact] = {}
        for fact in facts:
            for name in (fact.short, fact.full, fact.full.removeprefix(_NATION), *fact.aliases):
                self._by_name[name] = fact

    def find(self, name: str) -> StatuteFact | None:
        """Return the statute by short name, full name or alias."""
        return self._by_name.get(name.strip("《》"))

    def problem(self, citation: Citation) -> str:
        """Say what is wrong with the citation; empty when nothing is."""
        fact = self.find(citation.statute)
        if fact is None:
            return f"目录中没有《{citation.statute}》"
        if not citation.article:
            return ""
        if citation.article > fact.articles:
            return f"《{fact.short}》共 {fact.articles} 条，没有第 {citation.article} 条"
        return _inside(fact, citation)

    def problem_of(self, compact: str) -> str:
        """Say what is wrong with a compact citation; empty when nothing is."""
        try:
            return self.problem(cite(compact))
        except ValueError as error:
            return str(error)


def _inside(fact: StatuteFact, citation: Citation) -> str:
    counts = fact.items(citation.article)
    if not counts:
        return ""
    where = f"《{fact.short}》第 {citation.article} 条"
    if citation.paragraph > len(counts):
        return f"{where}共 {len(counts)} 款，没有第 {citation.paragraph} 款"
    paragraph = (counts[citation.paragraph - 1],) if citation.paragraph else counts
    if citation.item > max(paragraph):
        return f"{where}没有第 {citation.item} 项"
    return ""


def read_statutes() -> tuple[Mapping[str, Any], ...]:
    """Return the raw statute tables of the data file, each with its shape put in."""
    shapes = json.loads((DATA / "shapes.json").read_text("utf-8"))
    raw = tomllib.loads((DATA / "statutes.toml").read_text("utf-8"))["statute"]
    return tuple({**item, "shape": tuple(shapes.get(item["short"], ()))} for item in raw)


@cache
def shipped() -> LawBook:
    """Return the law book of the data files, the versions in force last."""
    return LawBook(
        StatuteFact(
            short=raw["short"],
            full=raw["full"],
            articles=raw["version"][-1]["articles"],
            shape=raw["shape"],
            aliases=tuple(raw.get("aliases", ())),
            confirmed=raw.get("confirmed", True),
        )
        for raw in read_statutes()
    )


@cache
def _ranks() -> Mapping[str, str]:
    return {
        name: raw["rank"]
        for raw in read_statutes()
        for name in (raw["short"], raw["full"], *raw.get("aliases", ()))
    }


def rank_of(statute: str) -> str:
    """Return the rank of a statute (法律, 行政法规 …) by any of its names; "" when unknown."""
    return _ranks().get(statute.strip("《》"), "")


def in_full(compact: str) -> str:
    """Write a compact citation as a paper must: the statute's full name, then article, paragraph, item.

    A statute that is not known keeps the name it was cited by. Raises ValueError for no citation.
    """
    citation = cite(compact)
    fact = shipped().find(citation.statute)
    return str(replace(citation, statute=fact.full) if fact and fact.articles else citation)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatuteView:
    """One statute with the version in force on the day asked for."""

    uid: str
    short: str
    full: str
    title_en: str
    rank: str
    issuer: str
    document_number: str
    jurisdiction: str
    version: str
    valid_from: date
    valid_until: date | None
    articles: int
    confirmed: bool
    note: str
