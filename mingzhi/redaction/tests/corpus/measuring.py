"""Count what was found and what was hidden needlessly, by the places in the text alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhi.redaction import Kind, Mark, Profile, Redacted, find_leaks, possible_names, redact
from mingzhi.redaction.tests.corpus.composing import Page, Piece


@dataclass(slots=True)
class Tally:
    """Counts by class: planted and hidden, marks and right marks, what stays and what was lost."""

    planted: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    marks: Counter[Kind] = field(default_factory=Counter)
    right: Counter[Kind] = field(default_factory=Counter)
    stays: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    questions: int = 0
    needless: int = 0
    leaks: int = 0
    characters: int = 0
    covered: int = 0
    beyond: int = 0
    texts: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """The share of planted pieces of which nothing is left."""
        return self.hidden.total() / (self.planted.total() or 1)

    @property
    def safe(self) -> float:
        """The share of planted pieces that are hidden, or put before a person as a possible name."""
        return (self.hidden.total() + self.asked.total()) / (self.planted.total() or 1)

    @property
    def precision(self) -> float:
        """The share of marks that hide something planted."""
        return self.right.total() / (self.marks.total() or 1)

    @property
    def excess(self) -> float:
        """The share of hidden letters and digits that belong to nothing planted."""
        return self.beyond / (self.covered or 1)

    @property
    def kept(self) -> float:
        """The share of public pieces that are still whole."""
        return 1 - self.lost.total() / (self.stays.total() or 1)

    @property
    def noticed(self) -> float:
        """The share of pieces shown on purpose, one at a time, that the leak test told."""
        return self.told.total() / (self.shown.total() or 1)


def measure(
    texts: Iterable[Page], profile: Profile, *, reveal: bool = False, questions: bool = True
) -> Tally:
    """Redact every text and count; ``reveal`` shows each planted piece again by itself to the leak test.

    Without ``questions`` nobody is asked about possible names: that takes as long as all the rest.
    """
    tally = Tally()
    for one in texts:
        tally.texts += 1
        tally.characters += len(one.text)
        result = redact(one.text, known=one.known, profile=profile)
        _count(one, result.marks, tally)
        if questions:
            _ask(one, result, profile, tally)
        leaks = find_leaks(result.text, known=one.known, profile=profile)
        tally.leaks += len(leaks)
        tally.examples += [("leak " + leak.kind, leak.excerpt) for leak in leaks]
        if reveal:
            _reveal(one, result.marks, profile, tally)
    return tally


def _count(one: Page, marks: tuple[Mark, ...], tally: Tally) -> None:
    gone = _gone(marks)
    wanted = {place for piece in one.planted for place in range(piece.start, piece.end)}
    letters = {place for place in gone if one.text[place].isalnum()}
    tally.covered += len(letters)
    tally.beyond += len(letters - wanted)
    for piece in one.planted:
        tally.planted[piece.name] += 1
        if _is_hidden(one, piece, gone):
            tally.hidden[piece.name] += 1
        else:
            tally.examples.append((f"missed {piece.name}", _around(one, piece.start, piece.end)))
    for piece in one.stays:
        tally.stays[piece.name] += 1
        if any(place in gone for place in range(piece.start, piece.end)):
            tally.lost[piece.name] += 1
            tally.examples.append((f"lost {piece.name}", _around(one, piece.start, piece.end)))
    for mark in marks:
        tally.marks[mark.kind] += 1
        if any(piece.start < mark.end and mark.start < piece.end for piece in one.planted):
            tally.right[mark.kind] += 1
        else:
            tally.examples.append((f"wrong {mark.kind}", _around(one, mark.start, mark.end)))


def _ask(one: Page, result: Redacted, profile: Profile, tally: Tally) -> None:
    """Count the questions that are put, and the planted names that still stand and are asked about."""
    doubts = [doubt.text for doubt in possible_names((result.text,), known=one.known, profile=profile)]
    planted = {one.text[piece.start : piece.end] for piece in one.planted}
    tally.questions += len(doubts)
    tally.needless += sum(not any(_meet(doubt, text) for text in planted) for doubt in doubts)
    gone = _gone(result.marks)
    for piece in one.planted:
        text = one.text[piece.start : piece.end]
        if not _is_hidden(one, piece, gone) and any(_meet(doubt, text) for doubt in doubts):
            tally.asked[piece.name] += 1


def _meet(doubt: str, text: str) -> bool:
    return doubt in text or text in doubt


def _gone(marks: tuple[Mark, ...]) -> set[int]:
    return {place for mark in marks for place in range(mark.start, mark.end)}


def _is_hidden(one: Page, piece: Piece, gone: set[int]) -> bool:
    return all(place in gone or not one.text[place].isalnum() for place in range(piece.start, piece.end))


def _around(one: Page, start: int, end: int) -> str:
    return f"{one.text[max(0, start - 10) : start]}[{one.text[start:end]}]{one.text[end : end + 10]}"


def _reveal(one: Page, marks: tuple[Mark, ...], profile: Profile, tally: Tally) -> None:
    for piece in one.planted:
        text, at = _all_but(one, marks, piece)
        end = at + piece.end - piece.start
        tally.shown[piece.name] += 1
        leaks = find_leaks(text, known=one.known, profile=profile)
        if any(leak.start < end and at < leak.end for leak in leaks):
            tally.told[piece.name] += 1
        else:
            tally.examples.append((f"untold {piece.name}", _around(one, piece.start, piece.end)))


def _all_but(one: Page, marks: tuple[Mark, ...], shown: Piece) -> tuple[str, int]:
    """Return the public text with one piece standing in it again, and its place there."""
    text, at, place = "", 0, 0
    for mark in marks:
        if mark.start < shown.end and shown.start < mark.end:
            continue
        text += one.text[at : mark.start]
        if at <= shown.start < mark.start:
            place = len(text) - (mark.start - shown.start)
        text += mark.replacement
        at = mark.end
    if at <= shown.start:
        place = len(text) + shown.start - at
    return text + one.text[at:], place
