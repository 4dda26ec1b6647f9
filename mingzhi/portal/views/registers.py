"""The public registers: what is open before anybody enforces anything (事前公开)."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import registers
from mingzhi.disclosure.rules.register import AGENCY, Register
from mingzhi.disclosure.rules.register_lines import Change, RegisterLine
from mingzhi.kernel import clock
from mingzhi.kernel.typed import natural, readable
from mingzhi.portal.answers import as_json, conditional
from mingzhi.portal.registering import (
    Cell,
    asked_exactly,
    asked_of,
    cells,
    day_of,
    file_row,
    header,
    is_day,
    line_json,
    words_of,
)
from mingzhi.portal.sheets import sheet

_PAGE = 20
_DATA = 100
_EDITIONS = 20
_CHOOSER = 300
"""More agencies than that make a list nobody reads on a phone; then the name is typed."""
A_MONTH = timedelta(days=30)


def grouped(agency: str = "") -> list[tuple[str, list[Any]]]:
    """Return the registers of today in their groups, with an agency what concerns it."""
    rows = registers.overview(clock.today(), agency)
    return [(title, list(group)) for title, group in groupby(rows, key=lambda row: row[0].group)]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show all registers with what they hold today."""
    agency = readable(request.GET.get("agency", "")[:100]).strip()
    shown = {"groups": grouped(agency), "agency": agency, "regions": _agencies(clock.today())}
    return render(request, "portal/registers/overview.html", shown)


def _agencies(on: date) -> list[tuple[str, list[str]]]:
    """Return the agencies of a day by region; empty when there are too many to choose from."""
    found = registers.agencies_on(on, limit=_CHOOSER + 1)
    if len(found) > _CHOOSER:
        return []
    return [(region, [name for _r, name in rows]) for region, rows in groupby(found, key=lambda row: row[0])]


@require_safe
def register(request: HttpRequest, code: str) -> HttpResponse:
    """Show a register as it stood on a day, narrowed by words and facets."""
    declared = registers.register_of(code)
    asked = asked_of(declared, request.GET)
    page = registers.browse(code, asked, limit=_PAGE)
    shown = [column for column in declared.columns[1:] if column.shown]
    today, said_day = clock.today(), request.GET.get("on", "")
    edition = next(iter(registers.editions(code, limit=1)), None)
    return render(
        request,
        "portal/registers/register.html",
        {
            "register": declared,
            "asked": asked,
            "unread": "" if is_day(said_day) else said_day,
            "columns": shown,
            "rows": [(line, cells(declared.columns[:1], line)[0], cells(shown, line)) for line in page.lines],
            "page": page,
            "facets": _facets(request, declared, page),
            "chosen": _chosen(request, declared, asked),
            "query": words_of(declared, request.GET),
            "agency": asked.agency or asked.facets.get("agency", ""),
            "regions": _agencies(asked.on),
            "today": today,
            "month_ago": today - A_MONTH,
            "edition": edition,
            "touched": edition is not None and registers.is_seen_touched(edition),
            "next_cursor": page.after,
            "first": not asked.after,
        },
    )


def _facets(request: HttpRequest, declared: Register, page: registers.RegisterPage) -> list[Any]:
    return [
        (
            column,
            [
                (value, number, words_of(declared, request.GET, **{column.code: value}))
                for value, number in page.facets[column.code]
            ],
        )
        for column in declared.facets
        if len(page.facets.get(column.code, ())) > 1
    ]


def _chosen(request: HttpRequest, declared: Register, asked: registers.Asked) -> list[tuple[str, str, str]]:
    """Return (title, value, address without it) for every facet in force."""
    titles = {column.code: column.title for column in declared.facets} | {"agency": AGENCY.title}
    given = {**asked.facets, **({"agency": asked.agency} if asked.agency else {})}
    return [
        (titles[code], value, words_of(declared, request.GET, **{code: ""})) for code, value in given.items()
    ]


