"""Levels: lower ones depart from those above only in the lawful direction."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from mingzhi.catalogue import queries
from mingzhi.catalogue.acts import (
    adapt_template,
    set_benchmark,
    set_parameter,
    set_recording_item,
    set_review_rule,
)
from mingzhi.catalogue.models import Parameter, Template
from mingzhi.catalogue.rules.powers import FineRule, Grade
from mingzhi.catalogue.rules.review import ReviewFacts
from mingzhi.catalogue.rules.templates import SectionKind, SectionView
from mingzhi.catalogue.tests.factories import DAY, FOOD, keeper, load
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown
from tests.kept import begun

pytestmark = pytest.mark.django_db
COUNTY, CITY, PROVINCE = "339921", "339900", "330000"


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    begun(load)
    yield


def test_a_county_cannot_set_the_values_of_its_neighbour() -> None:
    with pytest.raises(NotAllowed) as refusal:
        set_parameter(
            actor=keeper(COUNTY), code="execution.night", jurisdiction="339922", value="21-7",
            citation="行政强制法 §43-1", since=DAY,
        )  # fmt: skip
    assert refusal.value.code == "catalogue.jurisdiction"


def test_values_fall_back_to_the_nearest_level() -> None:
    set_parameter(
        actor=keeper(), code="hearing.fine.person", jurisdiction=CITY, value=300_000,
        citation="行政处罚法 §63-1(1)", since=DAY,
    )  # fmt: skip
    read = queries.parameter("hearing.fine.person", jurisdiction=COUNTY, on=DAY)
    assert (read.number, read.jurisdiction, read.confirmed) == (300_000, CITY, True)
    elsewhere = queries.parameter("hearing.fine.person", jurisdiction="330100", on=DAY)
    assert (elsewhere.number, elsewhere.confirmed) == (500_000, False)
    earlier = queries.parameter("hearing.fine.person", jurisdiction=COUNTY, on=DAY - timedelta(days=1))
    assert earlier.number == 500_000
    with pytest.raises(NotKnown):
        queries.parameter("no.such", jurisdiction=COUNTY, on=DAY)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("review.general.行政处罚", False),
        ("hearing.fine.person", 500_001),
        ("review.ratio_percent", 4),
        ("review.ratio_percent", "6"),
    ],
)
def test_a_lower_level_cannot_take_rights_away(code: str, value: int | bool | str) -> None:
    with pytest.raises(Invalid) as refusal:
        set_parameter(
            actor=keeper(), code=code, jurisdiction=CITY, value=value, citation="行政处罚法 §58", since=DAY
        )
    assert refusal.value.code == "catalogue.parameter.departure"
    assert not Parameter.objects.filter(code=code, jurisdiction=CITY).exists()


def ask(kind: str = "行政处罚", place: str = COUNTY, agency: str = "", **facts: object) -> tuple[bool, str]:
    found = queries.review_demand(
        kind=kind,
        procedure="ordinary",
        facts=ReviewFacts(**facts),
        jurisdiction=place,
        on=DAY,  # type: ignore[arg-type]
        agency=agency,
    )
    return found.required, found.rule_code


@pytest.mark.serves("2.3.2b")
def test_what_falls_under_review_and_why() -> None:
    assert ask(fine=400_000, mitigation="below_minimum") == (True, "penalty.below_minimum")
    assert ask(fine=500_000, party_kind="individual_business") == (True, "penalty.fine_person")
    assert ask(fine=500_000) == (True, "general")
    assert ask(penalty_kinds=frozenset({"revoke_licence"})) == (True, "penalty.heavy_kind")
    assert ask(kind="行政许可", outcome="grant") == (False, "not_listed")
    assert ask(kind="行政许可", outcome="refuse") == (True, "licence.refuse")


@pytest.mark.serves("2.3.2a")
def test_a_city_widens_the_list_for_its_counties_only() -> None:
    set_review_rule(
        actor=keeper(CITY), code="licence.food", jurisdiction=CITY, kind="行政许可",
        conditions={"flags": ["food"]}, reason="食品经营许可。", citation="行政许可法 §34-1", since=DAY,
    )  # fmt: skip
    assert ask(kind="行政许可", outcome="grant", flags=frozenset({"food"})) == (True, "licence.food")
    assert ask(kind="行政许可", outcome="grant", flags=frozenset({"food"}), place="330100") == (
        False,
        "not_listed",
    )


@pytest.mark.serves("2.3.2a")
def test_a_city_cannot_narrow_the_list() -> None:
    with pytest.raises(Invalid) as refusal:
        set_review_rule(
            actor=keeper(), code="penalty.fine_person", jurisdiction=CITY, kind="行政处罚",
            conditions={"parties": ["person"], "min_fine": 500_000}, reason="x",
            citation="行政处罚法 §58-1", since=DAY,
        )  # fmt: skip
    assert refusal.value.code == "catalogue.review.narrower"


@pytest.mark.serves("2.2.2a")
def test_the_recording_list_may_be_added_to_but_not_weakened() -> None:
    line = {
        "code": "seizure", "jurisdiction": CITY, "kind": "行政强制", "steps": ["seize"],
        "title": "查封、扣押",
        "occasion": "现场", "manner": "录像", "starts": "到达", "ends": "离开", "retention": "永久",
        "citation": "行政强制法 §18", "since": DAY,
    }  # fmt: skip
    with pytest.raises(Invalid) as refusal:
        set_recording_item(actor=keeper(), **line)  # type: ignore[arg-type]
    assert refusal.value.code == "catalogue.recording.weaker"
    set_recording_item(actor=keeper(), **{**line, "code": "local"})  # type: ignore[arg-type]
    here = {item.code for item in queries.recording_items("行政强制", COUNTY, DAY)}
    above = {item.code for item in queries.recording_items("行政强制", PROVINCE, DAY)}
    assert here - above == {"local"}
    seizure = next(
        item for item in queries.recording_items("行政强制", COUNTY, DAY) if item.code == "seizure"
    )
    assert seizure.uninterrupted and seizure.demanded


@pytest.mark.serves("2.2.1b")
def test_a_county_adapts_a_template_on_top_of_its_city() -> None:
    note = SectionView(key="local_note", kind=SectionKind.PARAGRAPH, text="本地提示")
    adapt_template(
        actor=keeper(), code="penalty_decision", jurisdiction=CITY, version="市1", since=DAY,
        added=[("core_facts", note)],
    )  # fmt: skip
    adapt_template(
        actor=keeper(COUNTY), code="penalty_decision", jurisdiction=COUNTY, version="县1", since=DAY,
        dropped=["course"], replaced=[replace(note, text="县级提示")],
    )  # fmt: skip
    view = queries.template("penalty_decision", jurisdiction=COUNTY, on=DAY)
    keys = [section.key for section in view.sections]
    assert keys.index("local_note") == keys.index("core_facts") + 1 and "course" not in keys
    assert (view.version, view.jurisdiction) == ("县1", COUNTY)
    assert view.sections[keys.index("local_note")].text == "县级提示"
    assert "local_note" not in queries.template("penalty_decision", jurisdiction=PROVINCE, on=DAY).codes


@pytest.mark.serves("2.2.1b")
def test_mandatory_sections_survive_every_level() -> None:
    with pytest.raises(Invalid):
        adapt_template(
            actor=keeper(),
            code="penalty_decision",
            jurisdiction=CITY,
            version="x",
            since=DAY,
            dropped=["remedies"],
        )
    assert not Template.objects.filter(jurisdiction=CITY).exists()


def test_a_city_sets_its_own_benchmark() -> None:
    fine = FineRule(sentence="五万元", low=5_000_000, high=5_000_000, citation="行政处罚法 §34")
    set_benchmark(
        actor=keeper(CITY), code=FOOD, jurisdiction=CITY, line="1", grade=Grade.LIGHTER,
        circumstances="货值很小", fine=fine, since=DAY,
    )  # fmt: skip
    here = queries.power_on(FOOD, DAY, jurisdiction=COUNTY).benchmarks
    assert [(line.circumstances, line.jurisdiction) for line in here] == [("货值很小", CITY)]
    assert len(queries.power_on(FOOD, DAY, jurisdiction="330100").benchmarks) > 1
    assert len(queries.power_on(FOOD, DAY - timedelta(days=1), jurisdiction=COUNTY).benchmarks) > 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"low": 2, "high": 1}, "catalogue.benchmark.range"),
        ({"citation": "行政处罚法 §99"}, "catalogue.citation"),
    ],
)
def test_a_benchmark_that_makes_no_sense_is_refused(change: dict[str, object], code: str) -> None:
    fine = replace(FineRule(sentence="x", low=1, high=1, citation="行政处罚法 §34"), **change)  # type: ignore[arg-type]
    with pytest.raises(Invalid) as refusal:
        set_benchmark(
            actor=keeper(), code=FOOD, jurisdiction=CITY, line="1", grade=Grade.NORMAL,
            circumstances="", fine=fine, since=DAY,
        )  # fmt: skip
    assert refusal.value.code == code
