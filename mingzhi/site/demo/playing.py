"""Play the plan on dates relative to the day of loading, as patiently as the law asks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.kernel.refusal import NotNow
from mingzhi.site.demo.cast import cast_of
from mingzhi.site.demo.county import People
from mingzhi.site.demo.plan import WHOLE, Part
from mingzhi.site.walk import Walk

PATIENCE = 15
DAY = timedelta(days=1)


class PatientWalk(Walk):
    """A walk that waits: a step refused because its time has not come is tried again a day later.

    Holidays move legal waiting times, so the same scenario fits every season.
    """

    now: datetime
    said: dict[str, dict[str, Any]]

    def core(self, name: str, on: date) -> dict[str, Any]:
        """Return the core as it was first put: a day's wait does not change what happened before it."""
        if name not in self.said:
            self.said[name] = super().core(name, on)
        return self.said[name]

    def perform(self, event: Mapping[str, Any]) -> Any:
        """Play one event, at its time or as soon after as the law allows."""
        for _day in range(PATIENCE):
            try:
                return super().perform(event)
            except NotNow:
                if event["at"] + self.shift + DAY > self.now:
                    raise
                self.shift += DAY
        return super().perform(event)


def events_of(part: Part, script: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the events a part of the plan plays, in order."""
    main = list(script["events"])
    if part.unpublished:
        main = [event for event in main if event["do"] != "publish"]
    names = [event.get("step", event["do"]) for event in main]
    last = names.index(part.until) + 1 if part.until else len(main)
    if part.until == "opinion" and part.matter == WHOLE:
        last = len(names) - names[::-1].index("opinion")
    return main[:last] + list(script.get(part.turn, ()) if part.turn else ())


def shift_for(events: list[Mapping[str, Any]], now: datetime, *, idle: int, slack: int) -> timedelta:
    """Return whole weeks that bring the last event to just before ``now``, less ``idle`` weeks.

    ``slack`` days are kept free for waiting.
    """
    last = max(event["at"] for event in events)
    weeks = (now - timedelta(days=slack) - last) // timedelta(weeks=1)
    return timedelta(weeks=weeks - idle)


def play(part: Part, people: People, *, now: datetime, turn: int = 0) -> Walk:
    """Play one part of the plan; raise the refusal when the law forbids what it asks."""
    script = part.script()
    events = events_of(part, script)
    slack = 0 if len(events) < 4 else 3
    walk = PatientWalk(script=script, cast=cast_of(people, part.agency, first=turn))
    walk.now, walk.said = now, {}
    walk.shift = shift_for(events, now, idle=part.idle, slack=slack)
    for event in events:
        walk.perform(event)
    return walk
