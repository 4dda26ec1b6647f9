"""Jump anywhere: the places of the workbench by name, cases by number, party or cause (Ctrl-K)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from mingzhi.cases.queries import CaseFilter, visible_to
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.navigation import FURTHER, PLACES

SHOWN = 8


@staff()
def jump(request: StaffRequest) -> HttpResponse:
    """What a few letters may mean, as a page or, for the dialog, as its list."""
    text = request.GET.get("q", "").strip()
    places = [place for place in (*PLACES, *FURTHER) if place.open_to(request.actor)]
    named = [place for place in places if text.lower() in gettext(place.title).lower()]
    looks = text and (request.actor.can("cases.view") or request.actor.can("supervision.view"))
    cases = (
        visible_to(request.actor, chosen=CaseFilter(text=text), order="opened", size=SHOWN) if looks else None
    )
    shown = {"q": text, "places": named, "cases": cases.rows if cases else ()}
    part = "HX-Request" in request.headers
    return render(request, "work/jump_found.html" if part else "work/jump.html", shown)
