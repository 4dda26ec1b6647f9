"""Factories other rooms may use in their tests.

``load()`` loads the shipped catalogue through its act; ``keeper()`` is an actor who may manage it;
``food_power()`` is the power of the expired-food case.
"""

from datetime import date

from mingzhi.catalogue.acts import assign_powers, load_catalogue
from mingzhi.catalogue.queries import power_on
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, system_actor

FOOD = "MZ-CF-SP-001"
DAY = date(2026, 4, 13)


def load() -> dict[str, dict[str, int]]:
    """Load the shipped catalogue as the named job does."""
    return load_catalogue(actor=system_actor("load_catalogue", on=clock.today()))


def keeper(region: str = "330000", *, agency: str = "") -> Actor:
    """Return a keeper of the catalogue for all of a region (default: the province), or for one agency."""
    return Actor(
        kind=ActorKind.PERSON,
        urn="urn:mingzhi:identity:person:keeper",
        label="目录管理员",
        on=DAY,
        agency_code=agency or "11330000MB0W0001XX",
        region_code=region,
        role="admin",
        capabilities=frozenset({"catalogue.manage"} | ({"identity.oversee"} if not agency else set())),
    )


def food_power(agency_code: str = "") -> PowerView:
    """Return the power of the expired-food case, given to ``agency_code`` when one is named."""
    if agency_code:
        actor = system_actor("load_catalogue", on=clock.today())
        assign_powers(actor=actor, agency_code=agency_code, codes=[FOOD], since=date(2022, 1, 1))
    return power_on(FOOD, DAY)
