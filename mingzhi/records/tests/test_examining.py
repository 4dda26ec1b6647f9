"""What an attacker sends to the record: each file is refused with a sentence that says why."""

import io
import struct
import zipfile

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mingzhi.kernel.refusal import Invalid
from mingzhi.records.examining import apart, pictures
from mingzhi.records.examining.apart import look_apart
from mingzhi.records.examining.inside import found
from mingzhi.records.rules.harms import HARMS, Harm
from mingzhi.records.storing import store_bytes
from mingzhi.records.tests.hostile import RELATIONS, WORD, box, compound, document, pdf, png, relation, tiff

JS = "<< /S /JavaScript /JS (app.alert(1)) >>"
LINK = "<< /S /URI /URI (https://www.zj.gov.cn/) >>"
BOF = struct.pack("<HH", 0x0809, 16) + b"\x00" * 16
EOF = struct.pack("<HH", 0x000A, 0)


def book(*records):
    return BOF + b"".join(struct.pack("<HH", kind, len(body)) + body for kind, body in records) + EOF


def sheet(kind):
    return 0x0085, struct.pack("<LBBBB", 0, 0, kind, 1, 0) + b"a"


def packed(script):
    """Return a PDF whose objects, actions too, lie in object streams."""
    writer = PdfWriter()
    writer.add_blank_page(99, 99)
    action = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    reference = writer._add_object(DictionaryObject(action if script else {}))
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): reference})
    out = io.BytesIO()
    writer.write(out)
    return _into_object_stream(out.getvalue())


def _into_object_stream(content):
    reader = PdfReader(io.BytesIO(content))
    numbers = sorted(reader.xref[0])
    bodies = []
    for number in numbers:
        text = io.BytesIO()
        reader.get_object(number).write_to_stream(text)
        bodies.append(text.getvalue() + b"\n")
    places, at = [], 0
    for number, body in zip(numbers, bodies, strict=True):
        places.append(f"{number} {at}")
        at += len(body)
    index = (" ".join(places) + "\n").encode()
    inner = index + b"".join(bodies)
    stream, table = max(numbers) + 1, max(numbers) + 2
    out = b"%PDF-1.7\n"
    first = len(out)
    out += f"{stream} 0 obj\n<< /Type /ObjStm /N {len(numbers)} /First {len(index)} ".encode()
    out += f"/Length {len(inner)} >>\nstream\n".encode() + inner + b"\nendstream\nendobj\n"
    rows = {number: struct.pack(">BHB", 2, stream, place) for place, number in enumerate(numbers)}
    rows |= {stream: struct.pack(">BHB", 1, first, 0), table: struct.pack(">BHB", 1, len(out), 0)}
    xref = b"".join(rows.get(number, b"\x00\x00\x00\x00") for number in range(table + 1))
    second = len(out)
    root = reader.trailer.raw_get("/Root").idnum
    out += f"{table} 0 obj\n<< /Type /XRef /W [1 2 1] /Size {table + 1} /Root {root} 0 R ".encode()
    out += f"/Length {len(xref)} >>\nstream\n".encode() + xref + b"\nendstream\nendobj\n"
    return out + f"startxref\n{second}\n%%EOF\n".encode()


