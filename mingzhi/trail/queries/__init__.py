"""Reading the trail: pages of entries, and their proof."""

from mingzhi.trail.queries.proof import EntryCheck, check, entry_receipt, verify_entry
from mingzhi.trail.queries.reading import EntryView, Page, by_agency, by_person, entry, timeline

__all__ = [
    "EntryCheck",
    "EntryView",
    "Page",
    "by_agency",
    "by_person",
    "check",
    "entry",
    "entry_receipt",
    "timeline",
    "verify_entry",
]
