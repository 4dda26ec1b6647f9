"""How one material of a file is shown beside the page: PDF, picture, recording, or to be opened apart."""

from dataclasses import dataclass

from django.urls import reverse

from mingzhi.cases.queries import case_row
from mingzhi.cases.queries.pages import takes_part
from mingzhi.cases.queries.rows import Rows
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.urn import Urn
from mingzhi.records import queries

SHOWN_BY_BROWSERS = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"})
"""Pictures every browser draws; a phone's HEIC or a scanner's TIFF is opened apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material in the viewer, opened at a page or a second."""

    uid: str
    title: str
    kind: str
    url: str
    page: str = ""
    second: str = ""


def kind_of(media_type: str) -> str:
    """Return pdf, image, video, audio or other."""
    if media_type == "application/pdf":
        return "pdf"
    family = media_type.partition("/")[0]
    if family == "image" and media_type not in SHOWN_BY_BROWSERS:
        return "other"
    return family if family in ("image", "video", "audio") else "other"


def opened(uid: str, viewer: Actor) -> tuple[queries.Thing, bool]:
    """Return a document or attachment, and whether the viewer may read the auxiliary part of its case.

    Handlers, reviewers and whoever decides read the auxiliary part of their own cases; others need the
    right. Raises NotKnown for everybody else.
    """
    try:
        return _find(uid, viewer, auxiliary=False), False
    except NotKnown:
        thing = _find(uid, viewer, auxiliary=True)
        if not takes_part_in(thing.case_urn, viewer):
            raise
        return thing, True


def _find(uid: str, viewer: Actor, *, auxiliary: bool) -> queries.Thing:
    try:
        return queries.document(uid, viewer, auxiliary=auxiliary)
    except NotKnown:
        return queries.attachment(uid, viewer, auxiliary=auxiliary)


def takes_part_in(case_urn: str, viewer: Actor) -> bool:
    """Tell whether the viewer handles, reviews or decides the case."""
    named = Urn.parse(case_urn)
    if (named.room, named.noun) != ("cases", "case"):
        return False
    return takes_part(Rows(case_row(named.key, viewer), clock.today()), viewer)


def material_of(thing: queries.Thing, *, page: str = "", second: str = "") -> Material:
    """Return how a thing is shown."""
    return Material(
        uid=thing.uid,
        title=thing.title,
        kind=kind_of(thing.file.media_type),
        url=reverse("work:material_file", args=[thing.uid]),
        page=page,
        second=second,
    )
