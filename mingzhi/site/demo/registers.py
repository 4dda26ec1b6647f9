"""Fill the registers that people keep by hand, and change one of them later, so that there is history."""

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.identity import acts as identity
from mingzhi.identity.models import PublicItem
from mingzhi.identity.queries import agency_row
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.site.demo.county import People

A_YEAR = timedelta(days=365)
JOB = "load_county"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("registers.toml").read_text())


def load_registers(people: People) -> None:
    """Enter windows, places, channels, items and a published delegation, all from this day on."""
    today = clock.today()
    keeper = system_actor(JOB, on=today)
    for entry in _data()["entries"]:
        values = {name: text for name, text in entry.items() if name not in ("register", "agency")}
        identity.add_public_item(
            actor=keeper,
            agency=agency_row(people.agencies[entry["agency"]]),
            register=entry["register"],
            values=values,
            since=today,
        )
    for entry in _data()["delegations"]:
        given = identity.delegate(
            actor=keeper,
            agency=agency_row(people.agencies[entry["agency"]]),
            delegate_name=entry["delegate"],
            matters=entry["matters"],
            powers=entry["powers"],
            since=today,
            until=today + 3 * A_YEAR,
        )
        identity.publish_delegation(
            actor=keeper, delegation=given, published_on=today, address=entry["address"]
        )


def move_a_window(people: People) -> None:
    """Let the first window move to another floor: its earlier address stays in the history."""
    today = clock.today()
    window = PublicItem.objects.filter(
        register="windows", agency__code=people.agencies["qsj"], until__isnull=True
    ).earliest("pk")
    identity.change_public_item(
        actor=system_actor(JOB, on=today),
        item=window,
        values={**window.values, "address": "清溪县政务服务中心二楼3号窗口"},
        since=today,
        reason="政务服务中心窗口布局调整",
    )
