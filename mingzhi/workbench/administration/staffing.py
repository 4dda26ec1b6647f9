"""The forms by which an administrator enters people, gives them posts and ends these."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.identity import acts
from mingzhi.identity.models import Agency, Appointment, Person, Role
from mingzhi.identity.policy import OVERSEE
from mingzhi.identity.queries import agency_row
from mingzhi.identity.rules.members import MemberFile, Post
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.workbench.administration.certifying import (
    certifying,
    changeable,
    changing,
    disqualifying,
    qualifying,
)
from mingzhi.workbench.administration.logins import (
    BODIES,
    REASON,
    SINCE,
    UNTIL,
    Choices,
    logins_of,
    place,
    username,
)
from mingzhi.workbench.doing import Doing

PARTS = {
    "correct": "person",
    "appoint": "posts",
    "dismiss": "posts",
    "certify": "certificates",
    "change_certificate": "certificates",
    "qualify": "review",
    "disqualify": "review",
    "open_login": "login",
    "reset_login": "login",
    "close_login": "login",
    "reopen_login": "login",
}
"""Beside which part of a person's page each form stands."""
_FROM_TODAY = frozenset({"take_on", "appoint", "qualify"})


def beginning(doing: Doing, file: MemberFile | None = None) -> dict[str, str]:
    """Return what a form starts with: what stands, the only choice there is, today where things begin."""
    only = {field.code: field.choices[0][0] for field in doing.fields if len(field.choices) == 1}
    if doing.code in _FROM_TODAY:
        only["since"] = clock.today().isoformat()
    if file and doing.code == "correct":
        return {"name": file.name, "title": file.title, "phone": file.phone}
    return only


def _role_field(roles: Iterable[Role]) -> Field:
    choices = tuple((role.code, role.title) for role in roles)
    return Field(
        code="role",
        label=_("岗位"),
        kind=FieldKind.CHOICE,
        choices=choices,
        guide=_("岗位决定能办什么；执法岗位的权限只在执法证件有效的日子里有。"),
    )


def taking_on(roles: Iterable[Role], password: str) -> Doing:
    """Return the form that enters somebody new with a first post; its subject is the agency."""

    def run(actor: Actor, agency: Agency, data: dict[str, Any]) -> Person:
        return acts.take_on(
            actor=actor,
            agency=agency,
            name=data["name"],
            title=data.get("title") or "",
            phone=data.get("phone") or "",
            role=Role.objects.get(code=data["role"]),
            since=date.fromisoformat(data["since"]),
            username=data.get("username") or "",
            password=password,
        )

    fields = (
        Field(code="name", label=_("姓名")),
        _role_field(roles),
        SINCE,
        username(required=False),
        TITLE,
        PHONE,
    )
    return Doing(
        code="take_on", title=_("登记人员并任职"), run=run, said=_("已登记。"), basis=BODIES, fields=fields
    )


def doings_for(
    file: MemberFile, actor: Actor, *, agencies: Iterable[AgencyView], roles: Iterable[Role], password: str
) -> dict[str, Doing]:
    """Return what can be done for this person now; their subject is the person's row."""
    places = tuple((one.code, one.name) for one in agencies)
    theirs = tuple(pair for pair in places if pair[0] in file.agency_codes)
    found = [appointing(places, roles)]
    if posts := [post for post in file.posts if _ahead(post.until)]:
        found.append(dismissing(posts))
    if theirs:
        found.append(correcting(theirs[0][0]))
        found.append(certifying(theirs, officers=actor.can(OVERSEE)))
        found.append(qualifying(theirs[0][0]))
        found += logins_of(file, theirs[0][0], password)
    if changes := changeable(file):
        found.append(changing(changes))
    if grounds := tuple((one.uid, one.ground) for one in file.grounds if _ahead(one.until)):
        found.append(disqualifying(grounds, file.agency_codes[0]))
    return {doing.code: doing for doing in found}


def _ahead(until: date | None) -> bool:
    """Tell whether what ends on a day has still an end to come, or none."""
    return until is None or until > clock.today()


TITLE = Field(code="title", label=_("职务"), required=False)
PHONE = Field(code="phone", label=_("办公电话"), required=False)


def correcting(agency_code: str) -> Doing:
    """Return the form that puts name, title and phone right."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Person:
        return acts.correct_person(
            actor=actor,
            agency=agency_row(agency_code),
            person=person,
            name=data["name"],
            title=data.get("title") or "",
            phone=data.get("phone") or "",
            reason=data["reason"],
        )

    return Doing(
        code="correct",
        title=_("更正姓名、职务、电话"),
        run=run,
        said=_("已更正，原来的内容留在记录中。"),
        basis=BODIES,
        fields=(Field(code="name", label=_("姓名")), TITLE, PHONE, REASON),
    )


def appointing(places: Choices, roles: Iterable[Role]) -> Doing:
    """Return the form of a further post."""

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Appointment:
        return acts.appoint(
            actor=actor,
            agency=agency_row(data["agency"]),
            person=person,
            role=Role.objects.get(code=data["role"]),
            since=date.fromisoformat(data["since"]),
        )

    return Doing(
        code="appoint",
        title=_("任职"),
        run=run,
        said=_("已任职。"),
        basis=BODIES,
        fields=(place(places), _role_field(roles), SINCE),
    )


def dismissing(posts: list[Post]) -> Doing:
    """Return the form that ends a post."""
    choices = tuple((post.uid, f"{gettext(post.role_title)} · {post.agency_name}") for post in posts)

    def run(actor: Actor, person: Person, data: dict[str, Any]) -> Appointment:
        return acts.end_appointment(
            actor=actor,
            appointment=Appointment.objects.get(uid=data["post"], person=person),
            until=date.fromisoformat(data["until"]),
            reason=data["reason"],
        )

    return Doing(
        code="dismiss",
        title=_("免除任职"),
        run=run,
        said=_("已免除，自该日起不能再以此岗位办理。"),
        basis=BODIES,
        fields=(
            Field(code="post", label=_("免除哪项任职"), kind=FieldKind.CHOICE, choices=choices),
            UNTIL,
            REASON,
        ),
        grave=True,
    )
