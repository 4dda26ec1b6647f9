"""Exemptions filed with the justice department: the list, one filing, what is said of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.disclosure.policy import FILING_READERS
from mingzhi.disclosure.queries import filings
from mingzhi.disclosure.rules.filings import WAITING
from mingzhi.workbench.doing import Attempt, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.publishing.filing import DOINGS, offered

PAGE = 30


@staff(*FILING_READERS)
def listing(request: StaffRequest) -> HttpResponse:
    """What waits, what was filed late, what is to be disclosed; counts per agency."""
    asked, counts = request.GET, filings.counts_for(request.actor)
    usual = WAITING if any(line.waiting for line in counts) else "all"
    show = asked.get("show", usual)
    show = show if show in filings.SHOWS else usual
    agency, after = asked.get("agency", ""), asked.get("after", "")
    lines = filings.filings_for(request.actor, agency=agency, show=show, after=after, limit=PAGE + 1)
    shown = {
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].key if len(lines) > PAGE else "",
        "first": not after,
        "show": show,
        "agency": agency,
        "counts": counts,
    }
    return render(request, "work/publishing/filings.html", shown)


@staff(*FILING_READERS)
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One filing: the reason, its term, what was said of it."""
    return _page(request, uid, None)


@staff(*FILING_READERS)
def do(request: StaffRequest, uid: str, doing: str) -> HttpResponse:
    """Accept it, ask to disclose, or let the duty stand again."""
    if request.method != "POST":
        return redirect("work:filing", uid)
    asked = known(DOINGS, doing)
    tried = attempt(request, asked, filings.filing_row(uid, request.actor))
    return redirect("work:filing", uid) if tried.done else _page(request, uid, tried)


def _page(request: StaffRequest, uid: str, tried: Attempt | None) -> HttpResponse:
    view = filings.filing(uid, request.actor)
    refusal = tried.refusal if tried else None
    shown = {
        "filing": view,
        "forms": forms_for(DOINGS, tried),
        "offered": offered(request.actor, view),
        "refusal": refusal,
    }
    return render(request, "work/publishing/filing.html", shown, status=refusal.status if refusal else 200)
