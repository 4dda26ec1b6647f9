"""People: registered, appointed to roles, relieved of them; roles loaded from the release."""

from datetime import date
from pathlib import Path

from mingzhi.identity import rules
from mingzhi.identity.acts.accounts import hashed, open_account
from mingzhi.identity.acts.conflicts import once
from mingzhi.identity.acts.ending import MOVED_AHEAD, may_end
from mingzhi.identity.acts.fitting import given, must_fit
from mingzhi.identity.models import Agency, Appointment, Person, Role
from mingzhi.identity.policy import (
    may_appoint,
    may_manage_agency,
    may_manage_appointment,
    may_manage_person,
    may_manage_roles,
    may_take_on,
)
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.roles import read_roles
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

ROLES_FILE = Path(rules.__file__).parents[1] / "data" / "roles.toml"


@act("identity.load_roles", title=_("装载岗位"), may=may_manage_roles)
def load_roles(*, actor: Actor) -> list[Role]:
    """Load the release's role table; roles keep their identity, their rights follow the release."""
    specs = read_roles(ROLES_FILE.read_text(encoding="utf-8"))
    loaded = []
    for spec in specs:
        role, __ = Role.objects.update_or_create(
            code=spec.code,
            defaults={
                "title": spec.title,
                "order": spec.order,
                "capabilities": list(spec.capabilities),
                "certified": list(spec.certified),
                "certificate": spec.certificate,
                "guide": spec.guide,
            },
        )
        loaded.append(role)
    describe(
        subject=str(Urn("identity", "role", "all")),
        label=_("岗位与权限"),
        content={spec.code: sorted((*spec.capabilities, *spec.certified)) for spec in specs},
    )
    return loaded


@act("identity.register_person", title=_("登记人员"), may=may_manage_agency, serves=["2.1.1a"])
def register_person(*, actor: Actor, agency: Agency, name: str, title: str = "", phone: str = "") -> Person:
    """Register somebody who works for the agency; what they may do follows from later acts.

    Raises Invalid without a name.
    """
    if not name.strip():
        raise Invalid("identity.name", _("请填写姓名。"), field="name")
    name, title, phone = name.strip(), title.strip(), phone.strip()
    must_fit(Person, name=name, title=title, phone=phone)
    person = Person.objects.create(name=name, title=title, phone=phone)
    describe(
        subject=person.urn,
        label=person.name,
        content={"name": person.name, "title": person.title, "phone": person.phone},
        mentions=[agency.urn],
    )
    return person


@act(
    "identity.correct_person",
    title=_("更正人员信息"),
    may=may_manage_person,
    locks="person",
    serves=["2.1.1a"],
)
def correct_person(
    *, actor: Actor, agency: Agency, person: Person, name: str, title: str, phone: str, reason: str
) -> Person:
    """Put name, title and phone right; what was entered before stays in the record.

    Raises Invalid without a name, or where nothing changes.
    """
    reason, name, title, phone = given(reason), name.strip(), title.strip(), phone.strip()
    if not name:
        raise Invalid("identity.name", _("请填写姓名。"), field="name")
    must_fit(Person, name=name, title=title, phone=phone)
    before = {"name": person.name, "title": person.title, "phone": person.phone}
    after = {"name": name, "title": title, "phone": phone}
    if before == after:
        raise Invalid("identity.person_same", _("没有改动。"), field="name")
    person.name, person.title, person.phone = name, title, phone
    person.save(update_fields=["name", "title", "phone"])
    describe(
        subject=person.urn,
        label=person.name,
        content={**after, "before": before, "reason": reason},
        mentions=[agency.urn],
    )
    return person


@act("identity.appoint", title=_("任职"), may=may_appoint, locks="agency", serves=["2.1.1a"])
def appoint(*, actor: Actor, agency: Agency, person: Person, role: Role, since: date) -> Appointment:
    """Appoint a person to a role for the agency from a day on."""
    view = agency_on(agency.code, since)
    with once("identity.appointed", _("该人员现已担任此岗位。"), field="role"):
        appointment = Appointment.objects.create(person=person, agency=agency, role=role, since=since)
    describe(
        subject=person.urn,
        label=person.name,
        content={"role": role.code, "title": role.title, "agency": view.name, "since": since.isoformat()},
        mentions=[agency.urn, appointment.urn],
    )
    return appointment


def take_on(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    role: Role,
    since: date,
    title: str = "",
    phone: str = "",
    username: str = "",
    password: str = "",
) -> Person:
    """Enter somebody new with a first post and, where a login name is given, a login: all or nothing."""
    return _take_on(
        actor=actor,
        agency=agency,
        name=name,
        role=role,
        since=since,
        title=title,
        phone=phone,
        username=username,
        password_hash=hashed(password) if username.strip() else "",
    )


@act("identity.take_on", title=_("登记人员并任职"), may=may_take_on, serves=["2.1.1a"])
def _take_on(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    role: Role,
    since: date,
    title: str,
    phone: str,
    username: str,
    password_hash: str,
) -> Person:
    """Enter somebody new with a first post and a login."""
    person = register_person(actor=actor, agency=agency, name=name, title=title, phone=phone)
    appoint(actor=actor, agency=agency, person=person, role=role, since=since)
    if username.strip():
        open_account(
            actor=actor, agency=agency, person=person, username=username, password_hash=password_hash
        )
    describe(
        subject=person.urn,
        label=person.name,
        content={"role": role.code, "since": since.isoformat(), "username": username.strip()},
        mentions=[agency.urn],
    )
    return person


@act(
    "identity.end_appointment",
    title=_("免除任职"),
    may=may_manage_appointment,
    locks="appointment",
    serves=["2.1.1c"],
)
def end_appointment(*, actor: Actor, appointment: Appointment, until: date, reason: str) -> Appointment:
    """End an appointment: from ``until`` on the person no longer acts in the role.

    An end still ahead may be moved. Raises NotNow for one that has come, or for a day before it began.
    """
    if until < appointment.since or not may_end(appointment.until, until):
        raise NotNow(
            "identity.appointment_ended",
            _("该任职已经免除，或者免除日期早于任职日期。"),
            way_out=MOVED_AHEAD,
            field="until",
        )
    reason = given(reason)
    appointment.until, appointment.ended_because = until, reason
    appointment.save(update_fields=["until", "ended_because"])
    describe(
        subject=appointment.person.urn,
        label=appointment.person.name,
        content={"role": appointment.role.code, "until": until.isoformat(), "reason": reason},
        mentions=[appointment.agency.urn, appointment.urn],
    )
    return appointment
