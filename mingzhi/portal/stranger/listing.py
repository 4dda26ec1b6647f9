"""What the lists are made of: one row for each notice, kept in a database on disk while pages are made."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from mingzhi.disclosure.rules import bigrams, legal_bases, outcomes
from mingzhi.disclosure.rules.index_terms import text_of
from mingzhi.portal.stranger.asked import Asked
from mingzhi.portal.stranger.reading import Line

_EXCERPT = 90
_NEWEST_DECISION = "decided_on DESC, first_published_at DESC, place DESC"
_OLDEST_DECISION = "decided_on, first_published_at, place"
_WORDS = "CREATE VIRTUAL TABLE words USING fts5(body, content='', columnsize=0, tokenize='ascii')"
_NEWEST_PUBLICATION = "first_published_at DESC, place DESC"


class Listed(NamedTuple):
    """One notice as lists show it."""

    uid: str
    kind: str
    title: str
    number: str
    party: str
    agency: str
    agency_name: str
    region: str
    region_name: str
    decided_on: str
    first_published_at: str
    version: int
    excerpt: str
    conclusion: str
    outcome: int
    basis: str


class Facet(NamedTuple):
    """One value of a facet with its count."""

    value: str
    label: str
    number: int


FACETS = {
    "kind": ("kind", "kind"),
    "agency": ("agency", "max(agency_name)"),
    "region": ("region", "max(region_name)"),
    "year": ("substr(decided_on, 1, 4)", "substr(decided_on, 1, 4)"),
    "corrected": ("version > 1", "version > 1"),
}
"""Facet → (the value, its label), as the database counts them."""
IMPOSED = {"penalty": outcomes.kinds_in, "fine": outcomes.bands_in}
"""Facet → the values a packed outcome has of it."""
_FIELDS = ", ".join(Listed._fields)


def _searched(said: Line) -> str:
    """Return everything of a notice that can be searched, as on the portal."""
    party = said["party"]
    before = (said["title"], said["number"], party.get("name", ""), party.get("code", ""))
    return text_of((*before, said["agency"]["name"], said["fields"], said["text"]))


class Listing:
    """All standing notices, to be asked in any order."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", check_same_thread=False)  # read by one reader after another
        self._base.execute(f"CREATE TABLE listed (place INTEGER PRIMARY KEY, {_FIELDS}, text)")
        self._base.execute(_WORDS)

    def __len__(self) -> int:
        return int(self._base.execute("SELECT count(*) FROM listed").fetchone()[0])

    def add(self, line: Line) -> None:
        """Note a standing notice."""
        said = line["content"]
        plain = " ".join(said["text"].split())
        row = Listed(
            uid=line["notice"],
            kind=said["kind"],
            title=said["title"],
            number=said["number"],
            party=said["party"].get("name", ""),
            agency=said["agency"]["code"],
            agency_name=said["agency"]["name"],
            region=said["region"]["code"],
            region_name=said["region"]["name"],
            decided_on=said["decided_on"],
            first_published_at=line["first_published_at"],
            version=line["version"],
            excerpt=plain[:_EXCERPT] + ("…" if len(plain) > _EXCERPT else ""),
            conclusion=outcomes.conclusion_of(said["fields"]),
            outcome=outcomes.outcome_of(said["kind"], said["fields"]).packed,
            basis=legal_bases.packed(legal_bases.bases_of(said["kind"], said["fields"])),
        )
        places = ", ".join("?" * (len(row) + 1))
        statement = f"INSERT INTO listed ({_FIELDS}, text) VALUES ({places})"  # noqa: S608
        place = self._base.execute(statement, (*row, said["text"])).lastrowid
        spelled = bigrams.spelled(bigrams.runs(_searched(said)))
        self._base.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (place, spelled))

    def by_decision(self, facet: str = "", value: str = "") -> Iterator[Listed]:
        """Yield the notices with this value of a facet (all without), the newest decision first."""
        given: tuple[str | int, ...] = ()
        if facet in IMPOSED:
            held = [str(packed) for packed, _number in self._outcomes() if value in IMPOSED[facet](packed)]
            condition = f"WHERE outcome IN ({', '.join(held)})"
        elif facet == "basis":
            condition, given = "WHERE instr(basis, ?) > 0", (legal_bases.Basis(value).needle,)
        else:
            condition = f"WHERE {FACETS[facet][0]} = ?" if facet else ""
            given = (int(value) if facet == "corrected" else value,) if facet else ()
        return self._asked(f"{condition} ORDER BY {_NEWEST_DECISION}", given)

    def _outcomes(self) -> list[tuple[int, int]]:
        return self._base.execute("SELECT outcome, count(*) FROM listed GROUP BY 1").fetchall()

    def search(self, asked: Asked, limit: int) -> list[tuple[Listed, str]]:
        """Return what a search finds with its text, the newest decision first unless asked otherwise."""
        where = " AND ".join(condition for condition, _value in asked.conditions) or "1"
        order = _OLDEST_DECISION if asked.oldest_first else _NEWEST_DECISION
        source = "listed JOIN words ON words.rowid = place" if asked.runs else "listed"
        statement = f"SELECT {_FIELDS}, text FROM {source} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608
        rows = self._base.execute(statement, [*(value for _condition, value in asked.conditions), limit])
        return [(Listed._make(row[:-1]), row[-1]) for row in rows]

    def by_publication(self, kinds: tuple[str, ...] = (), limit: int = -1) -> Iterator[Listed]:
        """Yield the notices of some kinds (all without), the newest publication first."""
        condition = f"WHERE kind IN ({', '.join('?' * len(kinds))})" if kinds else ""
        return self._asked(f"{condition} ORDER BY {_NEWEST_PUBLICATION} LIMIT ?", (*kinds, limit))

    def by_name(self) -> Iterator[Listed]:
        """Yield the notices by their party and number."""
        return self._asked("ORDER BY CASE party WHEN '' THEN title ELSE party END, number", ())

    def _asked(self, clauses: str, given: tuple[str | int, ...]) -> Iterator[Listed]:
        rows = self._base.execute(f"SELECT {_FIELDS} FROM listed {clauses}", given)  # noqa: S608
        return map(Listed._make, rows)

    def facet(self, name: str) -> list[Facet]:
        """Count the values of a facet, the most frequent first; fines from small to large."""
        if name in IMPOSED:
            return self._imposed(name)
        if name == "basis":
            return self._statutes()
        value, label = FACETS[name]
        rows = self._base.execute(
            f"SELECT {value}, {label}, count(*) FROM listed GROUP BY 1 ORDER BY 3 DESC, 1"  # noqa: S608
        )
        return [Facet(str(value), str(label), count) for value, label, count in rows]

    def _imposed(self, name: str) -> list[Facet]:
        counted = Counter[str]()
        for packed, number in self._outcomes():
            counted.update(dict.fromkeys(IMPOSED[name](packed), number))
        titles: Mapping[str, Any] = outcomes.FINES if name == "fine" else outcomes.KINDS
        values = [code for code in titles if counted[code]]
        if name == "penalty":
            values.sort(key=lambda code: (-counted[code], code))
        return [Facet(code, titles[code].title, counted[code]) for code in values]

    def _statutes(self) -> list[Facet]:
        counted = Counter[str]()
        for packed, number in self._base.execute("SELECT basis, count(*) FROM listed GROUP BY 1"):
            counted.update(dict.fromkeys(legal_bases.statutes_in(packed), number))
        ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        return [Facet(statute, legal_bases.title_of(statute), number) for statute, number in ordered]

    def agencies(self) -> list[tuple[str, str, str, int]]:
        """Return (region, code, name, notices) of the agencies that have something public, by region."""
        rows = self._base.execute(
            "SELECT region_name, agency, agency_name, count(*), max(place) FROM listed "
            "GROUP BY region, agency ORDER BY region, agency"
        )
        return [(region, code, name, count) for region, code, name, count, _newest in rows]
