"""Recall and precision on a seeded corpus, for the redactor and for the leak test."""

import unicodedata
from collections import Counter

from mingzhi.redaction import PROFILES, Kind, find_leaks, redact
from mingzhi.redaction.tests.corpus import page

PAGES = [page(seed) for seed in range(300)]
ZJ = PROFILES["zj"]
PUBLIC = [redact(one.text, known=one.known, profile=ZJ).text for one in PAGES]


def bare(text: str) -> str:
    """Fold in the test's own way: letters, digits and Han only."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


def test_at_least_995_of_1000_planted_identifiers_are_hidden_and_the_rest_stays():
    planted = survived = kept = lost = 0
    missed: Counter[str] = Counter()
    for one, public in zip(PAGES, PUBLIC, strict=True):
        folded = bare(public)
        for item in one.planted:
            planted += 1
            if bare(item.written) in folded:
                survived += 1
                missed[item.kind] += 1
        for piece in one.stays:
            kept += piece in public
            lost += piece not in public
    assert planted == 300 * 14
    assert 1 - survived / planted >= 0.995, missed
    assert kept / (kept + lost) >= 0.995


def test_the_leak_test_is_silent_on_redacted_pages():
    for one, public in zip(PAGES, PUBLIC, strict=True):
        assert find_leaks(public, known=one.known, profile=ZJ) == ()


def test_the_leak_test_finds_by_itself_what_was_not_hidden():
    """On the unredacted text it must find every known thing and every number with a shape."""
    looked_for = (Kind.IDENTITY_NUMBER, Kind.PHONE, Kind.BANK_ACCOUNT, Kind.PLATE, Kind.EMAIL)
    expected = found = 0
    for one in PAGES:
        leaks = find_leaks(one.text, known=one.known, profile=ZJ)
        places = {(bare(one.text[leak.start : leak.end]), leak.kind) for leak in leaks}
        texts = {text for text, __ in places}
        known = {*one.known.other_names}
        for item in one.planted:
            if item.kind in looked_for or item.written in known:
                expected += 1
                found += any(bare(item.written) in text for text in texts)
    assert found / expected >= 0.995


def test_hidden_pieces_are_marked_with_a_reason_and_a_source():
    for one in PAGES[:50]:
        result = redact(one.text, known=one.known, profile=ZJ)
        position, rebuilt = 0, ""
        for mark in result.marks:
            assert mark.start >= position and mark.reason and mark.source
            rebuilt += one.text[position : mark.start] + mark.replacement
            position = mark.end
        assert rebuilt + one.text[position:] == result.text
