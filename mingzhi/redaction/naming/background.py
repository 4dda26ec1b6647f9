"""Characters and pairs of characters of ordinary enforcement writing, counted in the project's own texts.

``background.txt`` is written by ``python -m bench names``: a line for each character, with how often it
stands there, which characters follow it once, and which more often.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).with_name("background.txt")
ONCE, OFTEN = 0.7, 1.6
_UNSEEN, _SPREAD = 0.5, 2000


@dataclass(frozen=True, slots=True)
class Background:
    """Counts of characters and the weight of the pairs that were seen."""

    singles: Mapping[str, int]
    pairs: Mapping[str, float]
    size: int

    def share(self, char: str) -> float:
        """Return the share of a character, smoothed for those never seen."""
        return (self.singles.get(char, 0) + _UNSEEN) / (self.size + _SPREAD)

    def pair(self, two: str) -> float:
        """Return how usual a pair is: 0 for never seen, then once, then more often."""
        return self.pairs.get(two, 0.0)

    def usual(self, char: str) -> float:
        """Return the logarithm of the share of a character."""
        return math.log(self.share(char))


@cache
def background() -> Background:
    """Return the counts; read once."""
    return read(FILE.read_text("utf-8").splitlines())


def read(lines: Iterable[str]) -> Background:
    """Read the counts from their lines."""
    singles: dict[str, int] = {}
    pairs: dict[str, float] = {}
    for line in lines:
        char, count, once, often = line.split("\t")
        singles[char] = int(count)
        pairs |= {char + follower: ONCE for follower in once}
        pairs |= {char + follower: OFTEN for follower in often}
    return Background(singles, pairs, sum(singles.values()))


def write(texts: Iterable[str]) -> str:
    """Count characters and pairs in texts; return the lines of the file."""
    followers: dict[str, dict[str, int]] = {}
    counts: dict[str, int] = {}
    for text in texts:
        for char in text:
            counts[char] = counts.get(char, 0) + 1
        for char, follower in pairwise(text):
            after = followers.setdefault(char, {})
            after[follower] = after.get(follower, 0) + 1
    lines = []
    for char in sorted(counts):
        after = followers.get(char, {})
        once = "".join(sorted(follower for follower, times in after.items() if times == 1))
        often = "".join(sorted(follower for follower, times in after.items() if times > 1))
        lines.append(f"{char}\t{counts[char]}\t{once}\t{often}\n")
    return "".join(lines)
