"""Ratings against the entry that told of the box they came out of."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from mingzhi.site.checking.witnesses.reading import Look
from mingzhi.supervision.models import Rating
from mingzhi.supervision.rules.rating import digest_of
from mingzhi.trail.models import Entry

_ACT = "supervision.open_ratings"


def altered_ratings() -> Iterator[str]:
    """What came out of a box is still what its entry says, no more and no less."""
    told, erased = 0, False
    entries = Entry.objects.filter(act=_ACT).select_related("payload").order_by("id")
    for entry in entries.iterator(chunk_size=50):
        said = entry.payload.content
        if said is None:
            erased = True
            continue
        receipts = said.get("receipts", [])
        told += len(receipts)
        rows = list(Rating.objects.filter(receipt__in=receipts))
        if len(rows) != len(receipts) or said.get("digest", digest_of(rows)) != digest_of(rows):
            yield _("%(label)s与记录条目不一致。") % {"label": entry.subject_label}
    if not erased and Rating.objects.count() != told:
        yield _("有执法评价没有对应的记录条目。")


LOOKS: tuple[Look, ...] = (altered_ratings,)
