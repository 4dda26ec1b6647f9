"""People, agencies and actors for every room's tests; rows are written directly, without trail entries.

- ``make_region()`` the fictional county 清溪县 with its city and province (or another code);
- ``make_agency()`` an agency with a current version (superior, region, names as keywords);
- ``make_person()`` somebody; ``appoint()`` into a role; ``certify()`` with an officer's certificate;
- ``make_actor(capabilities=…)`` a value only: no rows, for acts that ask the actor alone;
- ``make_staff(role)`` person + appointment + certificate + qualification, returned as a real actor.
"""

import itertools
from datetime import date
from functools import cache
from pathlib import Path

from mingzhi.identity import rules
from mingzhi.identity.models import (
    Account,
    Agency,
    AgencyVersion,
    Appointment,
    Certificate,
    CertificateEvent,
    Person,
    Region,
    ReviewerQualification,
    Role,
)
from mingzhi.identity.queries import actor_for
from mingzhi.identity.rules.codes import with_check_digit
from mingzhi.identity.rules.roles import RoleSpec, read_roles
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.urn import Urn

BEGINNING = date(2020, 1, 1)
MARKET_CODE = "11339921MB0W12342N"
NAMES = {"330000": "之江省", "339900": "明州市", "339921": "清溪县", "339922": "兰渚县"}
_numbers = itertools.count(1)


def make_region(code: str = "339921") -> Region:
    """Return the region, made with the regions around it when absent."""
    found = Region.objects.filter(code=code).first()
    if found:
        return found
    if code.endswith("0000"):
        parent, level = None, "省"
    elif code.endswith("00"):
        parent, level = make_region(code[:2] + "0000"), "市"
    else:
        parent, level = make_region(code[:4] + "00"), "县"
    name = NAMES.get(code, f"{code}{level}")
    return Region.objects.create(
        code=code,
        name=name,
        full_name=(parent.full_name if parent else "") + name,
        level=level,
        parent=parent,
        path=f"{parent.path}/{code}" if parent else code,
    )


def make_agency(
    code: str = "",
    *,
    name: str = "清溪县市场监督管理局",
    sign: str = "清市监",
    region: Region | None = None,
    superior: Agency | None = None,
    since: date = BEGINNING,
    **changes: object,
) -> Agency:
    """Return an agency with a version current since 2020; the first default one has the scenario's code."""
    if not code:
        taken = Agency.objects.filter(code=MARKET_CODE).exists()
        code = with_check_digit(f"11339921MB{next(_numbers):07d}") if taken else MARKET_CODE
    region = region or make_region()
    agency = Agency.objects.create(code=code)
    fields: dict[str, object] = {
        "level": region.level,
        "government": f"{region.name}人民政府",
        "reconsideration_body": f"{region.name}人民政府",
        "court": f"{region.name}人民法院",
        "payment": "清溪农商银行，账户名 清溪县财政局非税收入专户",
        "address": "清溪县人民路1号",
        "phone": "0000-12345678",
        "review_unit": f"{name}法规科",
    }
    AgencyVersion.objects.create(
        agency=agency,
        since=since,
        name=name,
        sign=sign,
        region=region,
        superior=superior,
        **{**fields, **changes},
    )
    return agency


def make_person(name: str = "", **fields: object) -> Person:
    """Return a person."""
    return Person.objects.create(name=name or f"人员{next(_numbers)}", **fields)


def make_account(person: Person, username: str = "", password: str = "QingXi-2026-demo") -> Account:
    """Return a login for the person."""
    account = Account(username=username or f"user{next(_numbers)}", person=person)
    account.set_password(password)
    account.save()
    return account


def make_roles() -> dict[str, Role]:
    """Return code → role, loaded from the product's own table."""
    known = {role.code for role in Role.objects.all()}
    Role.objects.bulk_create(
        Role(
            code=spec.code,
            title=spec.title,
            order=spec.order,
            capabilities=list(spec.capabilities),
            certified=list(spec.certified),
            certificate=spec.certificate,
            guide=spec.guide,
        )
        for spec in _roles()
        if spec.code not in known
    )
    return {role.code: role for role in Role.objects.all()}


@cache
def _roles() -> tuple[RoleSpec, ...]:
    path = Path(rules.__file__).parents[1] / "data" / "roles.toml"
    return read_roles(path.read_text(encoding="utf-8"))


def appoint(
    person: Person, agency: Agency, role: str, since: date = BEGINNING, until: date | None = None
) -> Appointment:
    """Return an appointment."""
    row = Role.objects.filter(code=role).first() or make_roles()[role]
    return Appointment.objects.create(person=person, agency=agency, role=row, since=since, until=until)


def certify(
    person: Person,
    agency: Agency,
    *,
    kind: str = "officer",
    since: date = BEGINNING,
    until: date = date(2030, 1, 1),
    number: str = "",
) -> Certificate:
    """Return an issued certificate."""
    certificate = Certificate.objects.create(
        number=number or f"339921{next(_numbers):05d}",
        kind=kind,
        person=person,
        agency=agency,
        issued_by="之江省人民政府",
        since=since,
        until=until,
    )
    CertificateEvent.objects.create(certificate=certificate, kind="issued", on=since, recorded_at=clock.now())
    return certificate


def qualify(person: Person, since: date = BEGINNING) -> ReviewerQualification:
    """Return a reviewer's qualification."""
    return ReviewerQualification.objects.create(
        person=person, ground="法律职业资格", number=f"A2020339921{next(_numbers):04d}", since=since
    )


def make_staff(role: str, *, agency: Agency | None = None, name: str = "", on: date | None = None) -> Actor:
    """Return a real actor: person, appointment, and what the role needs (certificate, qualification)."""
    agency = agency or Agency.objects.filter(code=MARKET_CODE).first() or make_agency()
    person = make_person(name)
    post = appoint(person, agency, role)
    if post.role.certificate:
        certify(person, agency, kind=post.role.certificate)
    if "review.review" in post.role.capabilities:
        qualify(person)
    return actor_for(person, on=on or clock.today(), agency_code=agency.code)


def make_actor(
    capabilities: object = (),
    *,
    label: str = "陈立",
    urn: str = "",
    agency_code: str = MARKET_CODE,
    agency_label: str = "清溪县市场监督管理局",
    region_code: str = "339921",
    role: str = "handler",
    on: date | None = None,
    seen: object = None,
) -> Actor:
    """Return an actor as a value, without any row; ``seen`` defaults to the own agency."""
    return Actor(
        kind=ActorKind.PERSON,
        urn=urn or str(Urn("identity", "person", f"00000000-0000-4000-8000-{next(_numbers):012d}")),
        label=label,
        on=on or clock.today(),
        agency_code=agency_code,
        agency_label=agency_label,
        region_code=region_code,
        role=role,
        capabilities=frozenset(capabilities),  # type: ignore[call-overload]
        agency_codes_seen=frozenset({agency_code} if seen is None else seen),  # type: ignore[call-overload]
    )
