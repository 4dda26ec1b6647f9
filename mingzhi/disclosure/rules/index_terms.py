"""What both search engines share: keys, tags, the text that is indexed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from mingzhi.disclosure.rules import bigrams, legal_bases, outcomes
from mingzhi.disclosure.rules.content import PUBLISH

COUNT_CAP = 10_000
FACET_CAP = 2_000  # facets are counted over the newest so many
SEQUENCE = 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question to an engine; empty values ask for everything. Keys are bounds, last exclusive."""

    runs: tuple[str, ...] = ()
    kind: str = ""
    agency: str = ""
    region: str = ""
    corrected: str = ""
    penalty: str = ""
    fine: str = ""
    basis: legal_bases.Basis | None = None
    first_key: int = 0
    last_key: int = 0
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One entry of the index: its key and the notice."""

    key: int
    notice_id: int


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries were counted, and whether there are more."""

    number: int
    more: bool


Groups = list[tuple[Any, ...]]
"""Groups of entries: kind, year, corrected, agency, its name, region, its name, outcome, basis, and how many.

A group tells some of these, the others are None; what is told of an entry is told of it in one group.
"""
NO_GROUP = (None,) * 9


class Filed(NamedTuple):
    """What filters ask of an entry."""

    kind: str
    agency: str
    region: str
    corrected: bool
    outcome: int
    basis: str


class Entry(NamedTuple):
    """What the index holds of one public notice."""

    key: int
    notice_id: int
    version_id: int
    kind: str
    agency: str
    agency_name: str
    region: str
    region_name: str
    year: int
    corrected: bool
    outcome: int
    basis: str
    text: str

    @property
    def says(self) -> tuple[int, bool]:
        """What the entry stands for: the version, and whether it replaced another."""
        return self.version_id, self.corrected

    @property
    def filed(self) -> Filed:
        """What filters ask of it."""
        return Filed(self.kind, self.agency, self.region, self.corrected, self.outcome, self.basis)


WORDING = (
    *("title", "document_number", "party_name", "party_code", "notice__agency_name"),
    *("fields", "text"),
)
"""The columns of a version that can be searched."""

COLUMNS = (
    *("notice_id", "version_id", "notice__kind", "notice__agency_code", "notice__agency_name"),
    *("notice__region_code", "notice__region_name", "notice__decided_on", "leaf__action"),
    *(f"version__{name}" for name in WORDING),
)
"""The columns of an open publication from which its entry is made."""


def prefixes(region: str) -> list[str]:
    """Return province, city and county of a region code, as far as it names them."""
    code = trimmed(region)
    return [code[:length] for length in (2, 4, 6) if len(code) >= length]


def trimmed(region: str) -> str:
    """Cut the zeros that stand for "whole province" or "whole city": 330100 → 3301."""
    code = region[:6]
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def tags_of(query: Query) -> list[str]:
    """Return the tags a question asks for."""
    return [
        tag
        for wanted, tag in (
            (query.kind, f"k{query.kind.replace('_', '')}"),
            (query.agency, f"a{query.agency.lower()}"),
            (query.corrected, f"c{query.corrected}"),
            (query.region, f"r{trimmed(query.region)}"),
            (query.penalty, outcomes.penalty_tag(query.penalty)),
            (query.fine, outcomes.fine_tag(query.fine)),
            (query.basis, query.basis.tag if query.basis else ""),
        )
        if wanted
    ]


def day_of(day: date, *, end: bool = False) -> int:
    """Return the first key of a day (or, with ``end``, the first key after it)."""
    return (day.year * 10_000 + day.month * 100 + day.day + end) * SEQUENCE


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Return the index entry of an open publication, read as :data:`COLUMNS`."""
    notice, version, kind, agency, agency_name, region, region_name, decided_on, action = row[:9]
    if notice >= SEQUENCE:
        raise OverflowError("the index key has room for ten million notices")
    return Entry(
        key=day_of(decided_on) + notice,
        notice_id=notice,
        version_id=version,
        kind=kind,
        agency=agency,
        agency_name=agency_name,
        region=region,
        region_name=region_name,
        year=decided_on.year,
        corrected=action != PUBLISH,
        outcome=outcomes.outcome_of(kind, row[-2]).packed,
        basis=legal_bases.packed(legal_bases.bases_of(kind, row[-2])),
        text=text_of(row[9:]),
    )


def text_of(wording: tuple[Any, ...]) -> str:
    """Return everything of a version that can be searched, read as :data:`WORDING`; it never changes."""
    *before, fields, text = wording
    return "\n".join((*before, *(value for _label, value in fields), text))


def tags_for(said: Filed) -> list[str]:
    """Return the words by which filters find an entry."""
    return [
        f"k{said.kind.replace('_', '')}",
        f"a{said.agency.lower()}",
        f"c{int(said.corrected)}",
        *(f"r{part}" for part in prefixes(said.region)),
        *outcomes.tags(said.outcome),
        *legal_bases.tags(said.basis),
    ]


EVERY = ":"
"""The token every entry has."""
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FIRST_YEAR = 1949


def month_of(key: int) -> int:
    """Return the month of a key as a number: 202604."""
    return key // (100 * SEQUENCE)


def sign_of(month: int) -> str:
    """Return the two digits that stand behind the tokens of a month: months since 1949 to the base 62."""
    high, low = divmod((month // 100 - _FIRST_YEAR) * 12 + month % 100 - 1, len(_DIGITS))
    return _DIGITS[high] + _DIGITS[low]


def without_sign(lexeme: str) -> str:
    """Return the token of a lexeme."""
    return lexeme[:-2]


def tag_tokens(tags: Iterable[str]) -> list[str]:
    """Return tags as tokens that no pair of characters can be."""
    return [":" + "".join(filter(str.isalnum, tag)) for tag in tags]


def is_tag(token: str) -> bool:
    """Tell a tag from a pair of characters."""
    return token.startswith(EVERY)


def tokens_of(entry: Entry, runs: Iterable[str]) -> set[str]:
    """Return the tokens of an entry: the pairs of its text, its tags, and what every entry has."""
    tags = tags_for(entry.filed)
    return {*bigrams.spelled(runs).split(), *tag_tokens(tags), EVERY}


def lexemes(tokens: Iterable[str], sign: str) -> str:
    """Write tokens with the sign of their month as a tsvector; none holds a quotation mark."""
    return "'" + f"{sign}' '".join(tokens) + f"{sign}'"


def asked_of(tokens: Iterable[str], month: int) -> str:
    """Write a question for all tokens within a month as a tsquery."""
    sign = sign_of(month)
    return " & ".join(f"'{token}{sign}'" for token in tokens)
