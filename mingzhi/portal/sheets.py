"""Tables as CSV that a spreadsheet cannot mistake for formulas, written line by line."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse
from django.utils.cache import patch_cache_control

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARK = "\ufeff"  # tells spreadsheets that the letters are UTF-8


class _Line:
    """What a csv.writer writes to when each line is wanted by itself."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def safe(cell: str) -> str:
    """Keep a spreadsheet from reading a cell as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the mark and then each row as a line of CSV."""
    writer = csv.writer(_Line())
    yield MARK
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


def sheet(rows: Iterable[Sequence[str]], name: str) -> StreamingHttpResponse:
    """Answer with rows as a CSV file."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    patch_cache_control(response, public=True, no_cache=True)
    return response
