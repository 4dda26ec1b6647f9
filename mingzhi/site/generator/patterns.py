"""Play the patterns: which scenarios, in which agencies, how long ago, and how often each is copied."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from mingzhi.catalogue.queries import power_on, powers_of
from mingzhi.identity.models import Account, Appointment
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
from mingzhi.site.demo.cast import cast_of
from mingzhi.site.demo.county import People, county, load_bodies
from mingzhi.site.demo.elsewhere import keep_elsewhere
from mingzhi.site.generator.capture import Captured, mark, must_be_alone, since
from mingzhi.site.generator.parties import Words, another, words_of
from mingzhi.site.walk import Walk, scenario
from mingzhi.trail.acts.at_once import left_to_runs

_ROLES = frozenset({"handler", "head", "publisher", "checker", "archivist"})
_TRIES = 6
_HOME = "qsj"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of case: a matter walked up to a step, its share in a thousand, how many patterns at most."""

    name: str
    matter: str
    share: int
    patterns: int
    weeks: tuple[int, int]
    before: str = ""
    ending: str = ""  # another part of the scenario, played after ``before``


MIX = (
    Shape("线索核查，不予立案", "ordinary", 300, 8, (2, 104), "inspect", "not_filed"),
    Shape("简易程序，已公示归档", "summary", 350, 12, (2, 104)),
    Shape("简易程序，已公示，待缴款", "summary", 120, 6, (0, 3), "pay"),
    Shape("行政许可，已公示", "licence", 120, 8, (2, 100)),
    Shape("普通程序，已公示归档", "ordinary", 80, 8, (2, 90)),
    Shape("普通程序，调查中", "ordinary", 12, 3, (0, 4), "conclude"),
    Shape("普通程序，审核中", "ordinary", 6, 3, (0, 2), "assign"),
    Shape("普通程序，待决定", "ordinary", 6, 3, (0, 3), "decide_penalty"),
    Shape("普通程序，待公示", "ordinary", 6, 3, (0, 2), "publish"),
)
"""Most of what a county registers is short: leads that are not filed, and summary penalties."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A case that was walked, with its rows, its party and how many copies it is to have."""

    shape: Shape
    captured: Captured
    words: Words
    copies: int


def people() -> People:
    """Return the people of the county; load its bodies first where there are none."""
    if not Account.objects.exists():
        return load_bodies(today=clock.today())
    accounts = Account.objects.select_related("person").exclude(person=None)
    codes = {entry["key"]: entry["code"] for entry in county()["agencies"]}
    persons = {row.username: row.person for row in accounts if row.person}
    logins = {person.pk: login for login, person in persons.items()}
    posts = Appointment.objects.filter(until=None).select_related("role")
    held = {(logins[row.person_id], row.role.code): str(row.uid) for row in posts if row.person_id in logins}
    return People(persons, held, codes)


def play_all(cases: int, random: Random, mix: Sequence[Shape] = MIX) -> list[Pattern]:
    """Walk every pattern that ``cases`` cases need."""
    crew, patterns = people(), list[Pattern]()
    for shape in mix:
        wanted = max(1, round(cases * shape.share / 1000))
        number = min(shape.patterns, max(1, wanted // 25))
        script = script_of(shape.matter)
        agencies = able(script["case"]["power"], clock.today())
        for nth in range(number):
            copies = wanted // number + (nth < wanted % number)
            weeks = shape.weeks[0] + (shape.weeks[1] - shape.weeks[0]) * nth // max(1, number - 1)
            agency = agencies[0] if nth % 2 == 0 else agencies[nth // 2 % len(agencies)]
            words = another(words_of(script["party"]), random)
            patterns.append(walked(crew, Order(shape, agency, weeks, nth, copies), words))
    return patterns


@cache
def matters() -> dict[str, Any]:
    """Return the matters the patterns are about."""
    return tomllib.loads(Path(__file__).with_name("matters.toml").read_text(encoding="utf-8"))


def script_of(matter: str) -> dict[str, Any]:
    """Return the scenario of a matter, filled."""
    about = matters()[matter]
    fills = {**about["fills"], "party": about["party"]["name"], "person": about["party"]["operator"]}
    events = filled(scenario(about["scenario"])["events"], fills)
    endings = {name: filled(scenario(about["scenario"])[name], fills) for name in about.get("endings", ())}
    return {"events": events, **endings, **{part: about[part] for part in ("case", "party", "core")}}


def filled(value: Any, fills: Mapping[str, Any]) -> Any:
    """Put what a matter says where a plain scenario has ``{name}``."""
    if isinstance(value, str):
        if (name := value.strip("{}")) in fills and value == f"{{{name}}}":
            return fills[name]
        return renamed(value, {f"{{{name}}}": str(word) for name, word in fills.items()})
    if isinstance(value, Mapping):
        return {name: filled(part, fills) for name, part in value.items()}
    return [filled(part, fills) for part in value] if isinstance(value, list) else value


def able(power: str, on: date) -> list[str]:
    """Return the keys of the agencies that hold the power and have everybody a case needs."""
    held: list[str] = []
    for entry in county()["agencies"]:
        roles = {role for one in county()["people"] if one["agency"] == entry["key"] for role in one["roles"]}
        if roles >= _ROLES and power_on(power, on).code in {
            view.code for view in powers_of(entry["code"], on)
        }:
            held.append(entry["key"])
    return sorted(held, key=lambda key: key != _HOME)


@dataclass(frozen=True, slots=True)
class Order:
    """One pattern to be walked: where, how many weeks ago, with which handlers, for how many copies."""

    shape: Shape
    agency: str
    weeks: int
    nth: int
    copies: int


def walked(crew: People, order: Order, words: Words) -> Pattern:
    """Walk one pattern for a party; where a rest day stands in the way of a step, a week earlier."""
    script = script_of(order.shape.matter)
    told = renamed(script, dict(zip(words_of(script["party"]).literals(), words.literals(), strict=True)))
    last = _last_day(told["events"], order.shape.before, told.get(order.shape.ending, ()))
    for more in range(_TRIES):
        ago = (clock.today() - last).days // 7 - order.weeks - more
        cast = cast_of(crew, order.agency, first=order.nth)
        walk = Walk(script=told, cast=cast, shift=timedelta(weeks=ago))
        before = mark()
        try:
            with left_to_runs():
                walk.play(before=order.shape.before)
                if order.shape.ending:
                    walk.play(order.shape.ending)
                keep_elsewhere(walk)
        except Refusal:
            if more == _TRIES - 1:
                raise
            continue
        return Pattern(order.shape, must_be_alone(since(before)), words, order.copies)
    raise AssertionError("unreachable")


def _last_day(events: Sequence[Mapping[str, Any]], before: str, ending: Sequence[Mapping[str, Any]]) -> date:
    names = [event.get("step", event["do"]) for event in events]
    played = [*events[: names.index(before) if before else None], *ending]
    moments: list[datetime] = [event["at"] for event in played]
    return max(moments).date()


def renamed(value: Any, words: Mapping[str, str]) -> Any:
    """Return a scenario with other words for the party."""
    if isinstance(value, str):
        for old, new in words.items():
            value = value.replace(old, new)
        return value
    if isinstance(value, Mapping):
        return {name: renamed(part, words) for name, part in value.items()}
    return [renamed(part, words) for part in value] if isinstance(value, list) else value
