"""Post information boards of windows: on the hall's screen and on paper (浙政办发〔2019〕20号 二(一)2)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from mingzhi.kernel import clock
from mingzhi.kernel.typed import readable
from mingzhi.portal.answers import revalidated
from mingzhi.portal.boarding import board_of, boards_on

_PAGE = 30
PAPERS = ("a4", "a3")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the windows of today with their boards."""
    after = readable(request.GET.get("after", "")[:200])
    lines, further = boards_on(clock.today(), after, limit=_PAGE)
    shown = {"lines": lines, "next_cursor": further, "first": not after}
    return render(request, "portal/boards.html", shown)


@require_safe
def screen(request: HttpRequest, key: str) -> HttpResponse:
    """Show a board on a screen: large, without script; the screen asks again by itself."""
    board = board_of(key, clock.today())
    return revalidated(request, render(request, "portal/board.html", {"board": board, "paper": ""}))


@require_safe
def sheet(request: HttpRequest, key: str, paper: str) -> HttpResponse:
    """Show a board as a sheet to be printed and hung up."""
    if paper not in PAPERS:
        raise Http404
    board = board_of(key, clock.today())
    return revalidated(request, render(request, "portal/board.html", {"board": board, "paper": paper}))
