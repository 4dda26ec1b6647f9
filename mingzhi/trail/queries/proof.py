"""The proof of entries: computed again from their columns, compared with the acts log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from mingzhi.kernel import canonical
from mingzhi.ledger import queries as ledger
from mingzhi.ledger.rules.logs import ACTS
from mingzhi.trail.models import Entry
from mingzhi.trail.queries import act_seals
from mingzhi.trail.queries.act_seals import ROWS
from mingzhi.trail.rules.envelope import commits_to, envelope

_CHUNK = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCheck:
    """What checking an entry gave.

    ``content`` is None when the content was erased; ``position`` is None until the leaf is integrated.
    """

    envelope: bool
    content: bool | None
    position: int | None

    @property
    def intact(self) -> bool:
        """Tell whether nothing that is still there was altered."""
        return self.envelope and self.content is not False


def verify_entry(entry: Entry) -> EntryCheck:
    """Compute both commitments of an entry again from its columns, and find its leaf."""
    mentions = [mention.urn for mention in entry.mentions.all()]
    return EntryCheck(
        envelope=commits_to(entry.content_hash, entry.salt, envelope(entry, mentions)),
        content=_content_holds(entry),
        position=ledger.position(ACTS, entry.content_hash),
    )


def _content_holds(entry: Entry) -> bool | None:
    payload = getattr(entry, "payload", None)
    if payload is None:
        return False
    if payload.erased_at is not None:
        return None
    return commits_to(entry.payload_hash, payload.salt, payload.content)


def entry_receipt(entry: Entry) -> str | None:
    """Return the receipt (``.tlog-proof``) of an entry with its envelope, None until it is integrated.

    The envelope names people; give it only to those who may see the entry.
    """
    said = envelope(entry, [mention.urn for mention in entry.mentions.all()])
    extra = canonical.canonical({"content": said, "salt": entry.salt})
    return ledger.receipt_text(log=ACTS, commitment_hex=entry.content_hash, extra=extra)


def check() -> list[str]:
    """Compute the commitments of every entry again, and the rows its act sealed; return the problems.

    That each commitment stands in the acts log, and each leaf has its entry, is the cross-check of site.
    """
    problems: list[str] = []
    rows = Entry.objects.select_related("payload", "act_seal").prefetch_related("mentions").order_by("id")
    entries = rows.iterator(chunk_size=_CHUNK)
    while batch := list(islice(entries, _CHUNK)):
        problems += _altered(batch)
    return [*problems, *act_seals.check()]


def _altered(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        mentions = [mention.urn for mention in entry.mentions.all()]
        if not commits_to(entry.content_hash, entry.salt, envelope(entry, mentions)):
            yield _("条目 %(uid)s 与其承诺不一致。") % {"uid": entry.uid}
        if _content_holds(entry) is False:
            yield _("条目 %(uid)s 的内容与其承诺不一致。") % {"uid": entry.uid}
        if (ROWS in entry.hashes) != hasattr(entry, "act_seal"):
            yield _("条目 %(uid)s 所写的数据行与其封存不一致。") % {"uid": entry.uid}
