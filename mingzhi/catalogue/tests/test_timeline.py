"""What a level sets lies ahead: in any order, given up or cancelled; the past never changes."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingzhi.catalogue.acts import (
    adapt_template,
    cancel_planned,
    give_up,
    set_benchmark,
    set_parameter,
    set_recording_item,
    set_review_rule,
)
from mingzhi.catalogue.models import Benchmark, Parameter, RecordingItem, Reliance, ReviewRule, Template
from mingzhi.catalogue.queries import own_lines, parameter, power_on, recording_items, review_rules, template
from mingzhi.catalogue.rules.powers import FineRule, Grade
from mingzhi.catalogue.tests.factories import DAY, FOOD, keeper, load
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1c")]
COUNTY, CITY, PROVINCE = "339921", "339900", "330000"
FINE = "hearing.fine.person"
SPRING, SUMMER, AUTUMN = date(2099, 3, 1), date(2099, 6, 1), date(2099, 9, 1)
"""Days the database too counts as not yet come."""
WHY = {"actor": keeper(CITY), "reason": "明政发〔2026〕3号"}


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    load()
    yield


def put(value: int, since: date) -> Parameter:
    return set_parameter(
        actor=keeper(CITY), code=FINE, jurisdiction=CITY, value=value,
        citation="行政处罚法 §63-1(1)", since=since,
    )  # fmt: skip


def on(*days: date) -> list[Any]:
    return [parameter(FINE, jurisdiction=COUNTY, on=day).value for day in days]


def benchmark(since: date) -> Benchmark:
    fine = FineRule(sentence="五万元", low=5_000_000, high=5_000_000, citation="行政处罚法 §34")
    return set_benchmark(
        actor=keeper(CITY), code=FOOD, jurisdiction=CITY, line="1", grade=Grade.LIGHTER,
        circumstances="货值很小", fine=fine, since=since,
    )  # fmt: skip


def review(since: date, place: str = CITY, **conditions: Any) -> ReviewRule:
    return set_review_rule(
        actor=keeper(place), code="licence.food", jurisdiction=place, kind="行政许可",
        conditions=conditions, reason="食品经营许可。", citation="行政许可法 §34-1", since=since,
    )  # fmt: skip


def recording(since: date, place: str = CITY, *, uninterrupted: bool = True) -> RecordingItem:
    return set_recording_item(
        actor=keeper(place), code="food", jurisdiction=place, kind="行政检查", steps=["inspect"],
        title="食品检查", occasion="现场", manner="录像", starts="到达", ends="离开", retention="永久",
        uninterrupted=uninterrupted, citation="行政处罚法 §47", since=since,
    )  # fmt: skip


def paper(since: date) -> Template:
    return adapt_template(
        actor=keeper(CITY), code="penalty_decision", jurisdiction=CITY, version="1", since=since,
        dropped=["course"],
    )  # fmt: skip


SETTING: list[Callable[[date], Any]] = [lambda day: put(300_000, day), benchmark, review, recording, paper]


def test_nothing_is_set_from_a_day_that_is_past() -> None:
    for setting in SETTING:
        with pytest.raises(Invalid) as refusal:
            setting(DAY - timedelta(days=1))
        assert (refusal.value.code, refusal.value.field) == ("catalogue.past_day", "since")
        row = setting(DAY)
        with pytest.raises(Invalid) as past:
            give_up(rows=[row], since=DAY - timedelta(days=1), **WHY)
        assert past.value.code == "catalogue.past_day"
    assert not Entry.objects.filter(act="catalogue.give_up").exists()


def test_several_values_are_lined_up_in_any_order_and_one_is_cancelled() -> None:
    put(400_000, DAY), put(100_000, AUTUMN)
    planned = put(300_000, SPRING)
    put(200_000, SUMMER)
    assert on(DAY, SPRING, SUMMER, AUTUMN) == [400_000, 300_000, 200_000, 100_000]
    assert [line.since for line in own_lines(Parameter, jurisdiction=CITY, on=DAY)] == [
        DAY,
        SPRING,
        SUMMER,
        AUTUMN,
    ]
    cancel_planned(row=planned, **WHY)
    assert on(SPRING, SUMMER) == [400_000, 200_000], "what stood before goes on"
    with pytest.raises(NotNow) as again:
        cancel_planned(row=planned, **WHY)
    assert again.value.code == "catalogue.begun"
    urn = f"urn:mingzhi:catalogue:parameter:{Parameter.objects.get(value=400_000).uid}"
    assert Reliance.objects.filter(urn=urn, valid_until=None).count() == 1


def test_a_level_gives_up_what_it_set_and_the_one_above_counts_again() -> None:
    first = put(400_000, DAY)
    put(100_000, AUTUMN)
    with pytest.raises(NotAllowed):
        give_up(actor=keeper(COUNTY), rows=[first], since=SPRING, reason="无权")
    with pytest.raises(Invalid) as silent:
        give_up(actor=keeper(CITY), rows=[first], since=SPRING, reason=" ")
    assert silent.value.code == "catalogue.reason"
    give_up(rows=[first], since=SPRING, **WHY)
    assert on(DAY, SPRING, AUTUMN) == [400_000, 500_000, 500_000]
    with pytest.raises(NotNow) as nothing:
        give_up(rows=[first], since=SUMMER, **WHY)
    assert nothing.value.code == "catalogue.nothing_own"
    put(300_000, SUMMER)
    assert on(SPRING, SUMMER) == [500_000, 300_000]
    with pytest.raises(IntegrityError), transaction.atomic():
        Parameter.objects.filter(pk=first.pk).update(valid_until=DAY - timedelta(days=400))


def test_every_list_of_a_level_can_be_given_up() -> None:
    for setting in SETTING[1:]:
        give_up(rows=[setting(DAY)], since=SPRING, **WHY)

    def own(day: date) -> list[bool]:
        return [
            any(line.jurisdiction == CITY for line in power_on(FOOD, day, jurisdiction=COUNTY).benchmarks),
            any(line.jurisdiction == CITY for line in review_rules("行政许可", jurisdiction=COUNTY, on=day)),
            any(line.jurisdiction == CITY for line in recording_items("", COUNTY, day)),
            template("penalty_decision", jurisdiction=COUNTY, on=day).jurisdiction == CITY,
        ]

    assert own(DAY) == [True] * 4 and own(SPRING) == [False] * 4


@pytest.mark.serves("2.3.2a", "2.2.2a")
def test_a_level_that_demands_more_later_overrules_what_was_set_below_it() -> None:
    review(DAY, COUNTY, flags=["food"])
    recording(DAY, COUNTY, uninterrupted=False)
    review(DAY, PROVINCE)
    recording(DAY, PROVINCE)
    (line,) = (
        line for line in review_rules("行政许可", jurisdiction=COUNTY, on=DAY) if line.code == "licence.food"
    )
    assert line.jurisdiction == PROVINCE and not line.flags
    (item,) = (item for item in recording_items("", COUNTY, DAY) if item.code == "food")
    assert item.jurisdiction == PROVINCE and item.uninterrupted
