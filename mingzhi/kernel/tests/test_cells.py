"""Cells that spreadsheets do not calculate, and that read back as they were."""

import pytest

from mingzhi.kernel.cells import inert, told

CELLS = (
    '=HYPERLINK("https://example.org","点此")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "－1",
    "\t=1",
    "\n=1",
    "'=1",
    "'",
)


@pytest.mark.parametrize("cell", CELLS)
def test_what_would_be_calculated_is_not_and_reads_back(cell):
    assert inert(cell) == f"'{cell}"
    assert told(inert(cell)) == cell


@pytest.mark.parametrize("cell", ["", "1", "罚款", "清市监罚〔2026〕1号", " =1"])
def test_other_cells_stay(cell):
    assert inert(cell) == cell == told(cell)
