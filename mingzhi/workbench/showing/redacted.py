"""Original and public text side by side: what differs is numbered on both sides, with the reason behind it.

A mark of the redactor holds neither the hidden text nor its place in the whole paper. Both are found again
by comparing the texts: by lines, by sentences, by characters at last, then as wide as the replacement.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, product
from typing import Any

LONGEST = 400_000
"""Beyond this length the texts are shown without marks."""
_LONGEST_PART = 4_000
"""A run of changed sentences longer than this is not compared by characters: that grows with the square."""
_LEVELS = (re.compile(r"[^\n]*\n|[^\n]+"), re.compile(r"[^。；，\n]*[。；，\n]|[^。；，\n]+"))
"""Lines and sentences."""
_WIDER = sorted(product(range(4), repeat=2), key=sum)
"""By how many characters a difference may grow before and behind: a replacement has few."""
Change = tuple[int, int, int, int]
"""Where the original parts from the public text and meets it again: two places in each."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not public: in words, by which source, whether that source was read."""

    reason: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``number`` of its difference (0: none), ``asked`` of its question (-1: none)."""

    text: str
    number: int = 0
    reasons: tuple[Reason, ...] = ()
    asked: int = -1

    @property
    def differs(self) -> bool:
        """The other side has something else here."""
        return self.number > 0


@dataclass(slots=True)
class Difference:
    """What stands on either side, at how many places; without a reason it was changed by hand."""

    number: int
    original: str
    public: str
    reasons: tuple[Reason, ...]
    places: int = 1


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both texts in pieces, and each difference once."""

    original: tuple[Piece, ...]
    public: tuple[Piece, ...]
    differences: tuple[Difference, ...] = ()


def side_by_side(
    original: str, public: str, *, marks: Sequence[Mapping[str, Any]] = (), asked: Sequence[str] = ()
) -> SideBySide:
    """Cut both texts where they part; ``marks`` say why, ``asked`` are possible names in the public text."""
    if max(len(original), len(public)) > LONGEST:
        return SideBySide((Piece(original),), (Piece(public),))
    found: dict[tuple[str, str], Difference] = {}
    left: list[Piece] = []
    right: list[Piece] = []
    at = to = 0
    for start, end, begin, stop in _whole(original, public, marks):
        left.append(Piece(original[at:start]))
        right += _with_questions(public[to:begin], asked)
        one = _numbered(found, original[start:end], public[begin:stop], marks)
        left.append(Piece(original[start:end], one.number, one.reasons))
        right.append(Piece(public[begin:stop], one.number, one.reasons))
        at, to = end, stop
    left.append(Piece(original[at:]))
    right += _with_questions(public[to:], asked)
    return SideBySide(_full(left), _full(right), tuple(found.values()))


