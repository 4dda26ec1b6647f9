"""PDF: whatever does something by itself is refused, wherever it hangs and however it is written."""

import io
import struct

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mingzhi.records.rules.harms import HARMS
from mingzhi.records.tests.examined import harm, taken, why
from mingzhi.records.tests.hostile import pdf

JS = "<< /S /JavaScript /JS (app.alert(1)) >>"
LINK = "<< /S /URI /URI (https://www.zj.gov.cn/) >>"


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
    "page-event": (pdf(JS, page="/AA << /O 4 0 R >>"), "script"),
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
    assert taken(content, "a.pdf") == 1


def test_the_sender_is_told_why():
    assert why(PDFS["chained"][0], "a.pdf") == HARMS["script"]
