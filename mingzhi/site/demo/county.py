"""Load the fictional county's bodies and people, all through acts."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from mingzhi.catalogue.acts import assign_powers, load_catalogue
from mingzhi.catalogue.acts.shipped import power_tables
from mingzhi.identity import acts as identity
from mingzhi.identity.models import Agency, Person, Role
from mingzhi.identity.queries import actor_for
from mingzhi.kernel.actor import Actor, system_actor
from mingzhi.site.founding.reading import card_of

CERTIFICATE_YEARS = 5


@cache
def county() -> dict[str, Any]:
    """Return the county's data file."""
    return tomllib.loads(Path(__file__).with_name("county.toml").read_text())


@dataclass(frozen=True)
class People:
    """The loaded people, found by agency key and role on a day."""

    persons: dict[str, Person]  # login → person
    posts: dict[tuple[str, str], str]  # (login, role) → appointment
    agencies: dict[str, str]  # key → code

    def actor(self, agency: str, role: str, on: date, *, nth: int = 0) -> Actor:
        """Return the n-th person with the role in the agency, acting on that day."""
        logins = [
            entry["login"]
            for entry in county()["people"]
            if entry["agency"] == agency and role in entry["roles"]
        ]
        login = logins[nth % len(logins)]
        return actor_for(
            self.persons[login],
            on=on,
            agency_code=self.agencies[agency],
            appointment=self.posts[login, role],
        )


def load_bodies(*, today: date) -> People:
    """Load regions, agencies, roles, people, certificates, reviewers and accounts.

    ``today`` is the day of loading: appointments began years before it and certificates outlast it.
    """
    keeper = system_actor("load_county", on=today)
    data = county()
    since = today - timedelta(days=365 * CERTIFICATE_YEARS - 40)
    for region in data["regions"]:
        identity.set_up_region(
            actor=keeper,
            code=region["code"],
            name=region["name"],
            level=region["level"],
            parent_code=region.get("parent", ""),
        )
    identity.load_roles(actor=keeper)
    codes = {entry["key"]: entry["code"] for entry in data["agencies"]}
    agencies = {entry["key"]: _agency(keeper, entry, codes, since) for entry in data["agencies"]}
    _catalogue(today, data["agencies"])
    roles = {role.code: role for role in Role.objects.all()}
    password = identity.hashed(data["password"])
    people = People({}, {}, codes)
    for entry in data["people"]:
        _person(
            keeper,
            entry,
            agency=agencies[entry["agency"]],
            people=people,
            roles=roles,
            since=since,
            password=password,
        )
    return people


def _agency(keeper: Actor, entry: dict[str, Any], codes: dict[str, str], since: date) -> Agency:
    superior = entry.get("superior", "")
    return identity.set_up_agency(
        actor=keeper,
        code=entry["code"],
        since=since,
        card=card_of(entry, codes[superior] if superior else ""),
    )


def _catalogue(today: date, entries: list[dict[str, Any]]) -> None:
    loader = system_actor("load_catalogue", on=today)
    load_catalogue(actor=loader)
    by_field: dict[str, list[str]] = {}
    for table in power_tables():
        by_field.setdefault(table["field"], []).append(table["code"])
    since = today - timedelta(days=365 * CERTIFICATE_YEARS)
    for entry in entries:
        if codes := by_field.get(entry.get("field", "")):
            assign_powers(actor=loader, agency_code=entry["code"], codes=codes, since=since)


def _person(
    keeper: Actor,
    entry: dict[str, Any],
    *,
    agency: Agency,
    people: People,
    roles: dict[str, Role],
    since: date,
    password: str,
) -> None:
    person = identity.register_person(actor=keeper, agency=agency, name=entry["name"])
    people.persons[entry["login"]] = person
    for role in entry["roles"]:
        post = identity.appoint(actor=keeper, agency=agency, person=person, role=roles[role], since=since)
        people.posts[entry["login"], role] = str(post.uid)
    if number := entry.get("certificate"):
        identity.issue_certificate(
            actor=keeper,
            agency=agency,
            person=person,
            number=number,
            kind="auxiliary" if "auxiliary" in entry["roles"] else "officer",
            issued_by="之江省人民政府",
            since=since,
            until=since + timedelta(days=entry.get("certificate_days", 365 * CERTIFICATE_YEARS + 300)),
        )
    if qualification := entry.get("qualification"):
        identity.register_reviewer(
            actor=keeper,
            agency=agency,
            person=person,
            ground=qualification,
            since=since,
            number=f"A3390{crc32(entry['login'].encode()):011d}",
        )
    identity.open_account(
        actor=keeper,
        agency=agency,
        person=person,
        username=entry["login"],
        password_hash=password,
        must_change_password=False,
    )
