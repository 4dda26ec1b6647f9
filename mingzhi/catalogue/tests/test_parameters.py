"""Local parameters: what a level may set, which level counts, what is shipped no longer."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import permutations

import pytest

from mingzhi.catalogue.acts import set_parameter, shipped
from mingzhi.catalogue.models import Parameter, Reliance, ReviewRule
from mingzhi.catalogue.queries import all_parameters, parameter, parameter_history
from mingzhi.catalogue.rules.parameters import Direction, ParameterView, effective
from mingzhi.catalogue.tests.factories import DAY, keeper, load
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.3.2a")]
COUNTY, CITY, PROVINCE = "339921", "339900", "330000"
CHAIN = (COUNTY, CITY, PROVINCE, "")
FINE, NIGHT = "hearing.fine.person", "execution.night"


@pytest.fixture(autouse=True)
def loaded(at_noon: datetime) -> Iterator[None]:
    load()
    yield


def put(value: int | bool | str, place: str = CITY, code: str = FINE, **more: object) -> Parameter:
    source = {"citation": "行政处罚法 §63-1(1)", "since": DAY, "note": "明政发〔2026〕3号", **more}
    return set_parameter(actor=keeper(), code=code, jurisdiction=place, value=value, **source)  # type: ignore[arg-type]


def level(place: str, value: int, *, confirmed: bool = True) -> ParameterView:
    return ParameterView(
        code=FINE,
        title="x",
        value=value,
        unit="分",
        citation="x",
        confirmed=confirmed,
        jurisdiction=place,
        direction=Direction.AT_MOST,
    )


@pytest.mark.parametrize(
    ("levels", "counts"),
    [
        ([("", 500), (CITY, 300)], 300),
        (
            [("", 500), (CITY, 300), (COUNTY, 400)],
            300,
        ),  # the city tightened
        ([("", 500), (PROVINCE, 200), (CITY, 300), (COUNTY, 100)], 100),
        ([(CITY, 300)], 300),
    ],
)
def test_the_nearest_level_counts_as_far_as_those_above_leave_it_open(
    levels: list[tuple[str, int]], counts: int
) -> None:
    for order in permutations(level(place, value) for place, value in levels):
        found = effective(order, CHAIN)
        assert found is not None and found.value == counts
    assert effective((), CHAIN) is None


def test_what_is_shipped_unconfirmed_waits_for_the_province_and_binds_those_below() -> None:
    assert put(800_000, PROVINCE).value == 800_000
    assert parameter(FINE, jurisdiction=COUNTY, on=DAY).value == 800_000
    with pytest.raises(Invalid) as refusal:
        put(800_001, CITY)
    assert refusal.value.code == "catalogue.parameter.departure"
    with pytest.raises(Invalid):
        put(4, PROVINCE, "review.ratio_percent", citation="浙政办发〔2019〕20号 二(三)1")


def test_a_level_that_tightens_overrules_those_below() -> None:
    put(400_000, COUNTY)
    put(300_000, PROVINCE, since=DAY + timedelta(days=1))
    assert parameter(FINE, jurisdiction=COUNTY, on=DAY).value == 400_000
    later = parameter(FINE, jurisdiction=COUNTY, on=DAY + timedelta(days=1))
    assert (later.value, later.jurisdiction) == (300_000, PROVINCE)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("22", NIGHT),
        ("22-24", NIGHT),
        ("6-6", NIGHT),
        ("晚上", NIGHT),
        (-1, FINE),
    ],
)
def test_a_value_nobody_could_read_is_refused(value: int | str, code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        put(value, code=code)
    assert (refusal.value.code, refusal.value.field) == ("catalogue.parameter.form", "value")


def test_what_nothing_reads_cannot_be_set() -> None:
    with pytest.raises(NotKnown):
        put(1, code="no.such")


def test_a_value_follows_the_one_before_it() -> None:
    put(300_000)
    with pytest.raises(Invalid) as same:
        put(300_000)
    assert same.value.code == "catalogue.same"
    put(200_000)  # on the same day: the first never counted
    put(100_000, since=DAY + timedelta(days=9))
    lines = [line for line in parameter_history(FINE, jurisdiction=CITY) if line.view.jurisdiction]
    assert [(line.view.value, line.never) for line in lines] == [
        (100_000, False),
        (200_000, False),
        (300_000, True),
    ]
    assert parameter(FINE, jurisdiction=COUNTY, on=DAY).value == 200_000
    assert Entry.objects.filter(act="catalogue.set_parameter").count() == 3


def test_what_is_shipped_no_longer_ends_and_stays_as_history(monkeypatch: pytest.MonkeyPatch) -> None:
    put(300_000)
    wishes, rules = list(shipped.parameter_wishes()), list(shipped.review_wishes())
    monkeypatch.setattr(
        shipped, "parameter_wishes", lambda: [wish for wish in wishes if wish.identity["code"] != FINE]
    )
    monkeypatch.setattr(shipped, "review_wishes", lambda: rules[1:])
    counts = load()
    assert counts["parameters"]["ended"] == 2 and counts["review"]["ended"] == 1
    with pytest.raises(NotKnown):
        parameter(FINE, jurisdiction=COUNTY, on=DAY)
    assert FINE not in {view.code for view in all_parameters(COUNTY, DAY)}
    assert {row.valid_until for row in Parameter.objects.filter(code=FINE)} == {DAY}
    assert parameter(FINE, jurisdiction=COUNTY, on=date(2026, 4, 12)).value == 500_000
    assert not ReviewRule.objects.filter(code=rules[0].identity["code"], valid_until=None).exists()
    ended = [f"urn:mingzhi:catalogue:parameter:{row.uid}" for row in Parameter.objects.filter(code=FINE)]
    assert not Reliance.objects.filter(urn__in=ended, valid_until=None).exists()
    again = load()
    assert again["parameters"]["ended"] == again["review"]["ended"] == 0
    monkeypatch.undo()
    assert load()["parameters"]["begun"] == 1
