"""HEIC pictures: boxes that fill the file, one still picture of a bearable size, nothing hidden behind."""

import io
import struct

import pytest

from mingzhi.records.examining.heif import look_at_heif
from mingzhi.records.picturing import MOST_PIXELS
from mingzhi.records.rules.harms import HARMS, Harm
from mingzhi.records.storing import store_bytes
from mingzhi.records.tests.examined import why
from mingzhi.records.tests.hostile import box as archive


def box(kind, *content):
    inside = b"".join(content)
    return struct.pack(">L4s", len(inside) + 8, kind) + inside


def size(width, height):
    return box(b"ispe", bytes(4), struct.pack(">LL", width, height))


def heic(*more, sizes=((4032, 3024),), brand=b"heic", others=(b"mif1", b"heic")):
    properties = box(b"iprp", box(b"ipco", *(size(*one) for one in sizes)))
    handler = box(b"hdlr", bytes(8), b"pict", bytes(13))
    meta = box(b"meta", bytes(4), handler, properties)
    return box(b"ftyp", brand, bytes(4), *others) + meta + b"".join(more) + box(b"mdat", bytes(64))


def found(content):
    with pytest.raises(Harm) as caught:
        look_at_heif(io.BytesIO(content), most=MOST_PIXELS)
    return caught.value.code


def test_a_picture_of_a_phone_is_taken_as_one_sheet():
    kept = store_bytes(heic(), "现场.heic")
    assert (kept.media_type, kept.pages) == ("image/heic", 1)


LAST_TO_THE_END = heic()[: -64 - 8] + struct.pack(">L4s", 0, b"mdat") + bytes(64)
LONG = heic()[: -64 - 8] + struct.pack(">L4sQ", 1, b"mdat", 64 + 16) + bytes(64)


@pytest.mark.parametrize("content", [LAST_TO_THE_END, LONG], ids=["to-the-end", "long"])
def test_sizes_are_read_in_every_spelling(content):
    assert look_at_heif(io.BytesIO(content), most=MOST_PIXELS) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (heic() + b"anything behind it", "broken_picture"),
        (heic()[:-1], "broken_picture"),
        (heic(sizes=()), "broken_picture"),
        (heic(brand=b"avif", others=(b"avif",)), "broken_picture"),
        (heic(box(b"meta", bytes(4))), "broken_picture"),
        (struct.pack(">L4s", 4, b"ftyp"), "broken_picture"),
        (b"", "broken_picture"),
        (heic(sizes=((4032, 3024), (65_000, 65_000))), "pixels"),
        (heic(box(b"moov", bytes(8))), "attached"),
        (heic(box(b"mpvd", bytes(8))), "attached"),
        (heic(*(box(b"free") for _one in range(4_001))), "parts"),
    ],
    ids=[
        "trailing",
        "cut",
        "no-size",
        "other-brand",
        "two-metas",
        "too-small",
        "empty",
        "huge",
        "film",
        "motion-photo",
        "many",
    ],
)
def test_what_is_no_such_picture_is_refused(content, code):
    assert found(content) == code


def test_an_archive_behind_a_picture_is_refused():
    assert why(heic() + archive({"a.js": "x"}), "a.heic") == HARMS["double"]
