"""The people of the agencies somebody manages, for their pages: found, listed, one whole."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from mingzhi.identity.models import Account, AgencyVersion, Appointment, Certificate, Person, Role
from mingzhi.identity.queries.people import certificate_state, certificates_on
from mingzhi.identity.queries.periods import carrying, standing, with_state
from mingzhi.identity.rules.levels import CARRYING, CHANGE_TITLES, REGION_WIDE, CertificateKind
from mingzhi.identity.rules.members import (
    Card,
    Change,
    Ground,
    Login,
    Member,
    MemberFile,
    MemberPage,
    Post,
    Shown,
)
from mingzhi.identity.rules.views import CertificateView
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import NotKnown
from mingzhi.kernel.wording import gettext_noop as _

PAGE = 50


def members(
    viewer: Actor,
    *,
    codes: frozenset[str],
    text: str = "",
    shown: str = "",
    after: str = "",
    size: int = PAGE,
) -> MemberPage:
    """Return the people who hold or held a post at the agencies among ``codes`` the viewer sees, by name.

    ``after`` is the uid of the last one shown. Six queries at most, however long the page.
    """
    codes = codes & viewer.agency_codes_seen
    rows = _narrowed(_people(codes), codes, shown, viewer.on)
    if text := text.strip():
        number = Exists(Certificate.objects.filter(person=OuterRef("pk"), number=text))
        rows = rows.filter(Q(name__icontains=text) | Q(account__username__icontains=text.lower()) | number)
    if last := Person.objects.filter(uid=after).values_list("name", "pk").first() if _is_uid(after) else None:
        rows = rows.filter(Q(name__gt=last[0]) | Q(name=last[0], pk__gt=last[1]))
    found = list(rows.select_related("account").order_by("name", "pk")[: size + 1])
    cursor = str(found[size - 1].uid) if len(found) > size else ""
    return MemberPage(members=_lines(found[:size], codes, viewer.on), after=cursor)


def _is_uid(text: str) -> bool:
    return len(text) == 36 and all(sign in "0123456789abcdef-" for sign in text) and text.count("-") == 4


def _people(codes: frozenset[str]) -> "QuerySet[Person]":
    posts = Appointment.objects.filter(person=OuterRef("pk"), agency__code__in=codes)
    return Person.objects.filter(Exists(posts))


def _narrowed(rows: "QuerySet[Person]", codes: frozenset[str], shown: str, on: date) -> "QuerySet[Person]":
    posts = Appointment.objects.filter(standing(on), person=OuterRef("pk"), agency__code__in=codes)
    serving = Exists(posts)
    if shown == Shown.LEFT:
        return rows.filter(~serving)
    if shown == Shown.NO_LOGIN:
        return rows.filter(serving, Q(account__isnull=True) | Q(account__is_active=False))
    if shown == Shown.UNCERTIFIED:
        held = carrying(on).filter(person=OuterRef("person"), kind=OuterRef("role__certificate"))
        return rows.filter(Exists(posts.exclude(role__certificate="").exclude(Exists(held))))
    return rows.filter(serving) if shown == Shown.SERVING else rows


def _lines(people: list[Person], codes: frozenset[str], on: date) -> tuple[Member, ...]:
    posts: dict[int, list[Post]] = {}
    for row in _posts(codes, on).filter(standing(on), person__in=people):
        posts.setdefault(row.person_id, []).append(_post(row, on))
    held: dict[str, CertificateView] = {}
    for kind in CertificateKind:
        held = certificates_on((person.urn for person in people), on, kind=kind) | held
    return tuple(
        Member(
            uid=str(person.uid),
            name=person.name,
            title=person.title,
            posts=tuple(posts.get(person.pk, ())),
            certificate=held[person.urn].state if person.urn in held else "",
            username=account.username if (account := _account(person)) else "",
            login=_login(account),
        )
        for person in people
    )


def _account(person: Person) -> Account | None:
    found: Account | None = getattr(person, "account", None)
    return found


def _login(account: Account | None) -> Login:
    if account is None:
        return Login.NONE
    if not account.is_active:
        return Login.CLOSED
    return Login.FIRST if account.must_change_password else Login.OPEN


def _posts(codes: frozenset[str], on: date) -> "QuerySet[Appointment]":
    """Return the posts at agencies of these codes, each with the agency's name of the day or its last one."""
    named = AgencyVersion.objects.filter(agency=OuterRef("agency"), since__lte=on).order_by("-since")
    return (
        Appointment.objects.filter(agency__code__in=codes)
        .select_related("agency", "role")
        .annotate(agency_name=Subquery(named.values("name")[:1]))
        .order_by(F("until").desc(nulls_first=True), "role__order", "pk")
    )


def _post(row: Appointment, on: date) -> Post:
    return Post(
        uid=str(row.uid),
        agency_code=row.agency.code,
        agency_name=row.agency_name or "",  # type: ignore[attr-defined]
        role=row.role.code,
        role_title=row.role.title,
        since=row.since,
        until=row.until,
        ended_because=row.ended_because,
        standing=row.since <= on and (row.until is None or row.until > on),
    )


def member_row(uid: str, viewer: Actor) -> Person:
    """Return a person who holds or held a post at an agency the viewer sees; raises NotKnown."""
    found = _people(viewer.agency_codes_seen).filter(uid=uid).select_related("account").first()
    if found is None:
        raise NotKnown("identity.person", _("没有找到该人员。"))
    return found


def member(uid: str, viewer: Actor) -> MemberFile:
    """Return all that is kept of a person, as far as the viewer sees the agencies; five queries."""
    person, on, codes = member_row(uid, viewer), viewer.on, viewer.agency_codes_seen
    account = _account(person)
    cards = with_state(on).filter(person=person, agency__code__in=codes).prefetch_related("events")
    return MemberFile(
        uid=str(person.uid),
        urn=person.urn,
        name=person.name,
        title=person.title,
        phone=person.phone,
        posts=tuple(_post(row, on) for row in _posts(codes, on).filter(person=person)),
        certificates=tuple(_card(row, on) for row in cards.order_by("-since", "-pk")),
        grounds=tuple(
            Ground(
                uid=str(row.uid),
                ground=row.ground,
                number=row.number,
                since=row.since,
                until=row.until,
                ended_because=row.ended_because,
                standing=row.since <= on and (row.until is None or row.until > on),
            )
            for row in person.reviewer_qualifications.order_by("-since", "-pk")
        ),
        username=account.username if account else "",
        login=_login(account),
        opened_at=account.opened_at if account else None,
        last_login=account.last_login if account else None,
    )


def _card(row: Certificate, on: date) -> Card:
    state = certificate_state(row, on)
    return Card(
        number=row.number,
        kind_title=row.get_kind_display(),
        issued_by=row.issued_by,
        since=row.since,
        until=row.until,
        state=state,
        valid=state in CARRYING,
        changes=tuple(
            Change(kind=event.kind, title=CHANGE_TITLES[event.kind], on=event.on, reason=event.reason)
            for event in sorted(row.events.all(), key=lambda event: (event.on, event.pk))
        ),
    )


def roles_given_by(viewer: Actor) -> list[Role]:
    """Return the roles the viewer may appoint to: sight of a region is given by those who oversee one."""
    oversees = viewer.can("identity.oversee")
    return [
        role
        for role in Role.objects.all()
        if oversees or not REGION_WIDE & {*role.capabilities, *role.certified}
    ]
