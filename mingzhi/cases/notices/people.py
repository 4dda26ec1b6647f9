"""Whom a file knows: the party as it was and is, those who were asked, stood by, spoke for it or signed.

What the file knows the redactor hides wherever it stands (个人信息保护法 §34); officers act in public
(行政处罚法 §42-1) and stay.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mingzhi.cases.models import Case, Party, Step
from mingzhi.cases.rules.party_kinds import PARTY_KINDS
from mingzhi.disclosure.rules.doubts import HIDE, NAME
from mingzhi.identity.rules.views import AgencyView
from mingzhi.redaction import Known, names_of, people_in

PEOPLE_FIELDS = (
    "asked_name",
    "present_name",
    "witness",
    "receiver",
    "service_receiver",
    "agents",
    "informant",
    "interested_name",
    "keeper",
    "performer",
    "supervisors",
    "winner",
)
"""Entries of steps that hold names, perhaps with what somebody is: 李四（店员）."""
NUMBER_FIELDS = ("asked_code", "asked_phone", "service_phone")
HOME_FIELDS = ("asked_address",)
_NO_WRITING = frozenset({*PEOPLE_FIELDS, *NUMBER_FIELDS, *HOME_FIELDS})


def known_of(
    case: Case,
    party: Party,
    agency: AgencyView,
    *,
    public_names: tuple[str, ...] = (),
    said: Mapping[str, str] | None = None,
) -> Known:
    """Return what the file knows of people, for redaction and leak test.

    ``said`` is what checks of the notice said: what is a name is known too, what else must not become public
    is a secret of this file.
    """
    person = party.kind == "person"
    steps = list(
        Step.objects.filter(case=case)
        .only("data", "officer_first_label", "officer_second_label")
        .order_by("id")
    )
    rows = list(Party.objects.filter(case=case).order_by("id"))
    officers = {label for step in steps for label in (step.officer_first_label, step.officer_second_label)}
    shown = (party.name, *public_names, *officers)
    found = _said_to_be(NAME, said)
    entered = tuple(filter(None, (*(row.operator for row in rows), *_former_names(rows), *_people(steps))))
    named = (*entered, *_told(steps, shown, entered), *found)
    return Known(
        party_name=party.name,
        party_is_person=person,
        other_names=_once(name for name in named if name not in shown),
        identifiers=_once(
            (
                *(number for row in rows for number in (row.id_number, row.phone)),
                *_entries(steps, NUMBER_FIELDS),
            )
        ),
        addresses=_once(
            (*(row.address for row in rows if row.kind == "person"), *_entries(steps, HOME_FIELDS))
        ),
        secrets=_said_to_be(HIDE, said),
        public_names=_once((*public_names, *sorted(officers))),
        public_texts=_once(
            (
                *(agency.phone, agency.payment, agency.address),
                *(() if person else (party.address, party.code)),
            )
        ),
    )


def about(case: Case, party: Party) -> dict[str, Any]:
    """Return what a notice says of agency, place and party; the code only of organisations."""
    return {
        "agency_code": case.agency_code,
        "agency_name": case.agency_name,
        "region_code": case.region_code,
        "region_name": case.region_name,
        "level": case.agency_level,
        "party_name": party.name,
        "party_kind": PARTY_KINDS[party.kind],
        "party_code": party.code if party.kind != "person" else "",
    }


def _said_to_be(what: str, said: Mapping[str, str] | None) -> tuple[str, ...]:
    return tuple(text for text, saying in (said or {}).items() if saying == what)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _former_names(rows: Sequence[Party]) -> Iterator[str]:
    """Names under which a natural person was a party of this case by mistake."""
    return (row.name for row in rows if row.kind == "person")


def _people(steps: Iterable[Step]) -> Iterator[str]:
    return (name for value in _entries(steps, PEOPLE_FIELDS) for name in names_of(value))


def _told(steps: Iterable[Step], shown: Sequence[str], entered: Sequence[str]) -> Iterator[str]:
    """Yield the names that any writing of the file gives away.

    None that begins or ends like a public one, none that is the beginning of a name that was entered.
    """
    for step in steps:
        written = "\n".join(_strings(value) for code, value in step.data.items() if code not in _NO_WRITING)
        for name in people_in(written):
            public = any(one and (name.startswith(one) or name.endswith(one)) for one in shown)
            if not public and not any(one.startswith(name) for one in entered):
                yield name


def _strings(value: Any) -> str:
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return "\n".join(_strings(one) for one in value)
    return value if isinstance(value, str) else ""


def _entries(steps: Iterable[Step], fields: Sequence[str]) -> Iterator[str]:
    """Yield what stands in these entries of all steps; a list yields each of its lines."""
    for step in steps:
        for code in fields:
            value = step.data.get(code)
            for one in value if isinstance(value, list) else (value,):
                if isinstance(one, str) and one.strip():
                    yield one.strip()
