"""Taking bytes in: digests, content address, what is refused."""

import hashlib
import io
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.records.rules.media import accept, plain_name
from mingzhi.records.storing import digests, intact, read_key, store_bytes, store_stream
from mingzhi.records.tests.factories import paper

PDF = b"%PDF-1.4\n"


def png(size=(8, 8)):
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    return out.getvalue()


def pdf(pages=1, *, script=False, password=""):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if script:
        action = {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert(1)"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def refused(content, name):
    with pytest.raises(Invalid) as caught:
        store_bytes(content, name)
    assert caught.value.way_out
    return caught.value.code


def test_two_digests_in_one_pass():
    first, second = digests(b"abc")
    assert first == hashlib.sha256(b"abc").hexdigest()
    # GB/T 32905-2016, appendix A.1
    assert second == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sm3_without_openssl_is_the_same(monkeypatch):
    expected = digests(b"abc" * 1000)
    real = hashlib.new

    def without(name, *args, **kwargs):
        if name == "sm3":
            raise ValueError("unsupported hash type sm3")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(hashlib, "new", without)
    assert digests(b"abc" * 1000) == expected


def test_bytes_lie_under_their_digest_and_come_back_unchanged():
    content = png()
    stored = store_bytes(content, "现场照片.PNG")
    assert stored.sha256 == hashlib.sha256(content).hexdigest()
    assert stored.key == f"{stored.sha256[:2]}/{stored.sha256[2:4]}/{stored.sha256}"
    assert (stored.media_type, stored.size, stored.pages) == ("image/png", len(content), 1)
    assert read_key(stored.key, sha256=stored.sha256) == content
    assert store_bytes(content, "另一个名字.png").key == stored.key


def test_a_stream_gives_what_its_bytes_give():
    content = pdf(3)
    assert store_stream(io.BytesIO(content), "a.pdf") == store_bytes(content, "a.pdf")
    assert store_bytes(content, "a.pdf").pages == 3


def test_papers_drawn_here_pass_the_same_examination():
    drawn = paper()
    assert (
        store_bytes(drawn.pdf, "文书.pdf").pages
        == drawn.stored.pages
        == len(PdfReader(io.BytesIO(drawn.pdf)).pages)
    )


def office(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, content in {"[Content_Types].xml": "<Types/>", **parts}.items():
            box.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "空.pdf", "records.empty"),
        (b"MZ\x90\x00" + b"\x00" * 200, "说明.pdf", "records.type"),
        (b"\x7fELF\x02\x01\x01" + b"\x00" * 200, "录音.mp3", "records.type"),
        (b"#!/bin/sh\nrm -rf /\n", "笔录.txt", "records.type"),
        (b"<html><script>alert(1)</script></html>", "网页.html", "records.type"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"></svg>', "图.svg", "records.type"),
        (office(**{"a.txt": "x"}), "材料.zip", "records.type"),
        (png(), "照片.jpg", "records.disguised"),
        (png(), "照片.png.exe", "records.disguised"),
        (pdf(), "文书", "records.disguised"),
        (pdf(script=True), "带脚本.pdf", "records.hostile"),
        (pdf(password="x"), "加密.pdf", "records.hostile"),
        (PDF + b"garbage" * 50, "残缺.pdf", "records.hostile"),
        (png()[:40], "残缺.png", "records.hostile"),
    ],
    ids=[
        "empty",
        "windows-program",
        "linux-program",
        "script",
        "web-page",
        "svg",
        "zip-as-office",
        "png-as-jpg",
        "double-ending",
        "pdf-without-ending",
        "pdf-with-script",
        "locked-pdf",
        "broken-pdf",
        "broken-png",
    ],
)
def test_what_the_record_does_not_take(content, name, code):
    assert refused(content, name) == code


def test_a_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr("mingzhi.records.examining.pictures._MOST_UNSCALED", 10_000)
    assert refused(png((101, 100)), "大图.png") == "records.hostile"


def test_each_family_has_its_limit():
    with pytest.raises(Invalid) as caught:
        accept(media_type="image/png", name="a.png", size=61 * 1024 * 1024)
    assert caught.value.code == "records.large" and "60 MB" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\用户\\照片.jpg", "照片.jpg"),
        ("a\x00b\n.png", "ab.png"),
        ("..", "未命名"),
    ],
)
def test_names_lose_their_folders(name, plain):
    assert plain_name(name) == plain


def test_lost_or_altered_bytes_are_said_not_shown(tmp_path, settings):
    folder = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "originals": {"BACKEND": "mingzhi.site.storage.FolderStore", "OPTIONS": {"location": str(folder)}},
    }
    stored = store_bytes(png(), "a.png")
    target = folder / stored.key
    target.chmod(0o600)
    target.write_bytes(b"other")
    assert not intact(stored.key, sha256=stored.sha256)
    with pytest.raises(NotNow) as caught:
        read_key(stored.key, sha256=stored.sha256)
    assert caught.value.code == "records.damaged"
    target.unlink()
    with pytest.raises(NotNow):
        read_key(stored.key, sha256=stored.sha256)
