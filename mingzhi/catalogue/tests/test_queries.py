"""Reads stay few: one or two queries each, however long the lists."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from mingzhi.catalogue import queries
from mingzhi.catalogue.acts import assign_powers, set_parameter
from mingzhi.catalogue.models import Power
from mingzhi.catalogue.rules.lawbook import shipped
from mingzhi.catalogue.rules.review import ReviewFacts
from mingzhi.catalogue.tests.factories import DAY, keeper, load
from mingzhi.identity.tests.factories import make_agency
from mingzhi.kernel.refusal import NotKnown

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> str:
    return make_agency().code


def test_the_number_of_queries_does_not_grow(
    at_noon: datetime, agency: str, django_assert_num_queries: Any
) -> None:
    load()
    codes = list(Power.objects.values_list("code", flat=True))
    assign_powers(actor=keeper(), agency_code=agency, codes=codes, since=DAY)
    with django_assert_num_queries(1):
        assert len(queries.powers_of(agency, DAY)) == len(codes) >= 30
    with django_assert_num_queries(1):
        assert len(queries.templates(jurisdiction="339921", on=DAY)) >= 35
    with django_assert_num_queries(1):
        assert len(queries.statutes(DAY)) >= 20


def test_what_lasts_is_read_once(at_noon: datetime, django_assert_num_queries: Any) -> None:
    """The first to ask reads the lines; afterwards it is only asked which lines stand."""
    load()

    def ask() -> None:
        assert queries.template("penalty_decision", jurisdiction="339921", on=DAY).numbered == "处罚"
        assert len(queries.recording_items("", "339921", DAY)) >= 10
        demand: dict[str, Any] = {"kind": "行政处罚", "procedure": "ordinary", "facts": ReviewFacts()}
        queries.review_demand(**demand, jurisdiction="339921", on=DAY)

    with django_assert_num_queries(8):
        ask()
    with django_assert_num_queries(4):
        ask()


@pytest.mark.serves("1a")
def test_the_fields_and_kinds_of_the_powers(at_noon: datetime, agency: str) -> None:
    load()
    assign_powers(
        actor=keeper(),
        agency_code=agency,
        codes=list(Power.objects.values_list("code", flat=True)),
        since=DAY,
    )
    powers = queries.powers_of(agency, DAY)
    assert len({power.field for power in powers}) >= 6
    assert {power.kind.value for power in powers} == {
        "行政处罚",
        "行政强制",
        "行政检查",
        "行政征收征用",
        "行政许可",
    }
    summary = queries.powers_of(agency, DAY, kind="行政处罚", procedure="summary")
    assert summary and all("summary" in power.procedures for power in summary)


def test_what_could_not_be_checked_says_so(at_noon: datetime, agency: str) -> None:
    """A power counts as checked only when every statute it rests on was at hand."""
    load()
    book = shipped()
    assign_powers(
        actor=keeper(),
        agency_code=agency,
        codes=list(Power.objects.values_list("code", flat=True)),
        since=DAY,
    )
    for power in queries.powers_of(agency, DAY):
        known = all(
            (fact := book.find(compact.split(" ")[0])) is not None and fact.confirmed
            for compact in (*power.breached, *power.basis, *power.measures)
        )
        assert power.confirmed is known, power.code


@pytest.mark.parametrize("uid", ["00000000-0000-0000-0000-000000000000", "nonsense"])
def test_an_unknown_power_is_not_known(uid: str) -> None:
    with pytest.raises(NotKnown):
        queries.power_version(uid)


def test_what_counts_for_a_case_is_asked_at_once_and_never_stale(
    at_noon: datetime, django_assert_num_queries: Any
) -> None:
    load()
    power = queries.power_on("MZ-CF-SP-001", DAY, jurisdiction="339921")
    names = ("hearing.fine.person", "review.general.行政处罚")

    def law(on: date = DAY) -> queries.ForCase:
        return queries.for_case(power.uid, kind="行政处罚", parameters=names, jurisdiction="339921", on=on)

    found = law()
    assert found.in_force and found.power.benchmarks == power.benchmarks != ()
    assert found.parameters == queries.parameters(names, jurisdiction="339921", on=DAY)
    assert found.review_rules == queries.review_rules("行政处罚", jurisdiction="339921", on=DAY)
    assert found.recordings == queries.recording_items("", "339921", DAY)
    with django_assert_num_queries(1):
        assert law() == found
    set_parameter(
        actor=keeper(), code="hearing.fine.person", jurisdiction="339900", value=300_000,
        citation="行政处罚法 §63-1(1)", since=DAY,
    )  # fmt: skip
    assert law().parameters["hearing.fine.person"].value == 300_000
    before = law(power.valid_from - timedelta(days=1))
    assert not before.in_force
