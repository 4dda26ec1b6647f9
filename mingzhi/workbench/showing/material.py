"""How one material of a file is shown beside the page: PDF, picture, recording, or to be opened apart."""

from dataclasses import dataclass

from django.urls import reverse

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.records import queries


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
    return family if family in ("image", "video", "audio") else "other"


def find(uid: str, viewer: Actor, *, auxiliary: bool = False) -> queries.Thing:
    """Return the document or attachment with this uid; raises NotKnown for both alike."""
    try:
        return queries.document(uid, viewer, auxiliary=auxiliary)
    except NotKnown:
        return queries.attachment(uid, viewer, auxiliary=auxiliary)


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
