"""What the case knows and somebody must still see on the day: offered beside a field, never filled in."""

from collections.abc import Callable, Mapping

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.identity.queries import agency_on
from mingzhi.kernel import clock

ROLES: Mapping[str, str] = {
    "person": "本人",
    "individual_business": "经营者",
    "organisation": "法定代表人",
}
"""Who, by the kind of party, speaks for it unless somebody else does."""


def _receivers(page: CasePage) -> tuple[str, ...]:
    party = page.party
    return (f"{party.operator or party.name}，{ROLES.get(party.kind, '本人')}",)


def _remedy_bodies(page: CasePage) -> tuple[str, ...]:
    agency = agency_on(page.case.agency_code, clock.today())
    return tuple(filter(None, (agency.reconsideration_body, agency.court)))


SUGGESTED: Mapping[str, Callable[[CasePage], tuple[str, ...]]] = {
    "asked_role": lambda page: (ROLES[page.party.kind],) if page.party.kind in ROLES else (),
    "receiver": _receivers,
    "remedy_body": _remedy_bodies,
}
"""Text fields of any step, by their code."""


def suggested(declared: Declared, page: CasePage) -> dict[str, tuple[str, ...]]:
    """Return what is offered beside the text fields of a step."""
    return {item.code: SUGGESTED[item.code](page) for item in declared.fields if item.code in SUGGESTED}
