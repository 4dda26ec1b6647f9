"""Cells of tables that are opened in spreadsheets: none of them may be calculated."""

FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""What makes a spreadsheet calculate a cell; the wide signs do so under Chinese and Japanese settings."""
KEPT = "'"
"""Stands before such a cell, and before one that begins with it: whoever reads drops one, exactly."""


def inert(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"{KEPT}{cell}" if cell[:1] in FORMULA or cell.startswith(KEPT) else cell


def told(cell: str) -> str:
    """Return what an :func:`inert` cell says."""
    return cell.removeprefix(KEPT)
