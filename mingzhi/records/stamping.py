"""Write the page number into the upper outer corner of a sheet, over whatever it shows.

DA/T 22 归档文件整理规则: pages of a volume are numbered in the upper right corner of the front. The sheet's
own content is wrapped, not parsed, so that neither its size nor an unbalanced state in it matters.
"""

from typing import Any

from pypdf import PageObject, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

_FACE = "/MingzhiPage"
_SIZE, _MARGIN = 10, 24


def stamp(writer: PdfWriter, page: PageObject, number: str) -> None:
    """Write ``number`` (digits) on the sheet."""
    box = page.cropbox
    left, bottom, right, top = (float(value) for value in (box.left, box.bottom, box.right, box.top))
    width = 0.556 * _SIZE * len(number)
    matrix = {
        0: (1, 0, 0, 1, right - _MARGIN - width, top - _MARGIN),
        90: (0, 1, -1, 0, left + _MARGIN, top - _MARGIN - width),
        180: (-1, 0, 0, -1, left + _MARGIN + width, bottom + _MARGIN),
        270: (0, -1, 1, 0, right - _MARGIN, bottom + _MARGIN + width),
    }[int(page.rotation) % 360]
    placed = " ".join(f"{value:.2f}" for value in matrix)
    drawn = f"Q q 0 g BT {_FACE} {_SIZE} Tf {placed} Tm ({number}) Tj ET Q"
    _face(page)
    own = page.get("/Contents")
    held = own.get_object() if own is not None else None
    inner = list(held) if isinstance(held, ArrayObject) else [own] if own is not None else []
    page[NameObject("/Contents")] = ArrayObject([_stream(writer, "q"), *inner, _stream(writer, drawn)])


def _stream(writer: PdfWriter, content: str) -> Any:
    stream = DecodedStreamObject()
    stream.set_data(f"\n{content}\n".encode("ascii"))
    return writer._add_object(stream)


def _face(page: PageObject) -> None:
    """Let the sheet know the face of the number: one of the fourteen every reader has."""
    resources = _within(page, "/Resources")
    faces = _within(resources, "/Font")
    if _FACE not in faces:
        faces[NameObject(_FACE)] = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )


def _within(holder: DictionaryObject, name: str) -> DictionaryObject:
    held = holder.get(name)
    found = held.get_object() if held is not None else None
    if isinstance(found, DictionaryObject):
        return found
    made = DictionaryObject()
    holder[NameObject(name)] = made
    return made
