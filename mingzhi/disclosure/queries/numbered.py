"""The notices that bear a document number, standing or fallen.

Words are looked up by pairs of characters, so that 〔2026〕2号 stands in 〔2026〕12号 too: whoever has a
number wants that document, or to hear that it came down. Of what came down nothing is told but what its
tombstone says.
"""

from dataclasses import dataclass

from django.db.models import QuerySet

from mingzhi.disclosure.models import Publication
from mingzhi.disclosure.rules.channels import PORTAL
from mingzhi.disclosure.rules.document_numbers import written
from mingzhi.prepared import prepared

_MOST = 20


@dataclass(frozen=True, slots=True)
class Numbered:
    """A notice with the number; ``title`` is empty when it is public no more."""

    uid: str
    number: str
    title: str


def bearing(text: str) -> list[Numbered]:
    """Return the notices whose document number is the whole text, the newest first."""
    numbers = written(text)
    if not numbers:
        return []
    found: dict[str, Numbered] = {}
    for publication in _publications(*numbers):
        uid, version = str(publication.notice.uid), publication.version
        title = version.title if publication.until is None else ""
        if uid not in found or title:
            found[uid] = Numbered(uid, version.document_number, title)
    return list(found.values())


@prepared
def _publications(one: str, other: str) -> QuerySet[Publication]:
    numbered = Publication.objects.filter(channel_id=PORTAL, version__document_number__in=[one, other])
    shown = ("until", "notice__uid", "version__title", "version__document_number")
    return numbered.select_related("notice", "version").only(*shown).order_by("-pk")[:_MOST]
