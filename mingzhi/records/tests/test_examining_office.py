"""Office documents, old and new, and OFD: macros, programs, what is fetched from elsewhere or has no end."""

import io
import struct
import zipfile

import pytest

from mingzhi.records.examining import boxes
from mingzhi.records.rules.harms import HARMS, Harm
from mingzhi.records.tests.examined import harm, taken, why
from mingzhi.records.tests.hostile import box, compound, document, relation

BOF = struct.pack("<HH", 0x0809, 16) + b"\x00" * 16
EOF = struct.pack("<HH", 0x000A, 0)


def book(*records):
    return BOF + b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records) + EOF


def sheet(kind):
    return 0x0085, struct.pack("<LBBBB", 0, 0, kind, 1, 0) + b"a"


OFD = box(
    {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"/>',
        "Doc_0/Document.xml": "<x/>",
    }
)


def zipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as open_box:
        return {name: open_box.read(name) for name in open_box.namelist()}


COMPOUNDS = {
    "word-macro": (
        "文.doc",
        compound({"WordDocument": b"", "_VBA_PROJECT": b""}, storages=("Macros",)),
        "macro",
    ),
    "excel-macro": (
        "表.xls",
        compound({"Workbook": book(sheet(0))}, storages=("_VBA_PROJECT_CUR",)),
        "macro",
    ),
    "macro-sheet": ("表.xls", compound({"Workbook": book(sheet(0), sheet(1))}), "macro"),
    "locked-book": ("表.xls", compound({"Workbook": book((0x002F, b"\x00" * 6), sheet(0))}), "encrypted"),
    "locked-text": (
        "文.doc",
        compound({"WordDocument": b"\xec\xa5" + b"\x00" * 8 + b"\x00\x01"}),
        "encrypted",
    ),
    "package": ("文.doc", compound({"WordDocument": b"", "\x01Ole10Native": b"MZ"}), "attached"),
    "dde": ("文.doc", compound({"WordDocument": b"\x00" * 600 + b"\x13 DDEAUTO c:\\cmd.exe\x14"}), "dde"),
    "dde-wide": (
        "文.doc",
        compound({"WordDocument": b"\x00" * 600 + "\x13ddeauto cmd".encode("utf-16-le")}),
        "dde",
    ),
}

BOXES = {
    "macro": (
        document(word__vbaProject_bin="x", relations=relation("vbaProject", "v.bin", outside=False)),
        "macro",
    ),
    "macro-by-type": (
        document(types='<Override PartName="/x" ContentType="application/vnd.ms-office.vbaProject"/>'),
        "macro",
    ),
    "template": (document(relations=relation("attachedTemplate", "http://x.example/t.dotm")), "template"),
    "template-on-a-share": (
        document(relations=relation("attachedTemplate", r"\\\\x.example\\t.dotm")),
        "template",
    ),
    "template-by-file": (
        document(relations=relation("attachedTemplate", "file://x.example/t.dotm")),
        "template",
    ),
    "frame": (document(relations=relation("frame", "https://x.example/")), "template"),
    "object-elsewhere": (document(relations=relation("oleObject", "mhtml:http://x.example/a!x")), "template"),
    "control": (document(relations=relation("control", "activeX1.xml", outside=False)), "control"),
    "web-page-inside": (document(relations=relation("aFChunk", "a.mht", outside=False)), "chunk"),
    "dde-spread": (
        document(
            body='<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>D</w:instrText></w:r>'
            "<w:r><w:instrText>DEAU</w:instrText></w:r><w:r><w:instrText>TO cmd</w:instrText></w:r></w:p>"
        ),
        "dde",
    ),
    "dde-simple": (document(body='<w:fldSimple w:instr=" DDE cmd "/>'), "dde"),
    "field-on-a-share": (
        document(body=r'<w:fldSimple w:instr="INCLUDEPICTURE &quot;\\\\x.example\\a.png&quot; \d"/>'),
        "template",
    ),
    "program": (document(**{"word__embeddings__a.exe": "MZ"}), "attached"),
    "entities": (
        box(
            {
                "[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><Types/>',
                "word/document.xml": "<x/>",
            }
        ),
        "parts",
    ),
    "twice-the-same": (document(Word__document="x", word__document="y"), "parts"),
    "climbing": (document(**{"..__..__x": "y"}), "parts"),
    "no-xml": (document(word__a="x", body="<"), "broken_office"),
    "nested-macro": (
        document(
            **{"word__embeddings__a.docx": document(relations=relation("vbaProject", "v.bin", outside=False))}
        ),
        "macro",
    ),
    "object-inside": (
        document(**{"word__embeddings__o.bin": compound({"\x01Ole10Native": b"MZ"})}),
        "attached",
    ),
}


@pytest.mark.parametrize(("name", "content", "code"), COMPOUNDS.values(), ids=COMPOUNDS)
def test_an_old_office_file_that_runs_is_refused(name, content, code):
    assert harm(content, name) == code


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("文.doc", compound({"WordDocument": b"\xec\xa5", "1Table": b"", "\x05SummaryInformation": b""})),
        ("表.xls", compound({"Workbook": book(sheet(0), sheet(0))})),
    ],
    ids=["doc", "xls"],
)
def test_an_old_office_file_is_taken(name, content):
    assert taken(content, name) == 1


@pytest.mark.parametrize(("content", "code"), BOXES.values(), ids=BOXES)
def test_an_office_file_that_runs_or_fetches_is_refused(content, code):
    assert harm(content, "a.docx") == code


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (COMPOUNDS["word-macro"][1], "a.doc", "macro"),
        (BOXES["template"][0], "a.docx", "template"),
        (compound({"Workbook": book(sheet(0))}), "a.doc", "parts"),
        (box({"a.txt": "x"}), "a.docx", "parts"),
        (box({"a.txt": "x"}), "a.ofd", "parts"),
    ],
    ids=["doc", "docx", "book-as-text", "zip-as-docx", "zip-as-ofd"],
)
def test_the_sender_is_told_why(content, name, code):
    assert why(content, name) == HARMS[code]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (OFD, "a.ofd", None),
        (box(dict(sorted(zipped(document()).items(), reverse=True))), "a.docx", None),
        (compound({"Book": book(sheet(0))}), "a.et", None),
    ],
    ids=["ofd", "docx-in-another-order", "wps-table"],
)
def test_containers_are_known_by_what_is_in_them(content, name, code):
    assert taken(content, name) == 1


def test_an_office_file_is_taken_with_links_and_its_writers_own_template():
    template = relation("attachedTemplate", "file:///C:\\Users\\li\\Normal.dotm")
    body = '<w:p><w:fldSimple w:instr="PAGE"/><w:t>DDE是一种机制</w:t></w:p>'
    content = document(relations=template + relation("hyperlink", "https://www.zj.gov.cn/"), body=body)
    assert taken(content, "a.docx") == 1


def test_a_small_file_that_unfolds_to_a_huge_one_is_refused():
    content = document(**{"word__media__a.xml": b"\x00" * 110_000_000})
    assert len(content) < 300_000
    assert why(content, "a.docx") == HARMS["bomb"]


def test_what_a_part_says_of_its_size_is_not_believed(monkeypatch):
    monkeypatch.setattr(boxes, "_MOST_READ", 100)
    with pytest.raises(Harm) as caught:
        boxes.look(io.BytesIO(document()), ("word/document.xml",))
    assert caught.value.code == "slow"
