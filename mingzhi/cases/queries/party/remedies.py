"""Where the party turns against a decision: body, term, address and channel."""

from dataclasses import dataclass
from datetime import date

from mingzhi.cases.models import Case, Clock, Decision, Remedy
from mingzhi.cases.queries.party.page import case_of_party
from mingzhi.identity.queries import agency_on, reconsideration_channel
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor

_LIMITS = ("reconsider", "sue", "sue_after")
_OF_COERCION = {"enforcement_reconsider": "until", "enforcement_sue": "court_until"} | {
    "coercive_sue_after": "court_until",
    "change_reconsider": "until",
    "change_sue": "court_until",
    "change_sue_after": "court_until",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainstCoercion:
    """Until when one coercive decision can be attacked by itself (行政强制法 §8-1)."""

    number: str
    until: date | None = None
    court_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemedyRoute:
    """The way to reconsideration and to the court; ``first``: reconsideration comes before the court.

    A coercive decision is attacked on the same way, each within its own time: ``coercive``.
    """

    body: str
    until: date | None
    office: str
    address: str
    phone: str
    online: str
    hours: str
    court: str
    court_until: date | None
    coercive: tuple[AgainstCoercion, ...]
    decided: bool
    first: bool
    licence: bool


def open_remedy(case: Case) -> Remedy | None:
    """Return the reconsideration or suit that goes on, the newest one (行政复议法 §48, 行政诉讼法 §67-1)."""
    return Remedy.objects.filter(case=case, ended_on=None).order_by("-id").first()


def remedy_route(case: Case, viewer: Actor) -> RemedyRoute | None:
    """Return the route for the party while what was decided stands (行政复议法 §20-1, §22-2, §23-1(1)).

    A seizure or a freezing comes before the decision on the act, and can be attacked at once.
    """
    case_of_party(str(case.uid), viewer)
    decided, coercive = Decision.objects.filter(case=case, fallen_at=None).exists(), _coercive(case)
    if not decided and not coercive:
        return None
    today = clock.today()
    agency = agency_on(case.agency_code, today)
    channel = reconsideration_channel(agency.reconsideration_body, today)
    rows = Clock.objects.filter(case=case, ended_at__isnull=True, code__in=_LIMITS)
    running = dict(rows.order_by("id").values_list("code", "due"))
    return RemedyRoute(
        body=agency.reconsideration_body,
        until=running.get("reconsider"),
        office=channel.get("office", ""),
        address=channel.get("address", ""),
        phone=channel.get("phone", ""),
        online=channel.get("online", ""),
        hours=channel.get("hours", ""),
        court=agency.court,
        court_until=running.get("sue_after") or running.get("sue"),
        coercive=coercive,
        decided=decided,
        first=case.procedure == "summary",
        licence=case.kind == "行政许可",
    )


def _coercive(case: Case) -> tuple[AgainstCoercion, ...]:
    """Return the time left against each coercive decision, in the order of the decisions."""
    rows = Clock.objects.filter(case=case, ended_at__isnull=True, code__in=_OF_COERCION)
    found: dict[str, dict[str, date]] = {}
    for code, number, due in rows.order_by("about_id", "id").values_list(
        "code", "about__document_number", "due"
    ):
        found.setdefault(number or "", {})[_OF_COERCION[code]] = due
    return tuple(AgainstCoercion(number=number, **days) for number, days in found.items())
