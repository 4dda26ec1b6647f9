"""Words for the index: overlapping pairs of characters, with which a phrase is found exactly.

Text is folded (NFKC, lower case) and cut into runs of letters and digits; a run "清溪县" gives the
pairs 清溪 溪县. A query finds a text when every run of the query of at least two characters stands
in it without a gap.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from operator import add

from mingzhi.disclosure.rules.cited import apart

_RUN = re.compile(r"[^\W_]+")
_WIDE_SIGNS = re.compile("[，：；！？（）]+")
SHORTEST = 2
VERSION = 4
"""Of the index on SQLite: one of another version is built anew."""


def folded(text: str) -> str:
    """Return the text as it is compared: compatibility forms and case folded.

    Wide signs of punctuation become gaps first: hardly any text holds other compatibility forms, and
    whether it does is seen at once.
    """
    plain = _WIDE_SIGNS.sub(" ", text)
    if not unicodedata.is_normalized("NFKC", plain):
        plain = unicodedata.normalize("NFKC", plain)
    return plain.lower()


def runs(text: str) -> list[str]:
    """Return the runs of letters and digits."""
    return _RUN.findall(folded(text))


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of one run; a run of one character gives itself."""
    return [run] if len(run) < SHORTEST else [run[at : at + 2] for at in range(len(run) - 1)]


@lru_cache(maxsize=1 << 16)
def _spelled(run: str) -> str:
    """Return the pairs of one run; the same phrases stand in many texts."""
    return " ".join(map(add, run, run[1:])) if len(run) >= SHORTEST else run


def spelled(some_runs: Iterable[str]) -> str:
    """Return the pairs of runs in their order, a space between them."""
    return " ".join(map(_spelled, some_runs))


def words(text: str) -> list[str]:
    """Return all pairs of a text in their order."""
    return spelled(runs(text)).split()


def wanted(query: str) -> list[str]:
    """Return the runs a query asks for; single characters are too frequent and are left out.

    An article is a run of its own: 食品安全法第124条 finds 《食品安全法》第一百二十四条.
    """
    return [run for run in dict.fromkeys(_RUN.findall(apart(folded(query)))) if len(run) >= SHORTEST]


def excerpt(text: str, wanted_runs: list[str], *, width: int = 90) -> list[tuple[str, bool]]:
    """Return a piece of ``text`` around the first hit as (piece, is a hit) parts."""
    plain = " ".join(text.split())
    low = plain.lower()
    found = [(low.find(run), run) for run in wanted_runs if run in low]
    start = max(0, min((at for at, _run in found), default=0) - width // 4)
    piece = plain[start : start + width]
    parts = marked(piece, wanted_runs)
    if start:
        parts.insert(0, ("…", False))
    if start + width < len(plain):
        parts.append(("…", False))
    return parts


def marked(text: str, wanted_runs: list[str]) -> list[tuple[str, bool]]:
    """Cut ``text`` into (piece, is a hit) parts."""
    if not wanted_runs:
        return [(text, False)]
    pattern = "|".join(re.escape(run) for run in sorted(wanted_runs, key=len, reverse=True))
    parts: list[tuple[str, bool]] = []
    at = 0
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if match.start() > at:
            parts.append((text[at : match.start()], False))
        parts.append((match.group(), True))
        at = match.end()
    if at < len(text):
        parts.append((text[at:], False))
    return parts
