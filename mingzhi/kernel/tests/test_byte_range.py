"""Ranges of bytes as readers ask for them."""

import pytest

from mingzhi.kernel.byte_range import span

TAG = '"abc"'


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=5-9", (5, 10)),
        ("Bytes = 5 - 9", (5, 10)),
        ("bytes=90-1000", (90, 100)),
        ("bytes=99-", (99, 100)),
        ("bytes=-7", (93, 100)),
        ("bytes=-1000", (0, 100)),
        ("", (0, 100)),
        ("bytes=-", (0, 100)),
        ("bytes=9-5", (0, 100)),
        ("bytes=0-1,5-9", (0, 100)),
        ("items=0-1", (0, 100)),
        ("bytes=a-b", (0, 100)),
        ("bytes=٣-٥", (0, 100)),
        ("bytes=" + "9" * 40 + "-", (0, 100)),
        ("bytes=100-", None),
        ("bytes=100-5000", None),
        ("bytes=-0", None),
    ],
)
def test_what_is_asked(asked, expected):
    found = span(asked, size=100, etag=TAG)
    assert (found and (found.start, found.end)) == expected


def test_a_part_of_another_content_is_not_mixed_in():
    assert span("bytes=5-9", size=100, etag=TAG, if_range='"old"').whole
    assert span("bytes=5-9", size=100, etag=TAG, if_range="W/" + TAG).whole
    assert span("bytes=5-9", size=100, etag=TAG, if_range="Tue, 24 Nov 2026 09:00:00 GMT").whole
    part = span("bytes=5-9", size=100, etag=TAG, if_range=TAG)
    assert (part.status, part.header) == (206, "bytes 5-9/100")


def test_an_empty_file_has_no_part():
    assert span("", size=0, etag=TAG).status == 200
    assert span("bytes=0-", size=0, etag=TAG) is None and span("bytes=-5", size=0, etag=TAG) is None
