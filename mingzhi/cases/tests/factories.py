"""A small agency with everybody a case needs.

``company()`` makes the people (rows of identity, the shipped catalogue); its ``cast`` gives the actor
of a role on a day. ``bare_case()``, ``bare_step()`` and ``bare_core()`` write rows alone, without acts.
"""

import itertools
import uuid
from dataclasses import dataclass
from datetime import date

from mingzhi.cases.models import Case, ContentCore, Step
from mingzhi.catalogue.acts import assign_powers
from mingzhi.catalogue.tests import factories as catalogue
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, system_actor

_numbers = itertools.count(1)
POWERS = ("MZ-CF-SP-001", "MZ-CF-JG-001", "MZ-XK-JT-001")
ROLES = {
    "handler": ("handler", "陈立"),
    "second": ("officer", "周敏"),
    "reviewer": ("reviewer", "方圆"),
    "review_head": ("review_head", "李文"),
    "head": ("head", "沈国平"),
    "publisher": ("publisher", "赵晴"),
    "checker": ("checker", "钱进"),
    "archivist": ("archivist", "孙书"),
}


@dataclass
class Company:
    """The agency's people by role."""

    agency_code: str
    people: dict[str, Person]

    def cast(self, role: str, on: date) -> Actor:
        """Return who plays the role on that day."""
        return actor_for(self.people[role], on=on, agency_code=self.agency_code)


def company() -> Company:
    """Make the agency, its people and the catalogue with the powers it holds."""
    catalogue.load()
    agency = identity.make_agency()
    people = {}
    for key, (role, name) in ROLES.items():
        person = identity.make_person(name)
        post = identity.appoint(person, agency, role)
        if post.role.certificate:
            identity.certify(person, agency, kind=post.role.certificate)
        if "review.review" in post.role.capabilities:
            identity.qualify(person)
        people[key] = person
    keeper = system_actor("load_catalogue", on=clock.today())
    assign_powers(actor=keeper, agency_code=agency.code, codes=list(POWERS), since=date(2022, 1, 1))
    return Company(agency.code, people)


def bare_case(procedure: str = "ordinary", kind: str = "行政处罚", *, power_uid: str = "p") -> Case:
    """Write a case row and nothing around it: for tests of what the database itself refuses."""
    uid = uuid.uuid4()
    return Case.objects.create(
        uid=uid,
        urn=f"urn:mingzhi:cases:case:{uid}",
        number=f"清市监案〔2026〕{next(_numbers)}号",
        procedure=procedure,
        procedure_version="2026.1",
        kind=kind,
        cause="经营超过保质期的食品案",
        power_uid=power_uid,
        power_code="MZ-CF-SP-001",
        power_name="对经营超过保质期的食品的处罚",
        agency_code="11339921MB0W12342N",
        agency_name="清溪县市场监督管理局",
        agency_level="县",
        region_code="339921",
        region_name="之江省明州市清溪县",
        source="日常检查发现",
        opened_at=clock.now(),
        opened_by_urn="urn:mingzhi:identity:person:chen",
        opened_by_label="陈立",
        state="clue",
        state_since=clock.now(),
    )


def bare_step(case: Case, code: str = "conclude", **changes: object) -> Step:
    """Write a step row of the case."""
    fields: dict[str, object] = {
        "case": case,
        "procedure": case.procedure,
        "code": code,
        "title": code,
        "stage": "审核",
        "occurred_at": clock.now(),
        "recorded_at": clock.now(),
        "actor_urn": "urn:mingzhi:identity:person:chen",
        "actor_label": "陈立",
        "state_before": "clue",
        "state_after": "clue",
    }
    return Step.objects.create(**{**fields, **changes})


def bare_core(case: Case, step: Step, core_hash: str = "c" * 64) -> ContentCore:
    """Write a proposed core of the case."""
    return ContentCore.objects.create(
        case=case, step=step, hash=core_hash, core={"outcome": "penalty"}, proposed_at=clock.now()
    )
