"""The Atom feed of a search, which also tells what came down (RFC 6721 tombstones)."""

from datetime import UTC, datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from mingzhi.disclosure.queries.fallen import Fallen, fallen
from mingzhi.disclosure.queries.searching import Filters
from mingzhi.disclosure.rules.index_terms import trimmed
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.outcomes import PENALTY

_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)
_SPACE = "http://purl.org/atompub/tombstones/1.0"


class Feed(Atom1Feed):
    """Atom with deleted entries."""

    def __init__(self, *given: Any, fallen: list[Fallen], **more: Any) -> None:
        super().__init__(*given, **more)
        self._fallen = fallen

    def root_attributes(self) -> dict[str, Any]:
        """Add the name space of tombstones."""
        return {**super().root_attributes(), "xmlns:at": _SPACE}

    def latest_post_date(self) -> datetime:
        """Return when the feed last changed: what came down changes it too, looking at it does not."""
        said = [item["updateddate"] for item in self.items]
        return max([*said, *(notice.at for notice in self._fallen)], default=_NOTHING_YET)

    def add_root_elements(self, handler: Any) -> None:
        """Write the deleted entries before the living ones."""
        super().add_root_elements(handler)
        for notice in self._fallen:
            when = notice.at.isoformat(timespec="seconds")
            handler.startElement("at:deleted-entry", {"ref": f"urn:uuid:{notice.uid}", "when": when})
            handler.addQuickElement("at:comment", notice.reason)
            handler.endElement("at:deleted-entry")


def fallen_of(filters: Filters) -> list[Fallen]:
    """Return what lately came down and fits the filters a tombstone shows: kind, agency, region.

    Words are left aside on purpose: whether fallen content held a word is not told any more.
    """
    kinds = {
        code
        for code, kind in KINDS.items()
        if filters.kind in {"", code}
        and (code == PENALTY or not (filters.penalty or filters.fine))
        and (bool(kind.act_kind) or not filters.basis)
    }
    return fallen(kinds=kinds, agency=filters.agency, region=trimmed(filters.region)) if kinds else []
