"""Documents and files: the page of one, and its bytes. Rights are asked at every one of these doors."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from mingzhi.cases.queries import case_page
from mingzhi.cases.queries.taking_part import may_add_somewhere
from mingzhi.kernel.refusal import Refusal
from mingzhi.records import queries
from mingzhi.records.acts import view_file
from mingzhi.records.answering import bytes_answer, wanted
from mingzhi.records.bringing import bring
from mingzhi.records.models.attachment import KINDS
from mingzhi.records.policy import may_attach
from mingzhi.workbench.casework.adding import add_material
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import material_of, opened

FRAMED = "frame-ancestors 'self'"
SEALED_OFF = f"default-src 'none'; media-src 'self'; {FRAMED}; sandbox"


@staff()
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One document or attachment with its viewer, its digests and its verification code."""
    thing, _inside = opened(uid, request.actor)
    return render(request, "work/casework/document.html", {"thing": thing, "material": material_of(thing)})


@staff()
def content(request: StaffRequest, uid: str) -> HttpResponseBase:
    """The bytes, whole or the part asked for; framed by our own pages only.

    Every look is an entry. A part from the middle belongs to the look of the last hours it goes on from;
    without one it is a look of its own.
    """
    thing, inside = opened(uid, request.actor)
    use = "download" if "download" in request.GET else "view"
    part = wanted(request, thing.file)
    if part is not None and not (part.start and queries.looking(request.actor, thing.urn, use)):
        view_file(actor=request.actor, urn=thing.urn, use=use, auxiliary=inside)
    answer = bytes_answer(part, thing.file)
    name = f"{thing.title}.pdf" if isinstance(thing, queries.DocumentView) else thing.name
    answer["Content-Disposition"] = content_disposition_header(use == "download", name) or "inline"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Content-Security-Policy"] = FRAMED if thing.file.media_type == "application/pdf" else SEALED_OFF
    answer["Cache-Control"] = "private, no-store"
    return answer


@staff("cases.handle")
def add(request: StaffRequest, uid: str) -> HttpResponse:
    """Add material to a step already taken, or say why a demanded recording is missing.

    Handlers add to their cases, other officers to the steps they took; others read only.
    """
    case = case_page(uid, request.actor)
    if not may_add_somewhere(request.actor, case.case.urn):
        may_attach(actor=request.actor, case_urn=case.case.urn, agency_code=case.case.agency_code)
    refusal: Refusal | None = None
    brought = bring(request.POST, request.FILES.getlist("files"), holder=request.actor.urn)
    if request.method == "POST":
        try:
            add_material(request.actor, case, request.POST, brought)
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("已归入案卷。"), extra_tags=request.POST.get("draft", ""))
            return redirect("work:case", uid)
    typed = request.POST or request.GET
    shown = {"case": case.case, "steps": case.steps, "typed": typed, "kinds": KINDS, "refusal": refusal}
    shown["held"] = brought.waiting
    return render(
        request, "work/casework/add_material.html", shown, status=refusal.status if refusal else 200
    )