def _full(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _numbered(
    found: dict[tuple[str, str], Difference], original: str, public: str, marks: Sequence[Mapping[str, Any]]
) -> Difference:
    """Return the difference, the same number for the same words at every place."""
    one = found.get((original, public))
    if one is None:
        one = Difference(len(found) + 1, original, public, _reasons(original, public, marks), 0)
        found[original, public] = one
    one.places += 1
    return one


def _with_questions(text: str, asked: Sequence[str]) -> Iterator[Piece]:
    """Cut a public text where a possible name stands."""
    if not asked:
        yield Piece(text)
        return
    number = {name: nth for nth, name in enumerate(asked)}
    longest_first = sorted(map(re.escape, number), key=len, reverse=True)
    for part in re.split(f"({'|'.join(longest_first)})", text):
        yield Piece(part, asked=number.get(part, -1))


def _reasons(original: str, public: str, marks: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return why: by what stands there now and how long it was, else by what stands there alone."""
    there = [mark for mark in marks if mark["replacement"] == public]
    length = len(original if public else original.strip().rpartition("：")[2])
    exact = [mark for mark in there if mark["end"] - mark["start"] == length]
    return _once(exact or there) or _of_neighbours(public, marks)


def _of_neighbours(public: str, marks: Sequence[Mapping[str, Any]]) -> tuple[Reason, ...]:
    """Return the reasons of hidden pieces that stand side by side (李某***), none where other words stand."""
    stands = _standing(marks)
    if stands is None or not stands.fullmatch(public):
        return ()
    return _once(mark for mark in marks if mark["replacement"] and mark["replacement"] in public)


def _standing(marks: Sequence[Mapping[str, Any]]) -> re.Pattern[str] | None:
    """Return the pattern of one or more replacements in a row, None where there are none."""
    stand = sorted({str(mark["replacement"]) for mark in marks if mark["replacement"]}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, stand))})+") if stand else None


def _once(marks: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    return tuple(
        dict.fromkeys(Reason(mark["reason"], mark["source"], bool(mark["confirmed"])) for mark in marks)
    )


def _whole(original: str, public: str, marks: Sequence[Mapping[str, Any]]) -> Iterator[Change]:
    """Yield the differences, each as wide as what was hidden, those that touch as one."""
    stands = _standing(marks)
    last: Change | None = None
    for change in _parting(original, public):
        start, end, begin, stop = _widened(change, original, public, stands) if stands else change
        if begin == stop and start and original[start - 1] == original[end - 1] == "\n":
            start, end, begin, stop = start - 1, end - 1, begin - 1, stop - 1  # its number stays on its line
        if last and start <= last[1] and begin <= last[3]:
            last = (last[0], max(end, last[1]), last[2], max(stop, last[3]))
            continue
        if last:
            yield last
        last = (start, end, begin, stop)
    if last:
        yield last


def _widened(change: Change, original: str, public: str, stands: re.Pattern[str]) -> Change:
    """Return the difference with what both sides share of hidden pieces: 王秀兰 and 王某, not 秀兰 and 某."""
    start, end, begin, stop = change
    for before, behind in _WIDER:
        wider = (start - before, end + behind, begin - before, stop + behind)
        if min(wider) < 0 or not stands.fullmatch(public, wider[2], wider[3]):
            continue
        left = original[wider[0] : start] == public[wider[2] : begin]
        if left and original[end : wider[1]] == public[stop : wider[3]]:
            return wider
    return change


def _parting(original: str, public: str, part: Change | None = None, level: int = 0) -> Iterator[Change]:
    """Yield where the texts differ: lines that have changed, in them sentences, in them characters."""
    start, end, begin, stop = part or (0, len(original), 0, len(public))
    if level == len(_LEVELS):
        yield from _by_characters(original, public, (start, end, begin, stop))
        return
    left, right = (_LEVELS[level].findall(text) for text in (original[start:end], public[begin:stop]))
    at, to = [*accumulate(map(len, left), initial=start)], [*accumulate(map(len, right), initial=begin)]
    for one, two, three, four in _changed(left, right):
        yield from _parting(original, public, (at[one], at[two], to[three], to[four]), level + 1)


def _changed(left: Sequence[str], right: Sequence[str]) -> Iterator[Change]:
    """Yield which parts have changed: one beside one where their numbers are the same."""
    if len(left) == len(right):
        yield from ((n, n + 1, n, n + 1) for n in range(len(left)) if left[n] != right[n])
        return
    for tag, one, two, three, four in SequenceMatcher(None, left, right).get_opcodes():
        if tag != "equal":
            same = two - one == four - three
            pairs = [(one + n, one + n + 1, three + n, three + n + 1) for n in range(two - one)]
            yield from pairs if same else [(one, two, three, four)]


def _by_characters(original: str, public: str, part: Change) -> Iterator[Change]:
    start, end, begin, stop = part
    if max(end - start, stop - begin) > _LONGEST_PART:
        yield part
        return
    matcher = SequenceMatcher(None, original[start:end], public[begin:stop], autojunk=False)
    for tag, one, two, three, four in matcher.get_opcodes():
        if tag != "equal":
            yield start + one, start + two, begin + three, begin + four
