"""Perform real acts for some seconds, as one officer; print how many as JSON.

First acts without a document (open a case, check on the site, tell the party), then acts with one (decide
on the spot: number, drawn paper, decision, duties to publish), on the cases just opened.
"""

import argparse
import json
import time
from typing import Any

import django

django.setup()

from mingzhi.cases.acts import open_case, take_step  # noqa: E402
from mingzhi.cases.models import Case  # noqa: E402
from mingzhi.catalogue.queries import power_on  # noqa: E402
from mingzhi.kernel import clock  # noqa: E402
from mingzhi.kernel.actor import Actor  # noqa: E402
from mingzhi.site.demo.cast import cast_of  # noqa: E402
from mingzhi.site.generator.patterns import people, script_of  # noqa: E402
from mingzhi.trail.models import Entry  # noqa: E402


class Officer:
    """One officer at work with a colleague."""

    def __init__(self, nth: int) -> None:
        self.today = clock.today()
        cast = cast_of(people(), "qsj", first=nth)
        self.actor: Actor = cast("handler", self.today)
        self.officers = (self.actor.urn, cast("second", self.today).urn)
        self.script = script_of("summary")
        self.data = {
            event["step"]: self._said(event["data"]) for event in self.script["events"] if "data" in event
        }
        self.power = power_on(self.script["case"]["power"], self.today).uid

    def _said(self, data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "core": self.script["core"]} if "core" in data else data

    def open(self) -> Case:
        """Open a case."""
        about = self.script["case"]
        return open_case(
            actor=self.actor,
            agency_code=self.actor.agency_code,
            power_uid=self.power,
            procedure=about["procedure"],
            cause=about["cause"],
            source=about["source"],
            facts=about["facts"],
            party=self.script["party"],
        )

    def take(self, case: Case, step: str) -> None:
        """Take one step of the case."""
        take_step(actor=self.actor, case=case, step=step, data=self.data[step], officers=self.officers)


def main() -> None:
    """Work for the given time without documents, then with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--nth", type=int, default=0)
    given = parser.parse_args()
    officer = Officer(given.nth)
    cases, acts, begun = list[Case](), 0, time.perf_counter()
    first = Entry.objects.order_by("-id").values_list("id", flat=True)[0]
    while time.perf_counter() - begun < given.seconds:
        cases.append(officer.open())
        officer.take(cases[-1], "check_on_site")
        officer.take(cases[-1], "tell_on_site")
        acts += 3
    plain = acts / (time.perf_counter() - begun)
    entries = Entry.objects.filter(id__gt=first).count() / (time.perf_counter() - begun)
    decided, begun = 0, time.perf_counter()
    while decided < len(cases) and time.perf_counter() - begun < given.seconds:
        officer.take(cases[decided], "decide_on_spot")
        decided += 1
    drawn = decided / (time.perf_counter() - begun)
    print(json.dumps({"plain": plain, "entries": entries, "drawn": drawn}))


if __name__ == "__main__":
    main()
