"""Annual statistics for everybody: the tables of one agency and year, its years side by side, all as CSV."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries.annual import AnnualNotice, every_report, reporters, reports_of
from mingzhi.kernel.typed import readable
from mingzhi.portal.sheets import as_notices_stand, sheet

YEAR = "年度"
_NOT_FIGURES = (YEAR, "快照哈希")
_BETWEEN = "："
_AGENCIES = 30
_SIDE_BY_SIDE = 5
_LONGEST = 100


class Row(NamedTuple):
    """One figure: its label without the name of its table, and its value in each year shown."""

    label: str
    values: tuple[str, ...]


class Report(NamedTuple):
    """One report and its year."""

    year: str
    uid: str
    fields: dict[str, str]


@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """Show who has reported; with an agency the tables of a year, or of years side by side."""
    code = readable(request.GET.get("agency", "")[:_LONGEST])
    reports = reports_of(code) if code else ()
    if not reports:
        return _agencies(request, missing=bool(code))
    told = [_told(report) for report in reports]
    together = request.GET.get("years") == "all"
    place = _place(told, request.GET.get("year", ""))
    shown = told[place : place + _SIDE_BY_SIDE] if together else told[place : place + 1]
    older = told[place + _SIDE_BY_SIDE :] if together else ()
    return render(
        request,
        "portal/annual.html",
        {
            "agency": reports[0],
            "reports": told,
            "shown": shown,
            "together": together,
            "tables": _tables(shown),
            "older": older[0].year if older else "",
            "newer": told[max(0, place - _SIDE_BY_SIDE)].year if together and place else "",
        },
    )


def _agencies(request: HttpRequest, *, missing: bool) -> HttpResponse:
    text = readable(request.GET.get("q", "")[:_LONGEST]).strip()
    after = readable(request.GET.get("after", "")[:_LONGEST])
    found = reporters(text=text, after=after, limit=_AGENCIES + 1)
    return render(
        request,
        "portal/annual_agencies.html",
        {
            "agencies": found[:_AGENCIES],
            "text": text,
            "missing": missing,
            "next_cursor": found[_AGENCIES - 1].key if len(found) > _AGENCIES else "",
            "first": not after,
        },
    )


def _told(report: AnnualNotice) -> Report:
    fields = dict(report.fields)
    return Report(fields.get(YEAR, ""), report.uid, fields)


def _place(reports: Sequence[Report], year: str) -> int:
    """Return the place of a year, of the newest for a year without a report."""
    return next((place for place, report in enumerate(reports) if report.year == year), 0)


def _tables(reports: Sequence[Report]) -> list[tuple[str, list[Row]]]:
    """Return the figures by their tables, as the labels name them: 表：项目."""
    labels = dict.fromkeys(
        label for report in reports for label in report.fields if label not in _NOT_FIGURES
    )
    parted = [(*label.partition(_BETWEEN)[::2], label) for label in labels]
    return [
        (title, [_row(item, label, reports) for _title, item, label in rows])
        for title, rows in groupby(parted, key=lambda parts: parts[0])
    ]


def _row(item: str, label: str, reports: Sequence[Report]) -> Row:
    return Row(item or label, tuple(report.fields.get(label, "–") for report in reports))


@require_safe
def as_csv(request: HttpRequest) -> HttpResponseBase:
    """Hand out every figure as one line; nothing is cut, no cell can be taken for a formula."""
    code = readable(request.GET.get("agency", "")[:_LONGEST])
    return sheet(request, _lines(every_report(code)), "annual-statistics", stands=as_notices_stand())


def _lines(reports: Iterator[AnnualNotice]) -> Iterator[Sequence[Any]]:
    yield _("机关代码"), _("机关"), _("年度"), _("项目"), _("数值"), _("公示编号")
    for report in reports:
        year = dict(report.fields).get(YEAR, "")
        for label, value in report.fields:
            if label not in _NOT_FIGURES:
                yield report.agency_code, report.agency_name, year, label, value, report.uid
