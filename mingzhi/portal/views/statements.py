"""The statement of completeness: every decision accounted for, per agency and day."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import receipts, statements
from mingzhi.disclosure.queries.elsewhere import elsewhere
from mingzhi.kernel import clock
from mingzhi.portal.answers import conditional

FIRST_YEAR = 1949
"""No statement speaks of a day before this year."""


@require_safe
def statement(request: HttpRequest, day: str = "") -> HttpResponse:
    """Show how all decisions stand: sealed for a past day, live for today."""
    when = _day(day or request.GET.get("day", ""))
    view = statements.statement(when)
    return render(
        request,
        "portal/statement.html",
        {
            "statement": view,
            "elsewhere": elsewhere() if when == clock.today() else None,
            "today": clock.today(),
            "days": statements.sealed_days(limit=30),
            "before": when - timedelta(days=1),
            "after": when + timedelta(days=1) if when < clock.today() else None,
        },
    )


@require_safe
def receipt(request: HttpRequest, day: str, agency: str = "") -> HttpResponse:
    """Hand out the receipt of a sealed statement."""
    found = receipts.receipt_of_statement(_day(day), agency)
    if found is None or found.text is None:
        raise Http404(_("该日的声明尚未封存。"))
    response = conditional(request, found.text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="statement-{day}.tlog-proof"'
    return response


def _day(text: str) -> date:
    if not text:
        return clock.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    if day.year < FIRST_YEAR or day > clock.today():
        raise Http404
    return day
