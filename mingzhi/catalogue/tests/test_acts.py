"""The acts of the catalogue: may, may not, wrong state, record written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.catalogue import queries
from mingzhi.catalogue.acts import (
    adapt_template,
    assign_powers,
    load_catalogue,
    publish_power_version,
    repeal_article,
    set_parameter,
    set_recording_item,
    set_review_rule,
    withdraw_powers,
)
from mingzhi.catalogue.models import Article, Parameter, PowerVersion, Template
from mingzhi.catalogue.rules.powers import Grade, fine_range
from mingzhi.catalogue.rules.review import ReviewFacts
from mingzhi.catalogue.rules.templates import SectionKind, SectionView
from mingzhi.catalogue.tests.factories import DAY, FOOD, food_power, keeper, load
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown
from mingzhi.trail.models import Entry

pytestmark = pytest.mark.django_db
AGENCY = "11339921MB0W12342N"
COUNTY, CITY, PROVINCE = "339921", "339900", "330000"


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    load()
    yield


def test_loading_again_changes_nothing_and_is_on_record() -> None:
    counts = load()
    assert all(count["begun"] == count["ended"] == 0 for count in counts.values())
    assert counts["powers"]["same"] >= 30 and counts["templates"]["same"] >= 35
    assert Entry.objects.filter(act="catalogue.load").count() == 2


def test_only_the_loading_job_or_a_keeper_may_load() -> None:
    with pytest.raises(NotAllowed):
        load_catalogue(actor=system_actor("somebody_else", on=DAY))


def test_loading_restores_what_differs_as_a_new_version(at_noon: datetime) -> None:
    before = PowerVersion.objects.get(power__code=FOOD, valid_until=None)
    publish_power_version(
        actor=keeper(),
        code=FOOD,
        since=DAY - timedelta(days=30),
        version="2",
        name="改名",
        kind="行政处罚",
        field="市场监管",
        procedures=["ordinary"],
        basis=["食品安全法 §124-1(5)"],
    )
    with clock.fixed(at_noon + timedelta(days=1)):
        assert load()["powers"] == {
            "begun": 1,
            "ended": 1,
            "same": PowerVersion.objects.filter(valid_until=None).count() - 1,
        }
    versions = PowerVersion.objects.filter(power__code=FOOD).order_by("pk")
    assert [(row.version, row.valid_until) for row in versions] == [
        ("1", DAY - timedelta(days=30)),
        ("2", DAY + timedelta(days=1)),
        ("1", None),
    ]
    assert queries.power_version(before.uid).name == before.name


def test_the_power_of_the_scenario_is_complete() -> None:
    power = food_power(AGENCY)
    assert power.breached == ("食品安全法 §34(10)",) and power.basis == ("食品安全法 §124-1(5)",)
    assert "食品安全法 §110(4)" in power.measures
    assert {line.grade for line in power.benchmarks} == set(Grade)
    found = fine_range(power.fines, {"货值金额": 9_600})
    assert found is not None and found.below(400_000)
    assert [view.code for view in queries.powers_of(AGENCY, DAY)] == [FOOD]
    assert queries.powers_of(AGENCY, date(2021, 12, 31)) == []


def test_a_power_may_be_taken_away_and_history_stays() -> None:
    food_power(AGENCY)
    assert withdraw_powers(actor=keeper(), agency_code=AGENCY, codes=[FOOD], until=DAY) == 1
    assert queries.holders_of(FOOD, DAY) == []
    assert queries.holders_of(FOOD, DAY - timedelta(days=1)) == [AGENCY]
    with pytest.raises(NotKnown):
        withdraw_powers(actor=keeper(), agency_code=AGENCY, codes=[FOOD], until=DAY)


def test_assigning_twice_keeps_one_row_and_unknown_codes_are_refused() -> None:
    for _ in range(2):
        food_power(AGENCY)
    assert queries.holders_of(FOOD, DAY) == [AGENCY]
    with pytest.raises(NotKnown):
        assign_powers(actor=keeper(), agency_code=AGENCY, codes=["nothing"], since=DAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"basis": ["食品安全法 §155"]}, "catalogue.citation"),
        ({"basis": []}, "catalogue.power.form"),
        ({"kind": "行政奖励"}, "catalogue.power.form"),
        ({"penalties": ["flogging"]}, "catalogue.power.penalty"),
    ],
)
def test_a_power_that_rests_on_nothing_is_refused(change: dict[str, object], code: str) -> None:
    wish = {
        "code": "X",
        "since": DAY,
        "version": "1",
        "name": "某事项",
        "kind": "行政处罚",
        "field": "市场监管",
        "procedures": ["ordinary"],
        "basis": ["食品安全法 §124-1"],
    }
    with pytest.raises(Invalid) as refusal:
        publish_power_version(actor=keeper(), **{**wish, **change})  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Entry.objects.filter(act="catalogue.publish_power_version").exists()


def test_who_does_not_keep_the_catalogue_may_not_publish() -> None:
    with pytest.raises(NotAllowed):
        set_parameter(
            actor=replace(keeper(), capabilities=frozenset()),
            code="review.term",
            jurisdiction=PROVINCE,
            value="5wd",
            citation="行政处罚法 §58",
            since=DAY,
        )


def test_a_county_cannot_set_the_values_of_its_neighbour() -> None:
    with pytest.raises(NotAllowed) as refusal:
        set_parameter(
            actor=keeper(COUNTY), code="review.term", jurisdiction="339922", value="5wd",
            citation="行政处罚法 §58", since=DAY,
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
        ("summary.fine.person", 50_000),
        ("review.ratio_percent", 4),
        ("payment.term", 15),
    ],
)
def test_a_lower_level_cannot_take_rights_away(code: str, value: int | bool) -> None:
    with pytest.raises(Invalid) as refusal:
        set_parameter(
            actor=keeper(), code=code, jurisdiction=CITY, value=value, citation="行政处罚法 §58", since=DAY
        )
    assert refusal.value.code == "catalogue.parameter.departure"
    assert not Parameter.objects.filter(code=code, jurisdiction=CITY).exists()


def ask(kind: str = "行政处罚", place: str = COUNTY, **facts: object) -> tuple[bool, str]:
    found = queries.review_demand(
        kind=kind,
        procedure="ordinary",
        facts=ReviewFacts(**facts),
        jurisdiction=place,
        on=DAY,  # type: ignore[arg-type]
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
    changes = {
        (d.change, (d.here or d.above).key)
        for d in queries.template_differences(  # type: ignore[union-attr]
            "penalty_decision", jurisdiction=COUNTY, on=DAY
        )
    }
    assert changes == {("删去", "course"), ("调整", "local_note")}
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


@pytest.mark.serves("2.1.1c")
def test_a_repealed_article_lists_what_rests_on_it() -> None:
    found = repeal_article(
        actor=keeper(), statute="食品安全法", number=124, until=DAY, reason="某修正案", fate="changed"
    )
    names = {item.label for item in found.touched}
    assert "对经营超过保质期的食品的处罚" in names and len(names) >= 4
    rows = Article.objects.filter(statute__short="食品安全法", number=124).order_by("pk")
    assert [(row.fate, row.valid_until) for row in rows] == [("changed", DAY), ("", None)]
    entry = Entry.objects.get(act="catalogue.repeal_article")
    assert entry.mentions.count() == len({item.urn for item in found.touched})


def test_an_article_nobody_cites_or_twice_repealed_is_not_known() -> None:
    with pytest.raises(NotKnown):
        repeal_article(actor=keeper(), statute="食品安全法", number=1, until=DAY, reason="x")
    repeal_article(actor=keeper(), statute="食品安全法", number=124, until=DAY, reason="x")
    with pytest.raises(NotKnown):
        repeal_article(actor=keeper(), statute="食品安全法", number=124, until=DAY, reason="x")


@pytest.mark.serves("2.1.1a")
def test_the_law_of_an_earlier_day_is_still_there() -> None:
    articles = {view.short: view.articles for view in queries.statutes(DAY)}
    earlier = {view.short: view.articles for view in queries.statutes(date(2020, 1, 1))}
    assert (articles["行政处罚法"], earlier["行政处罚法"]) == (86, 64)
    assert queries.citation_problem("行政处罚法 §70", date(2020, 1, 1)) and not queries.citation_problem(
        "行政处罚法 §70", DAY
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE catalogue_powerversion SET name = 'x'",
        "DELETE FROM catalogue_parameter",
        "UPDATE catalogue_template SET title = 'x'",
        "DELETE FROM catalogue_reliance",
    ],
)
def test_the_database_refuses_to_rewrite_the_law(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
