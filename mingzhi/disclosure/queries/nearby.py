"""When nothing has the words exactly: what has them but for one sign mistyped, left out or put in.

The word is cut at each place, leaving out up to two signs; a text that holds both remaining parts is near.
So a name with one wrong sign and a code with one wrong digit are found with the index as it is.
"""

from collections.abc import Iterator
from dataclasses import replace

from mingzhi.disclosure.queries.possible import possible
from mingzhi.disclosure.queries.searching import Filters, Page, search
from mingzhi.disclosure.rules import bigrams

_SHORTEST, _LONGEST = 4, 24
_LEFT_OUT = (1, 0, 2)


def nearby(filters: Filters, *, limit: int) -> Page | None:
    """Return the first page that fits but for one slip, None when there is none."""
    for variant in possible([replace(filters, text=text) for text in _variants(filters.text)]):
        page = search(variant, limit=limit, facets=False, counted=False)
        if page.hits:
            return page
    return None


def _variants(text: str) -> Iterator[str]:
    """Give the words with the longest cut in two at every place, the most likely slips first."""
    runs = bigrams.wanted(text)
    word = max(runs, key=len, default="")
    if not _SHORTEST <= len(word) <= _LONGEST:
        return
    others = [run for run in runs if run != word]
    for left_out in _LEFT_OUT:
        for at in range(len(word) - left_out + 1):
            parts = [part for part in (word[:at], word[at + left_out :]) if part]
            kept = [part for part in parts if len(part) >= bigrams.SHORTEST]
            if sum(map(len, kept)) >= max(_SHORTEST - 1, len(word) - left_out - 1):
                yield " ".join([*others, *kept])
