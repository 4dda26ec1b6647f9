"""Pictures on paper: each in the middle of a sheet of A4, whatever its shape."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from mingzhi.records.picturing import Unprintable, sheets_of

A4 = (595, 842)


def picture(size, mode="RGB", colour="red"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")
    out.seek(0)
    return out


@pytest.mark.parametrize(
    ("size", "sheet"),
    [((120, 900), A4), ((600, 80), A4[::-1]), ((30, 30), A4)],
)
def test_a_picture_of_any_shape_is_a_sheet_of_a4(size, sheet):
    (one,) = [PdfReader(sheet).pages[0].mediabox for sheet in sheets_of(picture(size))]
    assert (round(one.width, -1), round(one.height, -1)) == tuple(round(side, -1) for side in sheet)


def test_what_is_clear_in_a_picture_is_white_on_paper():
    (sheet,) = sheets_of(picture((40, 60), "RGBA", (255, 0, 0, 0)))
    drawn = PdfReader(sheet).pages[0].images[0].image
    assert min(drawn.convert("L").getextrema()) > 250


def test_what_is_no_picture_is_told():
    with pytest.raises(Unprintable):
        list(sheets_of(io.BytesIO(b"%PDF-1.7")))
