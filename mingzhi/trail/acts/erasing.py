"""Erase the content of an entry and leave the tombstone."""

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts.frame import act, describe
from mingzhi.trail.models import Entry, Payload
from mingzhi.trail.policy import may_erase


@act(
    "trail.erase_payload",
    title=_("清除记录内容"),
    may=may_erase,
    locks="entry",
    serves=("2.2.3a",),
    basis=("个人信息保护法 §47",),
)
def erase_payload(*, actor: Actor, entry: Entry, because: str) -> Entry:
    """Erase what was entered in an act, with its salt; the envelope and the leaf stay.

    Afterwards nobody can tell the content from its commitment. The erasure is itself an entry, on the
    page of the same subject. Raises NotKnown, NotAllowed, Conflict (erased already) or Invalid (no reason).
    """
    Payload.objects.filter(entry=entry).update(
        content=None, salt="", erased_at=clock.now(), erased_because=because.strip()
    )
    describe(
        subject=entry.subject_urn,
        label=entry.subject_label,
        content={"entry": str(entry.uid), "because": because.strip()},
        mentions=[str(Urn("trail", "entry", str(entry.uid)))],
        hashes={"erased": entry.payload_hash},
    )
    return entry
