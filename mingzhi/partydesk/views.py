"""The party's pages: enter with a code, see where the matter stands, read one's papers."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from mingzhi.cases.notices.wording import conclusion_of
from mingzhi.cases.queries.party.page import party_page, party_paper
from mingzhi.cases.queries.party.rectification import rectifications
from mingzhi.cases.queries.party.remedies import remedy_route
from mingzhi.cases.queries.party.requests import requests_of
from mingzhi.cases.queries.party.rights import rights_of
from mingzhi.cases.rules.access import clean_code
from mingzhi.disclosure.queries.reports import notices_of_matter, objections_of
from mingzhi.kernel.refusal import NotKnown, Refusal
from mingzhi.partydesk import session
from mingzhi.partydesk.confirming import confirm, send, ways
from mingzhi.records.answering import bytes_answer, wanted
from mingzhi.records.queries import attached_with, paper_by_code


@never_cache
def entrance(request: HttpRequest, code: str = "") -> HttpResponse:
    """Ask for the code of the paper and the digits or the one-time code; what was typed is kept."""
    refusal: Refusal | None = None
    if request.method == "POST":
        code = request.POST.get("code", code)
        try:
            confirm(request)
        except Refusal as refused:
            refusal = refused
        else:
            return redirect("desk:matter")
    context = {"code": code, "refusal": refusal, "by": request.POST.get("by", "digits"), **ways()}
    return render(request, "desk/entrance.html", context, status=refusal.status if refusal else 200)


@never_cache
@require_POST
def one_time(request: HttpRequest) -> HttpResponse:
    """Send a one-time code to the confirmed phone; in the demo it is shown on the screen."""
    code = request.POST.get("code", "")
    try:
        sent = send(request)
    except Refusal as refused:
        by = "one_time" if ways()["sends_codes"] else "digits"
        context = {"code": code, "refusal": refused, "by": by, **ways()}
        return render(request, "desk/entrance.html", context, status=refused.status)
    return render(request, "desk/entrance.html", {"code": code, "by": "one_time", **sent, **ways()})


@never_cache
@require_GET
def matter(request: HttpRequest) -> HttpResponse:
    """Show the matter; without a confirmed party go back to the entrance."""
    try:
        uid, party = session.party_of(request)
    except NotKnown:
        return redirect("desk:home")
    page = party_page(uid, party)
    objections = objections_of(party, page.case.urn)
    shown = {
        "page": page,
        "told": conclusion_of(page.told, gettext) if page.told else "",
        "until": session.until(request),
        "rights": rights_of(page.case, party),
        "requests": requests_of(page.case, party),
        "remedy": remedy_route(page.case, party),
        "notices": notices_of_matter(party, page.case.urn),
        "objections": objections,
        "handed_in": attached_with(page.case.urn, [report.urn for report in objections], party),
        "rectifications": rectifications(page.case, party),
    }
    return render(request, "desk/matter.html", shown)


@never_cache
@require_GET
def paper(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Hand out a paper the party has seen, byte for byte as it was filed."""
    case_uid, party = session.party_of(request)
    document = party_paper(case_uid, str(uid), party)
    response = bytes_answer(wanted(request, document.file), document.file)
    response["Content-Disposition"] = f'inline; filename="{document.code}.pdf"'
    return response


@never_cache
@require_GET
def receipt(request: HttpRequest, uid: str) -> HttpResponse:
    """Hand out the receipt of a paper; ``mingzhi verify`` checks it offline."""
    case_uid, party = session.party_of(request)
    document = party_paper(case_uid, str(uid), party)
    text = paper_by_code(document.code).receipt
    if text is None:
        return render(request, "desk/soon.html", {"back": reverse("desk:matter")}, status=503)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{clean_code(document.code)}.tlog-proof"'
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """End the party's session."""
    session.leave(request)
    return redirect("desk:home")
