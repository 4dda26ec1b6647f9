"""How one material of a dossier is shown beside the page: PDF, picture, recording, or to be opened apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A material in the viewer."""

    uid: str
    title: str
    kind: str
    url: str


def kind_of(media_type: str) -> str:
    """Return pdf, image, video, audio or other."""
    if media_type in ("", "application/pdf"):
        return "pdf"
    family = media_type.partition("/")[0]
    return family if family in ("image", "video", "audio") else "other"


def material_shown(dossier: Sequence[Mapping[str, Any]], uid: str) -> Material | None:
    """Return the material asked for from a frozen dossier; None when none or an unknown one is asked."""
    for item in dossier:
        if str(item["uid"]) == uid:
            kind = kind_of(str(item.get("media_type", "")))
            url = f"/work/materials/{uid}/file/"
            return Material(uid=uid, title=str(item["title"]), kind=kind, url=url)
    return None