@require_safe
def entry(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Show one entry whole, with every state it ever had."""
    declared = registers.register_of(code)
    lines = registers.history(code, key)
    today = clock.today()
    standing = next((line for line in lines if line.holds(today)), None)
    named = standing or lines[0]
    return render(
        request,
        "portal/registers/entry.html",
        {
            "register": declared,
            "name": cells(declared.columns[:1], named)[0],
            "standing": standing,
            "states": [(line, line is standing, _filled(declared, line)) for line in lines],
        },
    )


def _filled(declared: Register, line: RegisterLine) -> list[Cell]:
    return [cell for cell in cells(declared.columns, line) if cell.text]


@require_safe
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """Show how a register differs between two days; also under the names they had (``from``, ``to``)."""
    declared = registers.register_of(code)
    today = clock.today()
    before, after = sorted(
        day_of(request.GET.get(name, "") or request.GET.get(once, ""), otherwise)
        for name, once, otherwise in (("since", "from", today - A_MONTH), ("until", "to", today))
    )
    changes, more = registers.compare(code, before, after)
    return render(
        request,
        "portal/registers/difference.html",
        {
            "register": declared,
            "before": before,
            "after": after,
            "changes": [_told(declared, change) for change in changes],
            "more": more,
            "most": registers.LONGEST_DIFFERENCE,
        },
    )


def _told(declared: Register, change: Change) -> dict[str, Any]:
    line = change.new or change.old
    if line is None:
        raise Http404
    moved = [column for column in declared.columns if column.code in change.columns]
    pairs = []
    if change.old and change.new:
        pairs = list(zip(cells(moved, change.old), cells(moved, change.new), strict=True))
    return {
        "how": change.how,
        "line": line,
        "name": cells(declared.columns[:1], line)[0],
        "day": line.until if change.how == "ended" else line.since,
        "pairs": pairs,
    }


@require_safe
def editions(request: HttpRequest, code: str) -> HttpResponse:
    """Show the sealed editions of a register, the newest first."""
    declared = registers.register_of(code)
    before = natural(request.GET.get("after", ""), digits=9) or 0
    rows = registers.editions(code, before=before, limit=_EDITIONS + 1)
    return render(
        request,
        "portal/registers/editions.html",
        {
            "register": declared,
            "rows": rows[:_EDITIONS],
            "whole": bool(rows) and not before and registers.is_whole(rows[0]),
            "next_cursor": str(rows[_EDITIONS - 1].number) if len(rows) > _EDITIONS else "",
            "first": not before,
        },
    )


@require_safe
def rows_file(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hand out the rows of an edition: the bytes its receipt names."""
    content = registers.rows_file(registers.register_of(code).code, number)
    return conditional(request, content, content_type="application/json; charset=utf-8", max_age=3600)


@require_safe
def receipt(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Hand out the receipt of an edition."""
    text = registers.receipt(registers.register_of(code).code, number)
    if text is None:
        raise Http404(_("回执将在数秒内生成。"))
    response = conditional(request, text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{number}.tlog-proof"'
    return response


@require_safe
def as_list(request: HttpRequest, code: str) -> HttpResponse:
    """Give one page of a register as JSON."""
    declared = registers.register_of(code)
    asked = asked_exactly(declared, request.GET)
    page = registers.browse(code, asked, limit=_DATA, facets=False)
    items = [line_json(declared, line) for line in page.lines]
    return as_json(request, {"on": asked.on.isoformat(), "next": page.after or None, "items": items})


@require_safe
def as_csv(request: HttpRequest, code: str) -> HttpResponseBase:
    """Give the whole register as CSV, as it stood on the day and narrowed as asked."""
    declared = registers.register_of(code)
    stands = (clock.today(), *(view.number for view in registers.editions(code, limit=1)))
    lines = registers.every(code, asked_exactly(declared, request.GET))
    return sheet(request, _table(declared, lines), code, stands=stands)


def _table(declared: Register, lines: Any) -> Any:
    yield header(declared)
    for line in lines:
        yield file_row(declared, line)
