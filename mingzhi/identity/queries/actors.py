"""From a login to an actor: the appointment of the day and what it gives."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from mingzhi.identity.models import Account, AgencyVersion, Appointment, Person
from mingzhi.identity.queries.periods import carrying, standing
from mingzhi.identity.rules.levels import REGION_WIDE
from mingzhi.identity.rules.views import AppointmentView
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared


def _appointments(holder: Account | Person, on: date) -> list[Appointment]:
    if isinstance(holder, Account) and not holder.is_active:
        return []
    person = holder.person_id if isinstance(holder, Account) else holder.pk
    return _standing_appointments(person, on) if person else []


@prepared
def _standing_appointments(person: int, on: date) -> "QuerySet[Appointment]":
    certificate = carrying(on).filter(person=OuterRef("person"), kind=OuterRef("role__certificate"))
    return (
        Appointment.objects.filter(standing(on), standing(on, "agency__versions__"), person=person)
        .select_related("person", "agency", "role")
        .annotate(
            agency_name=F("agency__versions__name"),
            region_code=F("agency__versions__region__code"),
            region_path=F("agency__versions__region__path"),
            carried=Exists(certificate),
        )
        .order_by("role__order", "id")
    )


def _chosen(rows: list[Appointment], agency_code: str, appointment: str) -> Appointment | None:
    for row in rows:
        if appointment and str(row.uid) == appointment and agency_code in ("", row.agency.code):
            return row
    for row in rows:
        if agency_code in ("", row.agency.code):
            return row
    return None


def _capabilities(row: Appointment) -> frozenset[str]:
    certified = row.role.certified if row.carried else ()  # type: ignore[attr-defined]
    return frozenset((*row.role.capabilities, *certified))


def visible_agencies(
    *, agency_code: str, capabilities: frozenset[str], region_path: str, on: date
) -> frozenset[str]:
    """Return the codes of the agencies whose records may be seen: one query at most.

    One's own agency always; with ``cases.view_subordinate`` the agencies below it (two levels); with
    ``supervision.view`` or ``identity.oversee`` every agency of the region and of the regions inside it.
    A closed agency stays in the sight of those who saw it last: its records do.
    """
    wider = Q()
    if "cases.view_subordinate" in capabilities:
        below = AgencyVersion.objects.filter(standing(on), superior__code=agency_code).values("agency")
        wider |= Q(superior__code=agency_code) | Q(superior__in=below)
    if capabilities & REGION_WIDE and region_path:
        wider |= Q(region__path=region_path) | Q(region__path__startswith=f"{region_path}/")
    if not wider:
        return frozenset({agency_code})
    later = AgencyVersion.objects.filter(agency=OuterRef("agency"), since__gte=OuterRef("until"))
    closed = Q(until__lte=on) & ~Exists(later)
    codes = AgencyVersion.objects.filter(wider, standing(on) | closed).values_list("agency__code", flat=True)
    return frozenset({agency_code, *codes})


def find_actor(
    holder: Account | Person, *, on: date, agency_code: str = "", appointment: str = ""
) -> Actor | None:
    """Return the actor, or None when the holder has no appointment on that day; at most two queries.

    ``appointment`` is the uid chosen in the session; without it the first by the order of roles.
    Nothing is kept between calls: an appointment ended or a certificate withdrawn today counts today.
    """
    row = _chosen(_appointments(holder, on), agency_code, appointment)
    return _actor(row, on) if row else None


def find_acting(
    account: Account, *, on: date, appointment: str
) -> tuple[Actor | None, list[AppointmentView]]:
    """Return the actor, and all appointments they may act in, the acting one marked; at most two queries."""
    rows = _appointments(account, on)
    row = _chosen(rows, "", appointment)
    return (_actor(row, on) if row else None), _views(rows, row)


def _actor(row: Appointment, on: date) -> Actor:
    capabilities = _capabilities(row)
    return Actor(
        kind=ActorKind.PERSON,
        urn=row.person.urn,
        label=row.person.name,
        on=on,
        agency_code=row.agency.code,
        agency_label=row.agency_name,  # type: ignore[attr-defined]
        region_code=row.region_code,  # type: ignore[attr-defined]
        role=row.role.code,
        capabilities=capabilities,
        agency_codes_seen=visible_agencies(
            agency_code=row.agency.code,
            capabilities=capabilities,
            region_path=row.region_path,  # type: ignore[attr-defined]
            on=on,
        ),
    )


def actor_for(
    account_or_person: Account | Person, *, on: date, agency_code: str = "", appointment: str = ""
) -> Actor:
    """Return the actor; raises NotAllowed when there is no appointment on that day."""
    actor = find_actor(account_or_person, on=on, agency_code=agency_code, appointment=appointment)
    if actor is None:
        raise NotAllowed(
            "identity.no_appointment",
            _("您当前没有有效的任职，不能办理业务。"),
            way_out=_("请联系本机关管理员核对任职和岗位设置。"),
        )
    return actor


def appointments_of(
    account_or_person: Account | Person, *, on: date, acting: str = ""
) -> list[AppointmentView]:
    """Return the appointments the holder may act in on that day, the acting one marked; one query."""
    rows = _appointments(account_or_person, on)
    return _views(rows, _chosen(rows, "", acting))


def _views(rows: list[Appointment], chosen: Appointment | None) -> list[AppointmentView]:
    return [
        AppointmentView(
            uid=str(row.uid),
            person_urn=row.person.urn,
            person_name=row.person.name,
            role=row.role.code,
            role_title=row.role.title,
            agency_code=row.agency.code,
            agency_name=row.agency_name,  # type: ignore[attr-defined]
            since=row.since,
            until=row.until,
            acting=row is chosen,
        )
        for row in rows
    ]
