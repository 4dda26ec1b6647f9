"""The acts of the catalogue: may, may not, wrong state, record written."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.catalogue import queries
from mingzhi.catalogue.acts import (
    assign_powers,
    load_catalogue,
    publish_power_version,
    repeal_article,
    set_parameter,
    shipped,
    withdraw_powers,
)
from mingzhi.catalogue.acts.versions import Wanted, write_versions
from mingzhi.catalogue.models import Article, Parameter, PowerVersion
from mingzhi.catalogue.rules.powers import Grade, fine_range
from mingzhi.catalogue.tests.factories import DAY, FOOD, food_power, keeper, load
from mingzhi.identity.tests.factories import make_agency
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown
from mingzhi.trail.models import Entry
from tests.kept import begun

pytestmark = pytest.mark.django_db
AGENCY = "11339921MB0W12342N"
COUNTY, CITY, PROVINCE = "339921", "339900", "330000"


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    begun(load)
    make_agency(AGENCY)
    yield


def test_loading_again_changes_nothing_and_is_on_record() -> None:
    counts = load()
    assert all(count["begun"] == count["ended"] == 0 for count in counts.values())
    assert counts["powers"]["same"] >= 30 and counts["templates"]["same"] >= 35
    assert Entry.objects.filter(act="catalogue.load").count() == 2


def test_only_the_loading_job_or_a_keeper_may_load() -> None:
    with pytest.raises(NotAllowed):
        load_catalogue(actor=system_actor("somebody_else", on=DAY))


def test_a_keeper_of_a_county_may_not_load_for_every_place() -> None:
    with pytest.raises(NotAllowed) as refused:
        load_catalogue(actor=keeper(COUNTY))
    assert refused.value.code == "catalogue.province"


def test_a_keeper_gives_and_takes_powers_only_at_home_and_below() -> None:
    for region in (COUNTY, CITY, PROVINCE):
        assign_powers(actor=keeper(region), agency_code=AGENCY, codes=[FOOD], since=DAY)
        assert withdraw_powers(actor=keeper(region), agency_code=AGENCY, codes=[FOOD], until=DAY) >= 1
    food_power(AGENCY)
    for deed in (
        lambda stranger: assign_powers(actor=stranger, agency_code=AGENCY, codes=[FOOD], since=DAY),
        lambda stranger: withdraw_powers(actor=stranger, agency_code=AGENCY, codes=[FOOD], until=DAY),
    ):
        with pytest.raises(NotAllowed) as refused:
            deed(keeper("339922"))
        assert refused.value.code == "catalogue.jurisdiction"
    assert queries.holders_of(FOOD, DAY) == [AGENCY]


def test_who_holds_a_power_is_not_said_by_one_of_the_agencies() -> None:
    """浙政办发〔2019〕20号 二(一)1: it follows from the functions of bodies."""
    for deed in (assign_powers, withdraw_powers):
        day = {"since" if deed is assign_powers else "until": DAY}
        with pytest.raises(NotAllowed) as refused:
            deed(actor=keeper(COUNTY, agency=AGENCY), agency_code=AGENCY, codes=[FOOD], **day)
        assert refused.value.code == "catalogue.holders_of_place"


def test_nothing_about_powers_is_said_of_a_day_that_is_past() -> None:
    food_power(AGENCY)
    past, who = DAY - timedelta(days=1), {"actor": keeper(), "agency_code": AGENCY, "codes": [FOOD]}
    fresh = {"code": "MZ-X", "version": "1", "name": "x", "kind": "行政处罚", "field": "市场监管"}
    basis = {"procedures": ["ordinary"], "basis": ["食品安全法 §124-1(5)"]}
    for deed in (
        lambda: publish_power_version(actor=keeper(), since=past, **fresh, **basis),  # type: ignore[arg-type]
        lambda: assign_powers(since=past, **who),  # type: ignore[arg-type]
        lambda: withdraw_powers(until=past, **who),  # type: ignore[arg-type]
    ):
        with pytest.raises(Invalid) as refusal:
            deed()
        assert refusal.value.code == "catalogue.past_day"
    assert not PowerVersion.objects.filter(power__code="MZ-X").exists()


def test_powers_go_to_agencies_that_stand() -> None:
    with pytest.raises(NotKnown):
        assign_powers(actor=keeper(), agency_code="11339921MB0000000X", codes=[FOOD], since=DAY)


def test_what_a_keeper_published_stays_until_another_version_is_shipped(
    at_noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = PowerVersion.objects.get(power__code=FOOD, valid_until=None)
    publish_power_version(
        actor=keeper(),
        code=FOOD,
        since=DAY,
        version="2",
        name="改名",
        kind="行政处罚",
        field="市场监管",
        procedures=["ordinary"],
        basis=["食品安全法 §124-1(5)"],
    )
    with clock.fixed(at_noon + timedelta(days=1)):
        assert load()["powers"] == {
            "begun": 0,
            "ended": 0,
            "same": PowerVersion.objects.filter(valid_until=None).count() - 1,
        }
        tables = [{**raw, "version": "3"} if raw["code"] == FOOD else raw for raw in shipped.power_tables()]
        monkeypatch.setattr(shipped, "power_tables", lambda: tables)
        assert load()["powers"]["begun"] == 1
    versions = PowerVersion.objects.filter(power__code=FOOD).order_by("pk")
    assert [(row.version, row.valid_until) for row in versions] == [
        ("1", DAY),
        ("2", DAY + timedelta(days=1)),
        ("3", None),
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
            code="execution.night",
            jurisdiction=PROVINCE,
            value="21-7",
            citation="行政强制法 §43-1",
            since=DAY,
        )


def test_a_county_does_not_change_what_holds_for_all() -> None:
    with pytest.raises(NotAllowed) as refusal:
        repeal_article(actor=keeper(COUNTY), statute="食品安全法", number=124, until=DAY, reason="x")
    assert refusal.value.code == "catalogue.province"


def test_whoever_comes_second_is_told() -> None:
    """Two set the same value at once: the row both saw missing is already there for the second."""
    wish = Wanted(
        identity={"code": "execution.night", "jurisdiction": CITY},
        content={
            "title": "x",
            "value": "21-7",
            "unit": "",
            "direction": "free",
            "citation": "行政强制法 §43-1",
        },
        since=DAY,
    )
    with pytest.raises(Conflict) as refusal, transaction.atomic():
        write_versions(Parameter, [wish, wish], today=DAY)
    assert refusal.value.code == "catalogue.overtaken"
    assert not Parameter.objects.filter(jurisdiction=CITY).exists()


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
