"""Annual statistics for everybody: years side by side per agency, and as CSV."""

import csv
import io
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries.annual import AnnualNotice, annual_notices
from mingzhi.portal.answers import conditional

_NOT_FIGURES = ("年度", "快照哈希")


@dataclass(frozen=True, slots=True)
class AgencyYears:
    """The reports of one agency, newest first, and each figure across them."""

    name: str
    code: str
    reports: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@require_safe
def annual(request: HttpRequest) -> HttpResponse:
    """Show the published reports, years side by side."""
    shown = {"agencies": _side_by_side(annual_notices(agency_code=request.GET.get("agency", "")))}
    return render(request, "portal/annual.html", shown)


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """Hand out every figure as one line; no cell can be taken for a formula."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow([_("机关代码"), _("机关"), _("年度"), _("项目"), _("数值"), _("公示编号")])
    for notice in annual_notices(agency_code=request.GET.get("agency", "")):
        year = dict(notice.fields).get("年度", "")
        for label, value in notice.fields:
            if label not in _NOT_FIGURES:
                cells = (notice.agency_code, notice.agency_name, year, label, value, notice.uid)
                lines.writerow([_plain(cell) for cell in cells])
    body = ("\ufeff" + text.getvalue()).encode()
    answer = conditional(request, body, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="annual-statistics.csv"'
    return answer


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _side_by_side(notices: tuple[AnnualNotice, ...]) -> list[AgencyYears]:
    found: dict[str, list[AnnualNotice]] = {}
    for notice in notices:
        found.setdefault(notice.agency_code, []).append(notice)
    return [_years(code, reports) for code, reports in found.items()]


def _years(code: str, reports: list[AnnualNotice]) -> AgencyYears:
    given = [dict(report.fields) for report in reports]
    labels = dict.fromkeys(label for report in reports for label, _value in report.fields)
    return AgencyYears(
        name=reports[0].agency_name,
        code=code,
        reports=tuple(
            (fields.get("年度", ""), report.uid) for fields, report in zip(given, reports, strict=True)
        ),
        rows=tuple(
            (label, tuple(fields.get(label, "–") for fields in given))
            for label in labels
            if label not in _NOT_FIGURES
        ),
    )
