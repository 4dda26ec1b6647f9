"""Sheets joined by the hundred say what the slow way says, whatever the cells hold."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.kernel.cells import FORMULA, inert, told
from mingzhi.portal.opendata import sheets

pytestmark = pytest.mark.serves("2.4.2a")
CELL = st.text(st.sampled_from([*FORMULA, *"'\",;a甲 \r\n"]), max_size=4)
ROWS = st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=5))


def slowly(rows):
    spool = io.StringIO()
    csv.writer(spool).writerows([inert(cell) for cell in row] for row in rows)
    return spool.getvalue()


def joined(rows):
    return sheets.joined([[*map(str.encode, row)] for row in rows])


@given(ROWS)
def test_a_sheet_is_what_the_slow_writer_writes_and_reads_back(rows) -> None:
    text = joined(rows)
    assert [tuple(row) for row in sheets.parted(text)] == rows
    written = sheets.csv(text).decode()
    assert written == slowly(rows)
    read = csv.reader(io.StringIO(written, newline=""))
    assert [tuple(map(told, row)) for row in read] == rows


@pytest.mark.parametrize("sign", ["\x1e", "\x1f"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_cell_with_a_joining_sign_moves_nothing(sign, place) -> None:
    rows = [["甲", "乙"], ["丙", "丁"]]
    rows[1][place] += f"{sign}戊"
    rows[1][1 - place] += ","
    expected = [["甲", "乙"], [cell.replace(sign, "\ufffd") for cell in rows[1]]]
    text = joined(rows)
    assert list(sheets.parted(text)) == expected
    assert list(csv.reader(io.StringIO(sheets.csv(text).decode(), newline=""))) == expected
