"""All ways to read a text as words and names: how likely a piece is a name among them, and the words on
the likeliest way.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhi.redaction.naming.forms import Form
from mingzhi.redaction.naming.lexicon import LONGEST, Lexicon

_NEVER = -1e9
_NAME = -4.0
"""The logarithm of how often a name stands where a word could."""
_SURE = 12.0
Edge = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Lattice:
    """For every place how likely all ways up to it and from it on are, and the likeliest words beside it."""

    text: str
    up_to: list[float]
    from_on: list[float]
    before: list[int]
    behind: list[int]
    across: list[int]

    def odds(self, form: Form) -> float:
        """Return the logarithm of the odds that a piece is a name, against all other ways to read it."""
        through = self.up_to[form.start] + form.likelihood + _NAME + self.from_on[form.end] - self.up_to[-1]
        if through > -1e-6:
            return _SURE
        return max(-2 * _SURE, min(_SURE, through - math.log(-math.expm1(through))))

    def word_before(self, place: int) -> str:
        """Return the word that ends here on the likeliest way."""
        return self.text[self.before[place] : place]

    def word_behind(self, place: int) -> str:
        """Return the word that begins here on the likeliest way."""
        return self.text[place : self.behind[place]]

    def word_across(self, place: int) -> str:
        """Return the word on the likeliest way that a place cuts in two, if any."""
        first = self.across[place]
        return self.text[first : self.behind[first]] if first >= 0 else ""


def lattice(text: str, names: Sequence[Form], words: Lexicon) -> Lattice:
    """Read a text: signs, letters and digits stand by themselves and cost nothing."""
    edges = [_edges(text, at, words) for at in range(len(text))]
    before, behind = _likeliest(edges)
    for form in names:
        edges[form.start].append((form.end, form.likelihood + _NAME))
    up_to, from_on = _summed(edges)
    return Lattice(text, up_to, from_on, before, behind, _across(behind))


def _edges(text: str, at: int, words: Lexicon) -> list[Edge]:
    char = text[at]
    if not "\u4e00" <= char <= "\u9fff":
        return [(at + 1, 0.0)]
    usual = words.usual
    found = [(at + 1, words.cost(char))]
    for end in range(at + 2, min(at + LONGEST, len(text)) + 1):
        cost = usual.get(text[at:end])
        if cost is not None:
            found.append((end, cost))
    return found


def _likeliest(edges: Sequence[Sequence[Edge]]) -> tuple[list[int], list[int]]:
    """Return where the word before and the word behind each place ends, of words alone."""
    size = len(edges)
    up_to, before = [0.0] + [_NEVER] * size, [0] * (size + 1)
    for at, found in enumerate(edges):
        here = up_to[at]
        for end, cost in found:
            if here + cost > up_to[end]:
                up_to[end], before[end] = here + cost, at
    from_on, behind = [_NEVER] * size + [0.0], [size] * (size + 1)
    for at in range(size - 1, -1, -1):
        for end, cost in edges[at]:
            if cost + from_on[end] > from_on[at]:
                from_on[at], behind[at] = cost + from_on[end], end
    return before, behind


def _across(behind: Sequence[int]) -> list[int]:
    """Return for each place where the word begins that it cuts, -1 for none."""
    across, at = [-1] * len(behind), 0
    while at < len(behind) - 1:
        across[at + 1 : behind[at]] = [at] * (behind[at] - at - 1)
        at = behind[at]
    return across


def _summed(edges: Sequence[Sequence[Edge]]) -> tuple[list[float], list[float]]:
    """Return the likelihood of all ways up to each place and from it on."""
    size = len(edges)
    up_to, from_on = [0.0] + [_NEVER] * size, [_NEVER] * size + [0.0]
    for at, found in enumerate(edges):
        for end, cost in found:
            up_to[end] = _sum(up_to[end], up_to[at] + cost)
    for at in range(size - 1, -1, -1):
        for end, cost in edges[at]:
            from_on[at] = _sum(from_on[at], cost + from_on[end])
    return up_to, from_on


def _sum(one: float, two: float) -> float:
    """Return the logarithm of the sum of two likelihoods."""
    if one < two:
        one, two = two, one
    return one if one - two > 30 else one + math.log1p(math.exp(two - one))
