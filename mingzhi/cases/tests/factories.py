"""A small agency with everybody a case needs.

``company()`` makes the people (rows of identity, the shipped catalogue); its ``cast`` gives the actor
of a role on a day.
"""

from dataclasses import dataclass
from datetime import date

from mingzhi.catalogue.acts import assign_powers
from mingzhi.catalogue.tests import factories as catalogue
from mingzhi.identity.models import Person
from mingzhi.identity.queries import actor_for
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, system_actor

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
