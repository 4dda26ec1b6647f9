"""Whose each setting of the law is: an agency's own, or what holds for all agencies of a place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from django.db import IntegrityError, transaction

from mingzhi.catalogue import queries
from mingzhi.catalogue.acts import (
    adapt_template,
    give_up,
    set_benchmark,
    set_parameter,
    set_recording_item,
    set_review_rule,
)
from mingzhi.catalogue.models import RecordingItem, Template
from mingzhi.catalogue.notices import register_lines
from mingzhi.catalogue.rules.powers import FineRule, Grade
from mingzhi.catalogue.rules.templates import SectionKind, SectionView
from mingzhi.catalogue.tests.factories import DAY, FOOD, food_power, keeper, load
from mingzhi.catalogue.tests.test_acts_levels import ask
from mingzhi.kernel.refusal import Invalid, NotAllowed

pytestmark = pytest.mark.django_db
COUNTY, CITY = "339921", "339900"
MARKET, FORESTRY = "11339921MB0W00001X", "11339921MB0W00002X"


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    load()
    yield


@pytest.mark.serves("2.2.1b")
def test_an_agency_completes_its_own_formats_and_nobody_elses() -> None:
    """浙政办发〔2019〕20号 二(二)1: on top of what stands for all agencies of the place."""
    code, note = (
        "penalty_decision",
        SectionView(key="local_note", kind=SectionKind.PARAGRAPH, text="本地提示"),
    )

    def adapt(agency: str, whose: str | None, **change: object) -> Template:
        row: Template = adapt_template(
            actor=keeper(COUNTY, agency=agency), code=code, jurisdiction=COUNTY, agency_code=whose,
            version="1", since=DAY, **change,
        )  # type: ignore[arg-type] # fmt: skip
        return row

    adapt_template(
        actor=keeper(CITY), code=code, jurisdiction=CITY, version="1", since=DAY, added=[("core_facts", note)]
    )
    row = adapt(MARKET, MARKET, replaced=[replace(note, text="本机关提示")])
    read = {
        agency: next(
            section
            for section in queries.template(code, jurisdiction=COUNTY, on=DAY, agency=agency).sections
            if section.key == "local_note"
        )
        for agency in (MARKET, FORESTRY, "")
    }
    assert (read[MARKET].text, read[MARKET].from_jurisdiction) == ("本机关提示", MARKET)
    assert read[FORESTRY] == read[""] and read[""].from_jurisdiction == CITY
    assert {view.jurisdiction for view in queries.templates(jurisdiction=COUNTY, on=DAY, agency=MARKET)} == {
        "",
        MARKET,
    }
    for whose in (None, FORESTRY):
        with pytest.raises(NotAllowed) as refusal:
            adapt(MARKET, whose, dropped=["course"])
        assert refusal.value.code == "catalogue.own_format"
    with pytest.raises(NotAllowed):
        give_up(actor=keeper(COUNTY, agency=FORESTRY), rows=[row], since=DAY, reason="x")
    with pytest.raises(Invalid):
        adapt(FORESTRY, FORESTRY, dropped=["remedies"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Template.objects.filter(pk=row.pk).update(agency_code=None)


def test_values_of_a_place_are_not_set_by_one_of_its_agencies() -> None:
    with pytest.raises(NotAllowed) as refusal:
        set_parameter(
            actor=keeper(COUNTY, agency=MARKET), code="execution.night", jurisdiction=COUNTY, value="21-7",
            citation="行政强制法 §43-1", since=DAY,
        )  # fmt: skip
    assert refusal.value.code == "catalogue.value_of_place"


def own_review(agency: str, code: str, whose: str | None, **conditions: object) -> None:
    set_review_rule(
        actor=keeper(COUNTY, agency=agency), code=code, jurisdiction=COUNTY, kind="行政处罚",
        conditions=conditions, reason="本机关的事项。", citation="行政处罚法 §58-1", since=DAY,
        agency_code=whose,
    )  # fmt: skip


@pytest.mark.serves("2.3.2a", "2.2.2a")
def test_a_county_agency_keeps_its_own_list_and_nobody_elses() -> None:
    """浙政办发〔2019〕20号 二(二)2, 二(三)2: each agency makes its own; the province sets the standard."""
    fine = {"fine": 60_000, "party_kind": "person"}
    for agency, least in ((MARKET, 50_000), (FORESTRY, 80_000)):
        own_review(agency, "penalty.fine_person", agency, min_fine=least)
    assert ask(agency=MARKET, **fine) == (True, "penalty.fine_person")
    assert ask(agency=FORESTRY, **fine) == ask(**fine) == (True, "general")
    for whose in (None, FORESTRY):
        with pytest.raises(NotAllowed) as refusal:
            own_review(MARKET, "other", whose)
        assert refusal.value.code == "catalogue.own_list"
    with pytest.raises(Invalid) as narrower:
        own_review(MARKET, "penalty.heavy_kind", MARKET, min_fine=1)
    assert narrower.value.code == "catalogue.review.narrower"
    set_recording_item(
        actor=keeper(COUNTY, agency=MARKET), code="own", jurisdiction=COUNTY, agency_code=MARKET,
        kind="行政检查", steps=["inspect"], title="检查", occasion="现场", manner="录像", starts="到达",
        ends="离开", retention="永久", citation="行政处罚法 §47", since=DAY,
    )  # fmt: skip
    listed = {
        agency: {item.code for item in queries.recording_items("", COUNTY, DAY, agency=agency)}
        for agency in (MARKET, FORESTRY)
    }
    assert listed[MARKET] - listed[FORESTRY] == {"own"}
    assert {
        line.values["region"] for line in register_lines()["recording"] if line.key == f"own-{MARKET}"
    } == {MARKET}
    with pytest.raises(NotAllowed) as refusal:
        give_up(
            actor=keeper(COUNTY, agency=FORESTRY),
            rows=[RecordingItem.objects.get(code="own")],
            since=DAY,
            reason="x",
        )
    assert refusal.value.code == "catalogue.own_list"


def test_a_county_agency_sets_the_benchmark_of_powers_it_holds_only() -> None:
    """行政处罚法 §34: by the agency that uses the discretion."""
    fine = FineRule(sentence="五万元", low=5_000_000, high=5_000_000, citation="行政处罚法 §34")
    line = {
        "code": FOOD, "jurisdiction": COUNTY, "line": "1", "grade": Grade.LIGHTER,
        "circumstances": "货值很小", "fine": fine, "since": DAY,
    }  # fmt: skip
    with pytest.raises(NotAllowed) as refusal:
        set_benchmark(actor=keeper(COUNTY, agency=FORESTRY), **line)  # type: ignore[arg-type]
    assert refusal.value.code == "catalogue.own_power"
    food_power(MARKET)
    assert set_benchmark(actor=keeper(COUNTY, agency=MARKET), **line).pk  # type: ignore[arg-type]
