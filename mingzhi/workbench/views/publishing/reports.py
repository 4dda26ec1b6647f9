"""Reports of errors in what is public: the list by time left, one report beside the notice."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from mingzhi.disclosure.policy import ANSWER, REPORT_READERS
from mingzhi.disclosure.queries import desk, reports
from mingzhi.identity.queries import agencies_seen
from mingzhi.records.queries import attached_with
from mingzhi.workbench.doing import Attempt, attempt, forms_for, known
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.publishing.reporting import CONTACT, DOINGS, offered

PAGE = 30
SEES = REPORT_READERS


@staff(*SEES)
def listing(request: StaffRequest) -> HttpResponse:
    """What is open by time left, what is overdue, what is closed; the supervisor sees every agency."""
    asked = request.GET
    show = asked.get("show", "open")
    show = show if show in reports.SHOWS else "open"
    agency, after = asked.get("agency", ""), asked.get("after", "")
    lines = reports.reports_for(request.actor, agency=agency, show=show, after=after, limit=PAGE + 1)
    shown = {
        "lines": lines[:PAGE],
        "next": lines[PAGE - 1].key if len(lines) > PAGE else "",
        "first": not after,
        "show": show,
        "agency": agency,
        "agencies": agencies_seen(request.actor) if request.actor.can("supervision.view") else (),
    }
    return render(request, "work/publishing/reports.html", shown)


@staff(*SEES)
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One report beside what is public."""
    return _page(request, uid, None)


@staff(ANSWER)
def do(request: StaffRequest, uid: str, doing: str) -> HttpResponse:
    """Find it founded, close, refuse or forward it; look at the contact."""
    if request.method != "POST":
        return redirect("work:report", uid)
    asked = known(DOINGS, doing)
    tried = attempt(request, asked, reports.report_row(uid, request.actor))
    if tried.done and asked is not CONTACT:
        return redirect("work:report", uid)
    return _page(request, uid, tried)


def _page(request: StaffRequest, uid: str, tried: Attempt | None) -> HttpResponse:
    view = reports.report(uid, request.actor)
    versions = desk.versions_of(view.source_urn, request.actor)
    public = next((line for line in versions if line.state == "public"), None)
    duties = desk.duties_of(view.source_urn, request.actor)
    refusal = tried.refusal if tried else None
    shown = {
        "report": view,
        "version": desk.version_row(public.uid, request.actor) if public else None,
        "duty": duties[0] if duties else None,
        "files": attached_with(view.subject_urn, [view.urn], request.actor).get(view.urn, ()),
        "forms": forms_for(DOINGS, tried),
        "offered": offered(request.actor, view),
        "refusal": refusal,
        "tried": tried.doing.code if tried else "",
        "contact": tried.result if tried and tried.done and tried.doing is CONTACT else "",
    }
    return render(request, "work/publishing/report.html", shown, status=refusal.status if refusal else 200)
