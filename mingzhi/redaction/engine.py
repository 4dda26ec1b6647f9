"""Redact: recognise, settle overlaps, replace, and keep a mark of each piece with its reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from mingzhi.redaction import familiar
from mingzhi.redaction.detectors import DETECTORS
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.profiles import Profile
from mingzhi.redaction.values import Kind, Known, Mark, Redacted, Span

HIDDEN = "***"
_NEVER_PUBLIC = frozenset({Kind.IDENTITY_NUMBER, Kind.CONFIDENTIAL})


def redact(text: str, *, known: Known, profile: Profile) -> Redacted:
    """Return the text for the public with the marks of what was hidden and why.

    What the file knows is hidden wherever it stands, however it is spaced; identifiers nobody named
    are recognised by form, check digit or label. Public names and texts stay, except where they hold
    an identity number or a secret.
    """
    narrow = half_width(text)
    spans = [span for span in _recognise(narrow, known, profile) if profile.hides(span.kind)]
    shown = _Shown(familiar.protected(narrow, known, show_party=not profile.hides(Kind.PARTY_NAME)))
    chosen = _settle(span for span in spans if not _is_public(span, shown))
    marks = tuple(_mark(span, profile) for span in chosen)
    return Redacted(_replaced(text, marks), marks)


def _recognise(text: str, known: Known, profile: Profile) -> Iterator[Span]:
    yield from familiar.secrets(text, known)
    yield from familiar.numbers(text, known)
    yield from familiar.homes_known(text, known)
    yield from familiar.birth_dates_known(text, known)
    yield from familiar.names(text, known, hide_party=profile.hides(Kind.PARTY_NAME))
    for detector in DETECTORS:
        yield from detector(text)


class _Shown:
    """The places of what is public, in order, each with the furthest end up to it."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _end in ordered]
        self._ends = list(accumulate((end for _start, end in ordered), max))

    def holds(self, span: Span) -> bool:
        """Tell whether the span lies within one of them."""
        before = bisect_right(self._starts, span.start)
        return before > 0 and span.end <= self._ends[before - 1]


def _is_public(span: Span, shown: _Shown) -> bool:
    return span.kind not in _NEVER_PUBLIC and shown.holds(span)


def _settle(spans: Iterable[Span]) -> list[Span]:
    """Merge what overlaps: the longest piece gives the kind, the union is hidden."""
    settled: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        last = settled[-1] if settled else None
        if last is None or span.start >= last.end:
            settled.append(span)
        elif span.end > last.end:
            main = max(last, span, key=lambda piece: piece.end - piece.start)
            settled[-1] = Span(last.start, span.end, main.kind)
    return settled


def _mark(span: Span, profile: Profile) -> Mark:
    rule = profile.by_kind[span.kind]
    return Mark(
        start=span.start,
        end=span.end,
        kind=span.kind,
        reason=rule.reason,
        replacement=span.replacement or HIDDEN,
        source=rule.source,
        confirmed=rule.confirmed,
    )


def _replaced(text: str, marks: Iterable[Mark]) -> str:
    pieces, position = [], 0
    for mark in marks:
        pieces += [text[position : mark.start], mark.replacement]
        position = mark.end
    return "".join((*pieces, text[position:]))