PDFS = {
    "opening": (pdf(catalog=f"/OpenAction {JS}"), "script"),
    "annotation": (pdf(page=f"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A {JS} >>]"), "script"),
    "page-event": (pdf(page="/AA << /O 4 0 R >>"), "", JS),
    "field": (pdf(JS, catalog="/AcroForm << /Fields [<< /T (a) /FT /Tx /AA << /K 4 0 R >> >>] >>"), "script"),
    "name-tree": (pdf(JS, catalog="/Names << /JavaScript << /Names [(a) 4 0 R] >> >>"), "script"),
    "chained": (
        pdf("<< /S /GoTo /D [3 0 R /Fit] /Next [5 0 R] >>", JS, catalog="/OpenAction 4 0 R"),
        "script",
    ),
    "letter-as-number": (pdf("<< /S /J#61vaScript /JS (x) >>", catalog="/OpenAction 4 0 R"), "script"),
    "key-as-number": (pdf("<< /#53 /Java#53cript /JS (x) >>", catalog="/Open#41ction 4 0 R"), "script"),
    "object-stream": (packed(True), "script"),
    "unreachable-table": (
        pdf(catalog="/OpenAction 9 0 R") + b"9 0 obj\n<</S /J#61vaScript>>\nendobj\n",
        "script",
    ),
    "rendition": (pdf("<< /S /Rendition /OP 0 /JS (x) >>", page="/Annots [<< /A 4 0 R >>]"), "script"),
    "launch": (pdf("<< /S /Launch /F (cmd.exe) >>", page="/Annots [<< /A 4 0 R >>]"), "launch"),
    "submit": (pdf("<< /S /SubmitForm /F (http://x.example/) >>", page="/Annots [<< /A 4 0 R >>]"), "sends"),
    "opens-a-page": (pdf(LINK, catalog="/OpenAction 4 0 R"), "outside"),
    "opens-a-share": (pdf("<< /S /GoToR /F (\\\\\\\\x\\\\y) >>", page="/AA << /O 4 0 R >>"), "outside"),
    "xfa": (pdf(catalog="/AcroForm << /XFA (x) >>"), "xfa"),
    "attachment": (pdf("<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>", "<< >>"), "attached"),
    "film": (pdf(page="/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]"), "media"),
    "loop": (pdf("<< /S /GoTo /Next 4 0 R >>", catalog="/OpenAction 4 0 R"), "slow"),
    "no-pages": (pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0     "), "pages"),
}
OFD = box(
    {
        "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"/>',
        "Doc_0/Document.xml": "<x/>",
    }
)


def zipped(content):
    with zipfile.ZipFile(io.BytesIO(content)) as open_box:
        return {name: open_box.read(name) for name in open_box.namelist()}


PDFS["page-event"] = (pdf(JS, page="/AA << /O 4 0 R >>"), "script")

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
    "program": (document(word__embeddings__a_exe="MZ") + b"", ""),
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
BOXES["program"] = (document(**{"word__embeddings__a.exe": "MZ"}), "attached")


def why(content, name):
    with pytest.raises(Invalid) as caught:
        store_bytes(content, name)
    assert caught.value.code == "records.hostile" and caught.value.way_out
    return caught.value.params["why"]


def taken(content, name):
    return store_bytes(content, name).pages


def harm(content, name):
    """Look as the process apart does, without the process."""
    return found(io.BytesIO(content), name.rpartition(".")[2]).get("harm")


@pytest.mark.parametrize(("content", "code"), PDFS.values(), ids=PDFS)
def test_a_pdf_that_does_something_is_refused(content, code):
    assert harm(content, "a.pdf") == code


@pytest.mark.parametrize(
    "content",
    [
        pdf(),
        pdf(LINK, page="/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A 4 0 R >>]"),
        pdf("<< /S /GoTo /D [3 0 R /Fit] >>", catalog="/OpenAction 4 0 R"),
        b"\xef\xbb\xbf\n" + pdf(),
        packed(False),
    ],
    ids=["plain", "with-a-link", "opens-at-a-page", "after-a-mark", "objects-in-a-stream"],
)
def test_an_ordinary_pdf_is_taken(content):
    assert store_bytes(content, "a.pdf").pages == 1


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
    assert store_bytes(content, name).pages == 1


@pytest.mark.parametrize(("content", "code"), BOXES.values(), ids=BOXES)
def test_an_office_file_that_runs_or_fetches_is_refused(content, code):
    assert harm(content, "a.docx") == code


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (PDFS["chained"][0], "a.pdf", "script"),
        (COMPOUNDS["word-macro"][1], "a.doc", "macro"),
        (BOXES["template"][0], "a.docx", "template"),
        (compound({"Workbook": book(sheet(0))}), "a.doc", "parts"),
        (box({"a.txt": "x"}), "a.docx", "parts"),
        (box({"a.txt": "x"}), "a.ofd", "parts"),
    ],
    ids=["pdf", "doc", "docx", "book-as-text", "zip-as-docx", "zip-as-ofd"],
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
    assert store_bytes(content, "a.docx").pages == 1


def test_a_small_file_that_unfolds_to_a_huge_one_is_refused():
    content = document(**{"word__media__a.xml": b"\x00" * 110_000_000})
    assert len(content) < 300_000
    assert why(content, "a.docx") == HARMS["bomb"]


def test_what_a_part_says_of_its_size_is_not_believed(monkeypatch):
    from mingzhi.records.examining import boxes

    monkeypatch.setattr(boxes, "_MOST_READ", 100)
    with pytest.raises(Harm) as caught:
        boxes.look(io.BytesIO(document()), ("word/document.xml",))
    assert caught.value.code == "slow"


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
    assert all(HARMS.values()) and RELATIONS and WORD
