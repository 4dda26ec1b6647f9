"""The Atom feed of a search, which also tells what came down (RFC 6721 tombstones)."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed

from mingzhi.disclosure.queries.notices import withdrawn
from mingzhi.disclosure.queries.searching import Filters
from mingzhi.disclosure.queries.views import NoticeView
from mingzhi.disclosure.rules.kinds import KINDS
from mingzhi.disclosure.rules.outcomes import PENALTY

_SPACE = "http://purl.org/atompub/tombstones/1.0"
_LOOKED_AT = 100


class Feed(Atom1Feed):
    """Atom with deleted entries."""

    def __init__(self, *given: Any, fallen: list[NoticeView], **more: Any) -> None:
        super().__init__(*given, **more)
        self._fallen = fallen

    def root_attributes(self) -> dict[str, Any]:
        """Add the name space of tombstones."""
        return {**super().root_attributes(), "xmlns:at": _SPACE}

    def add_root_elements(self, handler: Any) -> None:
        """Write the deleted entries before the living ones."""
        super().add_root_elements(handler)
        for notice in self._fallen:
            if notice.end is None:
                continue
            when = notice.end.at.isoformat(timespec="seconds")
            handler.startElement("at:deleted-entry", {"ref": f"urn:uuid:{notice.uid}", "when": when})
            handler.addQuickElement("at:comment", notice.end.reason)
            handler.endElement("at:deleted-entry")


def fallen(filters: Filters) -> list[NoticeView]:
    """Return what lately came down and fits the filters a tombstone shows: kind, agency, region.

    Words are left aside on purpose: whether fallen content held a word is not told any more.
    """
    rows = [row for _key, row in withdrawn(limit=_LOOKED_AT)]
    return [row for row in rows if _fits(row, filters)]


def _fits(row: NoticeView, filters: Filters) -> bool:
    region = filters.region.rstrip("0")
    return (
        filters.kind in {"", row.kind}
        and (row.kind == PENALTY or not (filters.penalty or filters.fine))
        and (bool(KINDS[row.kind].act_kind) or not filters.basis)
        and filters.agency in {"", row.agency_code}
        and row.region_code.startswith(region)
    )
