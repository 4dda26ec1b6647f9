"""What waits for somebody, and what they wait for: one list over all rooms, by time left."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from mingzhi.kernel.actor import Actor
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.review.queries import waiting_for as rounds_waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One thing that waits: what it is, about what, until when, and where it is done."""

    what: str
    about: str
    url: str
    due: date | None
    detail: str = ""
    limit: str = ""


def by_time(items: list[Waiting]) -> list[Waiting]:
    """Sort by time left; what has no limit comes last."""
    return sorted(items, key=lambda item: (item.due is None, item.due or date.max, item.about))


def waiting_for(actor: Actor) -> tuple[list[Waiting], list[Waiting]]:
    """Return what waits for the actor and what the actor waits for, both by time left."""
    return by_time(_reviews(actor)), []


def _reviews(actor: Actor) -> list[Waiting]:
    if not (actor.can("review.review") or actor.can("review.assign")):
        return []
    return [
        Waiting(
            what=_("法制审核") if round_.reviewer else _("指派审核人员"),
            about=round_.case_label,
            url=reverse("work:review", args=[round_.uid]),
            due=round_.due,
            detail=round_.submitted_by,
            limit=_("审核期限"),
        )
        for round_ in rounds_waiting(actor)
    ]
