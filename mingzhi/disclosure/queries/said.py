"""What second persons said about the possible names in the notices on a source."""

from mingzhi.disclosure.models import Check
from mingzhi.disclosure.policy import may_see
from mingzhi.kernel.actor import Actor


def said_on(source_urn: str, viewer: Actor) -> dict[str, str]:
    """Return text → what it was said to be, by the latest check that said it; nothing for strangers."""
    rows = Check.objects.filter(version__notice__source_urn=source_urn, said__isnull=False).order_by("pk")
    found: dict[str, str] = {}
    for said, agency in rows.values_list("said", "version__notice__agency_code"):
        if may_see(viewer, agency):
            found |= said or {}
    return found
