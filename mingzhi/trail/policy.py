"""Who may read the trail, and who may erase from it."""

from django.db.models import Q

from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotKnown
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.models import Entry
from mingzhi.trail.rules.internal import internal

VIEW = "trail.view"
ERASE = "trail.erase"
AUXILIARY = "records.view_auxiliary"
MATTERS = frozenset(
    {
        "cases.view",
        "cases.handle",
        "cases.approve",
        "cases.discuss",
        "review.review",
        "review.assign",
        "records.archive",
        "disclosure.prepare",
        "disclosure.check",
        "supervision.view",
    }
)
"""Capabilities of those who work on matters or watch over them; administrators have none of them."""
MANAGED = ("identity", "catalogue", "calendars", "ledger")
"""Rooms whose entries name no matter: what an administrator manages."""
_ERASURE = cite("个人信息保护法 §47")


def may_read_agency(viewer: Actor, agency_code: str) -> bool:
    """Tell whether the viewer may read the record of a whole agency."""
    return viewer.can(VIEW) and viewer.sees(agency_code)


def may_read_person(viewer: Actor, person_urn: str) -> bool:
    """Tell whether the viewer may read a person's record: one's own, or with the right to."""
    return viewer.urn == person_urn or viewer.can(VIEW)


def works_on_matters(viewer: Actor) -> bool:
    """Tell whether the viewer works on matters or watches over them; others only manage."""
    return viewer.kind is ActorKind.SYSTEM or bool(viewer.capabilities & MATTERS)


def within(viewer: Actor) -> Q:
    """Return which entries the viewer's work concerns: an administrator manages, and reads no cases."""
    return Q() if works_on_matters(viewer) else managed(viewer.urn)


def managed(person_urn: str) -> Q:
    """Return which entries concern whoever only manages: the own ones, and those that name no matter."""
    found = Q(actor_urn=person_urn)
    for room in MANAGED:
        found |= Q(subject_urn__startswith=f"urn:mingzhi:{room}:")
    return found


def hidden(viewer: Actor, entry: Entry, *, auxiliary: bool = False) -> bool:
    """Tell whether an entry shows to the viewer only as internal material, without title or content.

    ``auxiliary`` is said by the room that knows the viewer as taking part in the matter; others need
    the right to read the auxiliary part. Everybody reads the own acts.
    """
    if auxiliary or viewer.kind is ActorKind.SYSTEM or viewer.can(AUXILIARY) or viewer.urn == entry.actor_urn:
        return False
    payload = getattr(entry, "payload", None)
    return internal(entry.act, payload.content if payload else None, title=entry.title)


def may_erase(*, actor: Actor, entry: Entry, because: str) -> None:
    """Raise a refusal unless the actor may erase the content of this entry now."""
    if not actor.sees(entry.agency_code):
        raise NotKnown("trail.unknown", _("没有找到该记录。"))
    actor.must(ERASE, citation=_ERASURE)
    if entry.payload.erased_at is not None:
        raise Conflict("trail.erased", _("该记录的内容已经清除。"), citation=_ERASURE)
    if not because.strip():
        raise Invalid(
            "trail.erase_reason",
            _("清除内容须写明依据和理由。"),
            citation=_ERASURE,
            way_out=_("请写明个人信息应当删除的情形，以及保存期限已经届满的依据。"),
            field="because",
        )
