"""Is what the page shows what the public log holds? Computed for every reader, never stored."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from mingzhi.disclosure.models import Leaf
from mingzhi.disclosure.queries.receipts import LOG
from mingzhi.disclosure.queries.views import NoticeView
from mingzhi.kernel.canonical import commitment
from mingzhi.ledger.queries import latest_checkpoint, position
from mingzhi.prepared import prepared

VERIFIED, WAITING, BROKEN = "verified", "waiting", "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The state of the mark: verified, waiting for the next signed tree, or broken."""

    state: str
    commitment: str
    index: int | None = None
    size: int = 0
    signed_at: datetime | None = None


def seal_of(view: NoticeView) -> Seal:
    """Compare what is shown with what was committed to, and look for the commitment in the signed tree.

    ``verified`` means: the content shown is the committed content, its salted commitment is the leaf,
    and the leaf lies inside the newest signed tree. The path itself is checked on the proof page.
    """
    leaf = next(iter(_leaves(view.commitment)), None)
    if leaf is None or not _is_committed(leaf) or not _says(leaf, view):
        return Seal(state=BROKEN, commitment=view.commitment)
    index, head = position(LOG, view.commitment), latest_checkpoint(LOG)
    if index is None or head is None or index >= head.size:
        return Seal(state=WAITING, commitment=view.commitment)
    return Seal(
        state=VERIFIED, commitment=view.commitment, index=index, size=head.size, signed_at=head.signed_at
    )


@prepared
def _leaves(commitment: str) -> QuerySet[Leaf]:
    return Leaf.objects.filter(commitment=commitment)


def _is_committed(leaf: Leaf) -> bool:
    return commitment(bytes.fromhex(leaf.salt), leaf.content).hex() == leaf.commitment


def _says(leaf: Leaf, view: NoticeView) -> bool:
    said = leaf.content
    if said.get("notice") != view.uid:
        return False
    shown = view.current
    if shown is None:
        return bool(view.end and view.end.reason.startswith(said["reason"].rstrip("。")))
    return bool(
        said["title"] == shown.title
        and said["number"] == shown.document_number
        and said["fields"] == [list(pair) for pair in shown.fields]
        and said["text"] == shown.text
        and said.get("pdf_sha256", "") == shown.pdf_sha256
        and said["party"].get("name", "") == shown.party_name
        and said["decided_on"] == view.decided_on.isoformat()
    )
