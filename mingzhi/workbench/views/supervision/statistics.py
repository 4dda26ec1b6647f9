"""Annual statistics: what is owed, the figures of a year, the cases behind each, from freezing to receipt."""

import csv
import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingzhi.disclosure.acts import check_notice, correct, publish
from mingzhi.kernel import clock
from mingzhi.kernel.cells import inert
from mingzhi.kernel.refusal import Invalid, NotKnown, NotNow, Refusal
from mingzhi.kernel.typed import natural
from mingzhi.supervision.acts.annual import (
    approve_statistics,
    confirm_statistics,
    freeze_statistics,
    prepare_statistics,
    receive_receipt,
    submit_statistics,
)
from mingzhi.supervision.queries.annual import YearView, owed, year_view
from mingzhi.supervision.queries.figures import cases_of_cell
from mingzhi.supervision.rules.statistics import orders, tables
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.publishing.checking import said_in
from mingzhi.workbench.views.casework.cases import SEES

KNOWS = ("disclosure.prepare", "disclosure.check", "cases.approve", "supervision.view")
YEARS = range(2015, 2100)


@staff(*KNOWS)
def listing(request: StaffRequest) -> HttpResponse:
    """Every agency the actor sees, with what became of the statistics of a year."""
    year = natural(request.GET.get("year", ""))
    if year is None:
        year = clock.today().year - 1
    lines = owed(request.actor, _known(year))
    return render(
        request,
        "work/supervision/statistics.html",
        {"lines": lines, "year": year, "late": any(x.late for x in lines)},
    )


@staff(*KNOWS)
def page(request: StaffRequest, agency: str, year: int) -> HttpResponse:
    """The figures of a year; freeze, approve, publish, submit, receive."""
    view = year_view(request.actor, agency, _known(year), order=request.GET.get("order", ""))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _do(request, view)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("已办理。"))
            return redirect("work:statistics_year", agency, year)
    actor = request.actor
    own = actor.agency_code == agency
    shown = {
        "view": view,
        "refusal": refusal,
        "orders": orders().values(),
        "typed": request.POST,
        "compiles": own and actor.can("disclosure.prepare"),
        "checks": own and actor.can("disclosure.check"),
        "approves": own and actor.can("cases.approve"),
    }
    return render(
        request, "work/supervision/statistics_year.html", shown, status=refusal.status if refusal else 200
    )


@staff(*SEES)
def cell(request: StaffRequest, agency: str, year: int, table: str, column: str) -> HttpResponse:
    """The cases one figure counts."""
    view = year_view(request.actor, agency, _known(year), order=request.GET.get("order", ""))
    found, number = cases_of_cell(
        request.actor, agency, year, table=table, column=column, order=view.order, as_of=view.as_of
    )
    about = tables()[table]
    shown = {
        "view": view,
        "cases": found,
        "number": number,
        "table": about,
        "title": dict(about.columns)[column],
    }
    return render(request, "work/supervision/statistics_cell.html", shown)


@staff(*KNOWS)
def as_csv(request: StaffRequest, agency: str, year: int) -> HttpResponse:
    """The figures as CSV; nothing in it can be taken for a formula."""
    view = year_view(request.actor, agency, _known(year), order=request.GET.get("order", ""))
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow([_("表"), _("项目"), str(year), str(year - 1)])
    for table in view.tables:
        for one in table.cells:
            rows.writerow(
                [inert(word) for word in (_(table.table.title), _(one.title), one.value, one.before)]
            )
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="statistics-{year}.csv"'
    return answer


def _known(year: int) -> int:
    if year not in YEARS or year > clock.today().year:
        raise NotKnown("supervision.no_year", _("没有这一年度的统计。"))
    return year


def _do(request: StaffRequest, view: YearView) -> None:
    actor, asked = request.actor, request.POST
    doing = asked.get("doing", "")
    if doing == "freeze":
        freeze_statistics(
            actor=actor,
            agency_code=view.agency.code,
            year=view.year,
            narrative=asked.get("narrative", ""),
            order=asked.get("order", "eleven"),
        )
        return
    if view.snapshot is None:
        raise NotNow("supervision.no_snapshot", _("年报尚未冻结。"), way_out=_("请先冻结数据。"))
    if doing == "approve":
        approve_statistics(actor=actor, snapshot=view.snapshot)
    elif doing == "prepare":
        prepare_statistics(actor=actor, snapshot=view.snapshot)
    elif doing == "submit":
        submit_statistics(actor=actor, snapshot=view.snapshot, recipient=asked.get("recipient", ""))
    elif doing in ("receipt", "confirm"):
        _receipt(request, view)
    else:
        _publication(request, view, doing)


def _receipt(request: StaffRequest, view: YearView) -> None:
    asked = request.POST.get("recipient")
    row = next((one.row for one in view.submissions if one.row.recipient == asked), None)
    if row is None:
        raise NotNow("supervision.not_submitted", _("尚未报送。"), way_out=_("请先报送。"))
    record = confirm_statistics if request.POST.get("doing") == "confirm" else receive_receipt
    record(actor=request.actor, submission=row, receipt=request.POST.get("receipt", ""))


def _publication(request: StaffRequest, view: YearView, doing: str) -> None:
    """Check and publish through the printing house, under its rules and rights."""
    version = view.waiting
    if version is None:
        raise NotNow("supervision.no_draft", _("没有待公示的年报。"), way_out=_("请先制作公示信息。"))
    if doing == "check":
        asked = request.POST
        check_notice(
            actor=request.actor,
            version=version,
            passed=True,
            secrecy="secrecy" in asked,
            privacy="privacy" in asked,
            same_text="same_text" in asked,
            said=said_in(version, asked),
        )
    elif doing == "publish" and view.replaces:
        reason = request.POST.get("reason", "")
        correct(actor=request.actor, notice=version.notice, version=version, reason=reason)
    elif doing == "publish":
        publish(actor=request.actor, notice=version.notice, version=version)
    else:
        raise Invalid("supervision.doing", _("没有这一办理事项。"), field="doing")
