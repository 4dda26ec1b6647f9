"""Compose decisions and their notices from lists of words: fictional, seeded, as different as real ones."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from stdnum.cn import uscc

from mingzhi.cases.rules.severity import KINDS as PENALTIES
from mingzhi.catalogue.acts.shipped import power_tables
from mingzhi.disclosure.rules.kinds import notice_kind_of
from mingzhi.disclosure.rules.source import DecisionSource, NoticeDraft, PeriodFacts
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite
from mingzhi.site.demo.county import county

YEARS = 4.8
"""So far back the decisions reach: none is older than the longest time it may stay public."""
_SIGNS_OF_CODES = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_REGULARS = 4000
_REGULAR_SHARE = 0.15


@cache
def words() -> dict[str, Any]:
    """Return the lists of words."""
    return _read("wording.toml")


@cache
def texts() -> dict[str, Any]:
    """Return title, table and text of each kind of act, with places for words."""
    return _read("texts.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as it stands on its notices."""

    code: str
    name: str
    sign: str
    region_code: str
    region_name: str
    field: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What decisions are about: a kind of act, a cause, its articles."""

    act_kind: str
    cause: str
    breached: str
    basis: str
    penalties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """A decision with its finished notice, and when each of the four acts happened."""

    source: DecisionSource
    draft: NoticeDraft
    decided_at: datetime
    prepared_at: datetime
    checked_at: datetime
    published_at: datetime


class Composer:
    """Composes the n-th notice of a county of ``total``; the same seed and number give the same notice."""

    def __init__(self, seed: int, total: int, today: date) -> None:
        self.seed, self.total, self.today = seed, total, today
        self.bodies = _bodies()
        self.matters = _matters()
        self.kinds = [kind for kind, share in words()["mix"].items() for _nth in range(share)]
        self.fields = [body["field"] for body in words()["bodies"] for _nth in range(body["share"])]
        self.span = round(365 * YEARS)
        self.regions = [region["code"] for region in words()["regions"]]

    def some(self, first: int, count: int) -> Iterator[Composed]:
        """Compose ``count`` notices from the ``first`` on, in the order of their publication."""
        random = Random(f"{self.seed}/{first}")  # noqa: S311 -- a fictional county, by its seed
        for number in range(first, first + count):
            yield self._compose(number, random)

    def _compose(self, number: int, random: Random) -> Composed:
        age = number / self.total
        day = self.today - timedelta(days=self.span - int(age * (self.span - 9)))
        field = random.choice(self.fields)
        body = random.choice(self.bodies[field])
        kind = random.choice(self.kinds)
        matter = random.choice(self.matters.get((kind, field)) or self.matters[kind, "市场监管"])
        name, party_kind, code = self._party(body, random)
        told = self._told(age, day, body, matter, random)
        told |= {"name": name, "code": code or "—", "number": _number(body, kind, day, number)}
        moments = _moments(day, random)
        source = _source(body, matter, told, day, random)
        draft = NoticeDraft(
            kind=notice_kind_of(kind),
            title=texts()[kind]["title"].format_map(told),
            number=told["number"],
            agency_code=body.code,
            agency_name=body.name,
            region_code=body.region_code,
            region_name=body.region_name,
            level="县",
            party_name=name,
            party_kind=party_kind,
            party_code=code,
            decided_on=day,
            fields=[(label, text.format_map(told)) for label, text in texts()[kind]["fields"]],
            text=texts()[kind]["text"].format_map(told),
            facts=PeriodFacts(
                department=body.field,
                penalty_kinds=source.penalty_kinds,
                summary_procedure=source.summary_procedure,
            ),
        )
        return Composed(source, draft, *moments)

    def _party(self, body: Body, random: Random) -> tuple[str, str, str]:
        """Return name, kind and code of a party; some come again and again."""
        if random.random() < _REGULAR_SHARE:
            random = Random(f"regular {body.region_code} {int(_REGULARS * random.random() ** 3)}")  # noqa: S311
        given = words()["party"]
        form = random.choice(given["forms"])
        name = (
            f"{body.region_name}{random.choice(given['first'])}{random.choice(given['second'])}"
            f"{random.choice(given['trades'])}{form}"
        )
        firm = form in given["firms"]
        begun = f"{'91' if firm else '92'}{body.region_code}MA"
        code = begun + "".join(random.choices(_SIGNS_OF_CODES, k=7))
        return name, "企业" if firm else "个体工商户", code + str(uscc.calc_check_digit(code))

    def _told(self, age: float, day: date, body: Body, matter: Matter, random: Random) -> dict[str, Any]:
        """Return what fills the places of the texts."""
        facts, places = words()["facts"], words()["places"]
        seen, filed, told = (day - timedelta(days=random.randint(*days)) for days in _COURSE)
        fine = 100 * random.randint(1, 50) * random.choice((1, 1, 1, 10, 10, 50))
        worth = random.randint(30, 60_000)
        return {
            **{name: _rarer(facts[name], random) for name in facts},
            "detail2": random.choice(facts["details"]),
            "season": _season(age, random),
            "check": random.choice(places["checks"]),
            "place": f"{body.region_name}{_rarer(places['streets'], random)}{random.randint(1, 480)}号",
            "agency": body.name,
            "cause": matter.cause,
            "breached": matter.breached,
            "basis": matter.basis,
            "penalty": _penalty(matter, fine, worth),
            "fine": f"{fine:,}",
            "worth": f"{worth:,}",
            "amount": random.randint(2, 900),
            "batch": f"{random.choice('ABCDGHKLPSTZ')}{random.randrange(10**7):07d}",
            "until": _in_words(day + timedelta(days=365 * random.choice((1, 3, 5)))),
            "seen": _in_words(seen),
            "filed": _in_words(filed),
            "warned": _in_words(told),
            "decided": _in_words(day),
        }


_PROCEDURES = {
    "行政处罚": ("summary", "ordinary"),
    "行政许可": ("licence",),
    "行政检查": ("inspection",),
    "行政强制": ("ordinary",),
}
_COURSE = ((40, 80), (25, 39), (5, 20))


def _bodies() -> dict[str, list[Body]]:
    """Return the agencies by field; those of the demo county under their own codes."""
    known = {(row["region"], row.get("field", "")): row for row in county()["agencies"]}
    found: dict[str, list[Body]] = {}
    for nth, region in enumerate(words()["regions"]):
        for at, body in enumerate(words()["bodies"]):
            code, name = region["code"], region["name"]
            front = f"11{code}MB{nth:02d}{at:02d}0F7"
            own = known.get((code, body["field"]), {})
            found.setdefault(body["field"], []).append(
                Body(
                    code=own.get("code", front + str(uscc.calc_check_digit(front))),
                    name=own.get("name", name + body["name"]),
                    sign=own.get("sign", name[0] + body["sign"]),
                    region_code=code,
                    region_name=name,
                    field=body["field"],
                )
            )
    return found


def _matters() -> dict[tuple[str, str], list[Matter]]:
    """Return what the catalogue holds, by kind of act and field."""
    found: dict[tuple[str, str], list[Matter]] = {}
    for power in power_tables():
        matter = Matter(
            act_kind=power["kind"],
            cause=power["name"].removeprefix("对").removesuffix("的处罚"),
            breached=_cited(power.get("breached", ())),
            basis=_cited(power["basis"]),
            penalties=tuple(PENALTIES[code].title for code in power.get("penalties", ())[:2]),
        )
        found.setdefault((power["kind"], power["field"]), []).append(matter)
    return found


def _cited(places: Sequence[str]) -> str:
    return "、".join(str(cite(place)) for place in places)


def _rarer(values: Sequence[str], random: Random) -> str:
    """Choose from a list, the later the rarer."""
    return values[int(len(values) * random.random() ** 2.5)]


def _season(age: float, random: Random) -> str:
    for season in words()["seasons"]:
        if season["since"] <= age * 100 < season["until"] and random.random() * 100 < season["share"]:
            return f"本案属于{_rarer(season['words'], random)}专项整治范围。"
    return ""


def _penalty(matter: Matter, fine: int, worth: int) -> str:
    amounts = {"罚款": f"罚款{fine:,}元", "没收违法所得": f"没收违法所得{worth // 3:,}元"}
    return "；".join(amounts.get(title, title) for title in matter.penalties)


def _number(body: Body, kind: str, day: date, number: int) -> str:
    return f"{body.sign}{texts()[kind]['sign']}〔{day.year}〕{number + 1}号"


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _source(body: Body, matter: Matter, told: Mapping[str, Any], day: date, random: Random) -> DecisionSource:
    procedure = random.choice(_PROCEDURES[matter.act_kind])
    decision, case = (UUID(int=random.getrandbits(128), version=4) for _nth in range(2))
    return DecisionSource(
        urn=f"urn:mingzhi:cases:decision:{decision}",
        label=told["number"],
        act_kind=matter.act_kind,
        procedure=procedure,
        agency_code=body.code,
        agency_name=body.name,
        region_code=body.region_code,
        region_name=body.region_name,
        number=told["number"],
        decided_on=day,
        level="县",
        department=body.field,
        subject_urn=f"urn:mingzhi:cases:case:{case}",
        subject_label=f"{matter.cause}案",
        penalty_kinds=matter.penalties,
    )


def _moments(day: date, random: Random) -> tuple[datetime, datetime, datetime, datetime]:
    """Return when it was decided, prepared, checked and published: some days later, a few too late."""
    decided = datetime.combine(day, time(9 + random.randrange(8), random.randrange(60)), clock.CHINA)
    pause = random.choice((1, 1, 2, 2, 3, 3, 4, 5, 6)) if random.random() < 0.98 else 8
    prepared = decided + timedelta(days=pause, minutes=-random.randrange(120))
    checked = prepared + timedelta(minutes=5 + random.randrange(60))
    return decided, prepared, checked, checked + timedelta(minutes=1 + random.randrange(60))
