"""Play the plan on dates relative to the day of loading, as patiently as the law asks."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.kernel.refusal import NotNow, Refusal
from mingzhi.site.demo.annual import end_of_reported_year
from mingzhi.site.demo.cast import cast_of
from mingzhi.site.demo.county import People
from mingzhi.site.demo.elsewhere import LATE, catch_up_elsewhere, keep_elsewhere
from mingzhi.site.demo.plan import WHOLE, Part
from mingzhi.site.walk import Walk

PATIENCE = 15
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
ANOTHER_DAY = ("cases.by_day",)
"""Refusals of the day on which something was done, not of what was done (行政强制法 §43-1)."""
IN_TIME = (("preserve", "handle_preservation", "preservation"),)
"""Steps and those that must follow within a limit, past which the law acts by itself (程序规定 §35-2)."""


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
            except Refusal as refusal:
                waits = isinstance(refusal, NotNow) or refusal.code in ANOTHER_DAY
                if not waits or event["at"] + self.shift + DAY > self.now:
                    raise
                self.shift += DAY
        return super().perform(event)


def events_of(part: Part, script: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the events a part of the plan plays, in order."""
    main = list(script["events"])
    if part.unpublished:
        main = [event for event in main if event["do"] != "publish"]
    names = [name_of(event) for event in main]
    last = names.index(part.until) + 1 if part.until else len(main)
    if part.until == "opinion" and part.matter == WHOLE:
        last = len(names) - names[::-1].index("opinion")
    played = main[:last]
    if part.unchecked:
        played = [{**event, "do": "prepare"} if event["do"] == "publish" else event for event in played]
    turn = list(script[part.turn]) if part.turn else []
    if part.stop:
        turn = turn[: [name_of(event) for event in turn].index(part.stop) + 1]
    return played + turn + (list(script[part.last]) if part.last else [])


def name_of(event: Mapping[str, Any]) -> str:
    """Return the step of an event, or its deed."""
    return str(event.get("step", event["do"]))


def shift_for(events: list[Mapping[str, Any]], now: datetime, *, idle: int, slack: int) -> timedelta:
    """Return whole weeks that bring the last event to just before ``now``, less ``idle`` weeks.

    ``slack`` days are kept free for waiting. A week in which a limit would end too early, because a
    day off was worked, is passed over: waiting helps against holidays, not against that.
    """
    last: datetime = max(event["at"] for event in events)
    shift = WEEK * ((now - timedelta(days=slack) - last) // WEEK - idle)
    while not in_time(events, shift):
        shift -= WEEK
    return shift


def in_time(events: list[Mapping[str, Any]], shift: timedelta) -> bool:
    """Tell whether every step that must follow another within a limit still does on these dates."""
    days = {name_of(event): (event["at"] + shift).date() for event in events}
    limits = PROCEDURES["ordinary"].by_limit
    return all(
        days[then] <= due(days[first], limits[limit].length, calendar=calendar()).due
        for first, then, limit in IN_TIME
        if first in days and then in days
    )


def play(part: Part, people: People, *, now: datetime, turn: int = 0) -> Walk:
    """Play one part of the plan; raise the refusal when the law forbids what it asks."""
    script = part.script()
    events = events_of(part, script)
    slack = 0 if len(events) < 4 else 3
    walk = PatientWalk(script=script, cast=cast_of(people, part.agency, first=turn))
    walk.now, walk.said = now, {}
    latest = end_of_reported_year(now) if part.reported else now
    walk.shift = shift_for(events, latest, idle=part.idle, slack=slack)
    for event in events:
        walk.perform(event)
        keep_elsewhere(walk, part.elsewhere)
    if part.elsewhere == LATE:
        catch_up_elsewhere(walk, now)
    return walk
