"""The flow chart of a procedure as a sheet to be printed: one page drawn, the rest in words."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_safe

from mingzhi.disclosure.queries import registers
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown
from mingzhi.portal.answers import revalidated
from mingzhi.portal.boarding import drawn
from mingzhi.portal.registering import cells

REGISTER = "procedures"
_WORDS = ("limits", "steps")


@require_safe
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Show the chart of a procedure standing today with its version and hash, made to be printed."""
    line = next((one for one in registers.history(REGISTER, key) if one.holds(clock.today())), None)
    if line is None:
        raise NotKnown("portal.chart", _("这个程序今天没有流程图。"))
    found = {cell.column.code: cell for cell in cells(registers.register_of(REGISTER).columns, line)}
    address = settings.PUBLIC_URL + reverse("portal:register_entry", args=[REGISTER, line.key])
    edition = next(iter(registers.editions(REGISTER, limit=1)), None)
    shown = {
        "line": line,
        "name": found["name"],
        "flow": found["chart"].flow,
        "found": found,
        "words": [found[code] for code in _WORDS],
        "address": address,
        "code": drawn(address),
        "edition": edition,
    }
    return revalidated(request, render(request, "portal/chart.html", shown))
