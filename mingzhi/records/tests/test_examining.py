"""Pictures without end, two things at once, what keeps a parser busy: refused, and the sender is told why."""

import io
import struct

import pytest

from mingzhi.records.examining import apart, pictures
from mingzhi.records.examining.apart import look_apart
from mingzhi.records.rules.harms import HARMS, Harm
from mingzhi.records.storing import store_bytes
from mingzhi.records.tests.examined import why
from mingzhi.records.tests.hostile import box, pdf, png, tiff


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (png() + box({"a.js": "x"}), "a.png", "double"),
        (pdf() + box({"a.js": "x"}), "a.pdf", "double"),
        (b"// x\n" + pdf(), "a.pdf", "double"),
        (png() + b"Rar!\x1a\x07\x01\x00" + b"x" * 99, "a.png", "double"),
        (png(comment="<script>alert(1)</script>"), "a.png", "page"),
        ("笔录　".encode() + b"{" + b"x" * 500 + b"} <iframe src=//x.example>", "a.txt", "page"),
    ],
    ids=[
        "picture-zip",
        "pdf-zip",
        "script-pdf",
        "picture-rar",
        "picture-page",
        "text-page",
    ],
)
def test_two_things_at_once_are_refused(content, name, code):
    assert why(content, name) == HARMS[code]


def test_an_ordinary_tiff_counts_its_sheets():
    assert store_bytes(tiff(3), "a.tif").pages == 3


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (tiff(2_001), "pages"),
        (tiff(1, (20_000, 20_000)), "pixels"),
        (tiff(100, (10_500, 10_500)), "pixels"),
        (tiff(1)[:-4] + struct.pack("<L", 24), "pages"),
        (tiff(1)[:4] + struct.pack("<L", 10**6), "broken_picture"),
    ],
    ids=["many", "large", "large-together", "in-a-circle", "nowhere"],
)
def test_a_tiff_without_end_is_refused(content, code):
    with pytest.raises(Harm) as caught:
        pictures.look_at_picture(io.BytesIO(content), "image/tiff")
    assert caught.value.code == code


def test_a_picture_is_read_as_what_it_is_taken_for():
    with pytest.raises(Harm) as caught:
        pictures.look_at_picture(io.BytesIO(png()), "image/jpeg")
    assert caught.value.code == "broken_picture"


def test_a_look_that_takes_too_long_is_ended(monkeypatch, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf())
    monkeypatch.setattr(apart, "_PROGRAM", ("sleep",))
    monkeypatch.setattr(apart, "SECONDS", 0.1)
    with file.open("rb") as held, pytest.raises(Harm) as caught:
        look_apart(held, "30")
    assert caught.value.code == "slow"


def test_a_look_that_breaks_off_is_our_trouble_not_the_files(tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf())
    with file.open("rb") as held, pytest.raises(RuntimeError, match="nosuch"):
        look_apart(held, "nosuch")


def test_every_harm_has_its_words():
    assert all(HARMS.values())
