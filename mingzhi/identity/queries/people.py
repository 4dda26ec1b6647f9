"""People of an agency on a day: officers, reviewers, counsel, holders of a capability."""

import re
import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from mingzhi.identity.models import Appointment, Certificate, Counsel, Person, ReviewerQualification, Role
from mingzhi.identity.queries.periods import carrying, standing, with_state
from mingzhi.identity.rules.levels import CARRYING, CertificateKind
from mingzhi.identity.rules.views import (
    CertificateView,
    CounselView,
    OfficerView,
    PersonView,
    ReviewerView,
)
from mingzhi.kernel.urn import Urn
from mingzhi.prepared import prepared

EXPIRED = "expired"
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _people(urns: Iterable[str]) -> "QuerySet[Person]":
    return Person.objects.filter(uid__in=_uids(urns))


def _uids(urns: Iterable[str]) -> list[uuid.UUID]:
    keys = []
    for urn in urns:
        try:
            parsed = Urn.parse(urn)
        except ValueError:
            continue
        if (parsed.room, parsed.noun) == ("identity", "person") and _UID.fullmatch(parsed.key):
            keys.append(uuid.UUID(parsed.key))
    return keys


def names_of(urns: Iterable[str]) -> dict[str, str]:
    """Return urn → name for the people among ``urns``; one query."""
    return {person.urn: person.name for person in _people(urns)}


def certificate_state(row: Certificate, day: date) -> str:
    """Return the state on ``day`` of a certificate read by ``with_state``: its last change, or expired."""
    state: str = row.state or ""  # type: ignore[attr-defined]
    return EXPIRED if state in CARRYING and not row.since <= day < row.until else state


def _certificate_view(row: Certificate, day: date) -> CertificateView:
    state = certificate_state(row, day)
    return CertificateView(
        urn=row.urn,
        number=row.number,
        kind=row.kind,
        person_urn=row.person.urn,
        person_name=row.person.name,
        agency_code=row.agency.code,
        since=row.since,
        until=row.until,
        state=state,
        valid=state in CARRYING,
    )


def certificates_on(
    person_urns: Iterable[str], day: date, *, kind: str = CertificateKind.OFFICER
) -> dict[str, CertificateView]:
    """Return person urn → the certificate that counts on ``day``; a valid one wins; one query.

    Certificates issued after ``day`` are left out, so the answer for a past day never changes with
    later issues. People without any certificate are absent.
    """
    found: dict[str, CertificateView] = {}
    for row in _issued(_uids(person_urns), kind, day):
        view = _certificate_view(row, day)
        earlier = found.get(view.person_urn)
        if earlier is None or view.valid or not earlier.valid:
            found[view.person_urn] = view
    return found


@prepared
def _issued(people: Sequence[uuid.UUID], kind: str, day: date) -> "QuerySet[Certificate]":
    rows = with_state(day).filter(person__uid__in=people, kind=kind, since__lte=day)
    return rows.select_related("person", "agency").order_by("since", "id")


def _appointed(agency_code: str, on: date, **role: object) -> "QuerySet[Person]":
    posts = Appointment.objects.filter(standing(on), agency__code=agency_code, **role)
    return Person.objects.filter(pk__in=posts.values("person")).order_by("name", "id")


def officers(agency_code: str, on: date) -> list[OfficerView]:
    """Return the people appointed to a certified role of the agency, with their certificates; two queries."""
    people = list(_appointed(agency_code, on, role__certificate=CertificateKind.OFFICER.value))
    held = certificates_on([person.urn for person in people], on)
    views = []
    for person in people:
        certificate = held.get(person.urn)
        views.append(
            OfficerView(
                urn=person.urn,
                name=person.name,
                certificate_number=certificate.number if certificate else "",
                valid=bool(certificate and certificate.valid),
                state=certificate.state if certificate else "",
                until=certificate.until if certificate else None,
            )
        )
    return views


def reviewers(agency_code: str, on: date) -> list[ReviewerView]:
    """Return the people appointed to review for the agency; three queries.

    ``qualified`` is False for somebody appointed without a ground (行政处罚法 第五十八条第二款).
    """
    people = list(_appointed(agency_code, on, role__in=_roles_giving("review.review")))
    grounds = {
        row.person_id: row.ground
        for row in ReviewerQualification.objects.filter(standing(on), person__in=people).order_by("since")
    }
    return [
        ReviewerView(
            urn=person.urn,
            name=person.name,
            qualification=grounds.get(person.pk, ""),
            qualified=person.pk in grounds,
        )
        for person in people
    ]


def _roles_giving(capability: str) -> list[Role]:
    return [role for role in _roles() if capability in (*role.capabilities, *role.certified)]


@prepared
def _roles() -> "QuerySet[Role]":
    return Role.objects.order_by("order", "id")


def people_with(capability: str, agency_code: str, on: date) -> list[PersonView]:
    """Return the agency's people who have the capability on that day, certificates counted; two queries."""
    roles = _roles_giving(capability)
    outright = [role.pk for role in roles if capability in role.capabilities]
    certified = [role for role in roles if role.pk not in outright]
    condition = Q(role__in=outright)
    for role in certified:
        holders = carrying(on).filter(kind=role.certificate).values("person")
        condition |= Q(role=role, person__in=holders)
    posts = Appointment.objects.filter(condition, standing(on), agency__code=agency_code)
    people = Person.objects.filter(pk__in=posts.values("person")).order_by("name", "id")
    return [PersonView(urn=person.urn, name=person.name) for person in people]


def former_holders(capability: str, agency_code: str, on: date) -> list[str]:
    """Return the urns of those who had a post of the agency giving the capability, and by that day have none.

    Two queries. A post is asked for, not a certificate: who is suspended for a time has not left.
    """
    roles = [role.pk for role in _roles_giving(capability)]
    return [person.urn for person in _gone_from(roles, agency_code, on)]


@prepared
def _gone_from(roles: Sequence[int], agency_code: str, on: date) -> "QuerySet[Person]":
    posts = Appointment.objects.filter(role__id__in=roles, agency__code=agency_code)
    still = posts.filter(standing(on)).values("person")
    gone = posts.filter(until__lte=on).exclude(person__in=still).values("person")
    return Person.objects.filter(pk__in=gone).order_by("id")


def counsel_on(agency_code: str, on: date) -> list[CounselView]:
    """Return the counsel under contract with the agency on that day, then the shared pool of others."""
    own = Case(When(agency__code=agency_code, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = (
        Counsel.objects.filter(standing(on), Q(agency__code=agency_code) | Q(shared=True))
        .select_related("agency")
        .annotate(own=own)
        .order_by("own", "name", "id")
    )
    return [
        CounselView(
            urn=row.urn,
            name=row.name,
            kind=row.kind,
            firm=row.firm,
            scope=row.scope,
            shared=row.shared,
            since=row.since,
            until=row.until,
            agency_code=row.agency.code,
        )
        for row in rows
    ]


def reviewer_ratio(agency_code: str, on: date) -> tuple[int, int]:
    """Return (qualified reviewers, officers with a valid certificate): the plan asks for 5 % (二(三)1)."""
    able = [reviewer for reviewer in reviewers(agency_code, on) if reviewer.qualified]
    return len(able), len([officer for officer in officers(agency_code, on) if officer.valid])
