"""What was done: per agency and per person; and the proof of one entry."""

from django.http import HttpResponse
from django.shortcuts import render

from mingzhi.identity.queries import agency_on, names_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.trail import queries
from mingzhi.trail.models import Entry
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import takes_part_in
from mingzhi.workbench.views.registers.overview import chosen_agency


@staff("trail.view")
def agency(request: StaffRequest) -> HttpResponse:
    """Everything done for an agency, newest first."""
    code, after = chosen_agency(request), request.GET.get("after", "")
    shown = {
        "title": agency_on(code, clock.today()).name,
        "page": queries.by_agency(code, request.actor, after=after),
        "first": not after,
    }
    return render(request, "work/registers/trail.html", shown)


@staff()
def person(request: StaffRequest, urn: str) -> HttpResponse:
    """Everything a person did, newest first; one's own always."""
    after = request.GET.get("after", "")
    shown = {
        "page": queries.by_person(urn, request.actor, after=after),
        "title": names_of([urn]).get(urn, urn),
        "first": not after,
    }
    return render(request, "work/registers/trail.html", shown)


def _entry(uid: str, viewer: Actor) -> Entry:
    """Return an entry; an internal one also to whoever takes part in its case."""
    try:
        return queries.entry(uid, viewer)
    except NotKnown:
        row = queries.entry(uid, viewer, auxiliary=True)
        if not takes_part_in(row.subject_urn, viewer):
            raise
        return row


@staff()
def entry(request: StaffRequest, uid: str) -> HttpResponse:
    """One entry with the check of its commitments and its place in the log of acts."""
    row = _entry(uid, request.actor)
    return render(request, "work/registers/entry.html", {"entry": row, "check": queries.verify_entry(row)})


@staff()
def receipt(request: StaffRequest, uid: str) -> HttpResponse:
    """The receipt of one entry, to be checked offline."""
    text = queries.entry_receipt(_entry(uid, request.actor))
    if text is None:
        return render(
            request,
            "work/registers/receipt_later.html",
            {"back": request.path.removesuffix("receipt/")},
            status=409,
        )
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="entry-{uid}.tlog-proof"'
    return answer
