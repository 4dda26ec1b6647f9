"""Documents and files: the page of one, and its bytes. Rights are asked at every one of these doors."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.records import queries
from mingzhi.workbench.door import StaffRequest, staff
from mingzhi.workbench.showing.material import Material, kind_of

FRAMED = "frame-ancestors 'self'"
SEALED_OFF = f"default-src 'none'; media-src 'self'; {FRAMED}; sandbox"


def find(uid: str, viewer: Actor) -> queries.Thing:
    """Return the document or attachment with this uid; raises NotKnown for both alike."""
    try:
        return queries.document(uid, viewer)
    except NotKnown:
        return queries.attachment(uid, viewer)


@staff()
def page(request: StaffRequest, uid: str) -> HttpResponse:
    """One document or attachment with its viewer, its digests and its verification code."""
    thing = find(uid, request.actor)
    material = Material(
        uid=thing.uid, title=thing.title, kind=kind_of(thing.file.media_type), url=f"{request.path}file/"
    )
    return render(request, "work/document.html", {"thing": thing, "material": material})


@staff()
def content(request: StaffRequest, uid: str) -> HttpResponse:
    """The bytes, compared with their digest; shown inside our own pages only."""
    thing = find(uid, request.actor)
    answer = HttpResponse(queries.read_bytes(thing.file), content_type=thing.file.media_type)
    name = f"{thing.title}.pdf" if isinstance(thing, queries.DocumentView) else thing.name
    answer["Content-Disposition"] = content_disposition_header("download" in request.GET, name)
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Content-Security-Policy"] = FRAMED if thing.file.media_type == "application/pdf" else SEALED_OFF
    answer["Cache-Control"] = "private, no-store"
    return answer
