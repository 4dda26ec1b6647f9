"""The months PostgreSQL's search index is asked for, one after another, and with which tokens."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from mingzhi.disclosure.rules.index_terms import EVERY, SEQUENCE, Query, is_tag

FEW = 10
"""When so few entries of a month are to be expected, they are read instead of asking for more tokens."""
AT_ONCE = 2_000
"""So many entries may be gathered by one look into the index, unless a single month holds more."""
MOST_MONTHS = 60
COMMON = 0.015
"""A word in such a part of the entries is common."""
TELLING = 250
"""So many entries of the newest months tell enough of a common word: nothing is counted beyond them."""
UNLIKELY = 4
"""So many times more may match than is likely: words and agencies do not meet by chance alone."""


Words = Sequence[Sequence[str]]
"""The pairs of each word that is asked for."""


class Month(NamedTuple):
    """A month in which all tokens stand: the rarest first, in how many entries each, and all entries."""

    month: int
    tokens: list[str]
    numbers: list[int]
    entries: int

    def most(self) -> int:
        """Return how many entries can match at most."""
        return min(self.numbers, default=self.entries)

    def likely(self, words: Words) -> float:
        """Return how many entries match, when words and what else is asked for meet by chance."""
        held = dict(zip(self.tokens, self.numbers, strict=True))
        tags = [number for token, number in held.items() if is_tag(token)]
        found = float(self.entries)
        for number in (*tags, *(min(held[pair] for pair in word) for word in words)):
            found *= number / self.entries
        return found

    def words(self) -> int:
        """Return in how many entries all words can stand at most."""
        told = zip(self.tokens, self.numbers, strict=True)
        return min((number for token, number in told if not is_tag(token)), default=self.entries)

    def chosen(self) -> list[str]:
        """Return the rarest tokens, as many as leave few entries to be read."""
        left, chosen = float(self.entries), list[str]()
        for token, number in zip(self.tokens, self.numbers, strict=True):
            if chosen and left <= FEW:
                break
            chosen.append(token)
            left *= number / self.entries
        return chosen


Months = Sequence[Month]
"""The months in which all tokens stand, in the order of reading."""


def parted(months: Months, wanted: int, words: Words) -> tuple[Months, Months]:
    """Return the months for a look that gathers about as many entries as are wanted, and the rest."""
    enough = min(wanted, AT_ONCE)
    likely = most = 0.0
    for at, month in enumerate(months):
        likely += month.likely(words)
        most += month.most()
        if at and (likely > enough or most > UNLIKELY * enough or at == MOST_MONTHS):
            return months[:at], months[at:]
    return months, ()


def telling(months: Months, words: Words) -> int:
    """Return of how many of the newest months one look tells enough of a common word; 0 where none does.

    Reading the newest entries through would find nothing where a word fell out of use within a month.
    """
    likely = most = entries = 0.0
    for at, month in enumerate(months, 1):
        likely, most, entries = likely + month.likely(words), most + month.most(), entries + month.entries
        if entries >= AT_ONCE:
            return at if max(TELLING, COMMON * entries) <= likely <= most <= AT_ONCE / 2 else 0
    return 0


def begun(query: Query, months: Months) -> Query:
    """Return the question from the first month on in which all its words stand: nothing lies before."""
    first = months[0].month * 100 * SEQUENCE
    if query.oldest_first:
        return replace(query, first_key=max(query.first_key, first))
    end = first + 100 * SEQUENCE
    return replace(query, last_key=min(query.last_key or end, end))


def month_of_tokens(month: int, tokens: list[str], numbers: list[int]) -> Month:
    """Take out the token every entry has: it says how many there are."""
    at = tokens.index(EVERY)
    return Month(month, tokens[:at] + tokens[at + 1 :], numbers[:at] + numbers[at + 1 :], numbers[at])
