"""Core, severity, hearing and discretion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.cases.rules.core import ContentCore, Penalty, differences, read_core
from mingzhi.cases.rules.discretion import DiscussionRule, Fit, discussion_grounds, fit, lawful_range
from mingzhi.cases.rules.hearing import ALWAYS, HearingThresholds, hearing_grounds
from mingzhi.cases.rules.party_kinds import is_citizen
from mingzhi.cases.rules.severity import KINDS, ORDER, heavier_than
from mingzhi.cases.tests.given import PENALTY, core
from mingzhi.catalogue.rules.powers import PENALTY_KINDS, FineRange, FineRule

STATUTE = FineRange(5_000_000, 10_000_000, "五万元以上十万元以下", "食品安全法 §124-1(5)")

PENALTIES = st.builds(
    Penalty,
    kind=st.sampled_from(sorted(KINDS)),
    amount=st.integers(min_value=0, max_value=10**9),
    days=st.integers(min_value=0, max_value=365),
    text=st.sampled_from(["", "火腿肠12包", "香肠3包"]),
)
CORES = st.lists(PENALTIES, min_size=1, max_size=4).map(lambda found: core("penalty", *found))


def fine(yuan: int) -> Penalty:
    return Penalty(kind="fine", amount=yuan * 100)


def test_the_hash_is_that_of_the_content() -> None:
    assert read_core(PENALTY.as_json()).hash == PENALTY.hash
    assert core("penalty", fine(4000)).hash == PENALTY.hash
    assert core("penalty", fine(4001)).hash != PENALTY.hash


@given(CORES)
def test_a_core_survives_reading_and_writing(found: ContentCore) -> None:
    assert read_core(found.as_json()) == found
    assert not differences(found, read_core(found.as_json()))


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"outcome": "penalty", "party": {}, "facts": 3},
        {"outcome": "penalty", "party": "x", "facts": ""},
        {"outcome": "penalty", "party": {}, "facts": "", "penalties": [{"kind": "fine", "amount": 1.5}]},
        {"outcome": "penalty", "party": {}, "facts": "", "penalties": [{"kind": "fine", "amount": -1}]},
        {"outcome": "penalty", "party": {}, "facts": "", "penalties": [{"kind": "fine", "amount": True}]},
    ],
)
def test_what_is_no_core_is_refused(value: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not a content core"):
        read_core(value)


def test_differences_name_the_part() -> None:
    found = differences(PENALTY, core("penalty", fine(3000), reasons="其他理由"))
    assert [item.part for item in found] == ["penalties", "reasons"]
    assert [item.title for item in found] == ["处罚内容", "裁量理由"]


def test_fine_and_money() -> None:
    found = core("penalty", fine(4000), Penalty(kind="confiscate_income", amount=3200))
    assert (found.fine, found.money) == (400_000, 403_200)


def test_kinds_are_those_of_the_catalogue() -> None:
    assert set(KINDS) == set(PENALTY_KINDS)


@given(CORES)
def test_nothing_is_heavier_than_itself(found: ContentCore) -> None:
    assert heavier_than(found, found) == ()


@given(CORES, st.data())
def test_taking_a_penalty_away_is_never_heavier(found: ContentCore, data: st.DataObject) -> None:
    rest = list(found.penalties)
    gone = rest.pop(data.draw(st.integers(min_value=0, max_value=len(rest) - 1)))
    if any(item.kind == gone.kind for item in rest):
        return
    assert heavier_than(core("penalty", *rest) if rest else core("minor"), found) == ()


@given(CORES, st.integers(min_value=1, max_value=10**6))
def test_more_money_is_heavier(found: ContentCore, more: int) -> None:
    first, *rest = found.penalties
    dearer = Penalty(kind=first.kind, amount=first.amount + more, days=first.days, text=first.text)
    assert heavier_than(core("penalty", dearer, *rest), found)


@given(CORES, CORES)
def test_two_cores_are_not_each_heavier_unless_they_differ(one: ContentCore, other: ContentCore) -> None:
    if not heavier_than(one, other) and not heavier_than(other, one):
        kinds = {item.kind for item in one.penalties}
        assert kinds == {item.kind for item in other.penalties}


def test_a_new_kind_is_heavier_unless_it_stands_in_for_a_weightier_one() -> None:
    revoked = core("penalty", Penalty(kind="revoke_licence"))
    fined = core("penalty", fine(4000))
    assert heavier_than(fined, revoked) == ()
    assert heavier_than(revoked, fined) == ("增加吊销许可证件",)
    both = core("penalty", fine(4000), Penalty(kind="warning"))
    assert heavier_than(both, revoked) == ("增加警告",)


def test_a_period_without_end_is_the_longest() -> None:
    year = core("penalty", Penalty(kind="restrict_trade", days=365))
    life = core("penalty", Penalty(kind="restrict_trade"))
    assert heavier_than(life, year) == ("限制从业期限延长",)
    assert heavier_than(year, life) == ()


def test_other_goods_are_heavier() -> None:
    told = core("penalty", Penalty(kind="confiscate_goods", text="火腿肠12包"))
    more = core("penalty", Penalty(kind="confiscate_goods", text="火腿肠20包"))
    assert heavier_than(more, told)


def test_the_order_is_data() -> None:
    swapped = {**ORDER, "warning": 99}
    warned, fined = core("penalty", Penalty(kind="warning")), core("penalty", fine(1))
    assert heavier_than(warned, fined) == ()
    assert heavier_than(warned, fined, order=swapped)


@pytest.mark.parametrize(
    ("kind", "yuan", "due"),
    [
        ("person", 5000, True),
        ("person", 4999, False),
        ("individual_business", 5000, True),
        ("individual_business", 4000, False),
        ("organisation", 100_000, True),
        ("organisation", 99_999, False),
    ],
)
def test_hearing_thresholds_include_the_bound(kind: str, yuan: int, due: bool) -> None:
    assert bool(hearing_grounds(core("penalty", fine(yuan)), citizen=is_citizen(kind))) is due


@pytest.mark.parametrize(
    "kind", ["lower_grade", "revoke_licence", "stop_business", "close_down", "restrict_trade"]
)
def test_heavy_kinds_give_the_right_whatever_the_sum(kind: str) -> None:
    """行政处罚法 §63-1(3), §63-1(4)."""
    assert len(ALWAYS) == 5
    assert hearing_grounds(core("penalty", Penalty(kind=kind)), citizen=False) == (KINDS[kind].title,)


@pytest.mark.parametrize("kind", ["warning", "criticism", "suspend_licence", "restrict_business"])
def test_other_kinds_do_not(kind: str) -> None:
    assert hearing_grounds(core("penalty", Penalty(kind=kind)), citizen=False) == ()


def test_confiscation_has_its_own_threshold() -> None:
    taken = core("penalty", Penalty(kind="confiscate_income", amount=600_000))
    assert hearing_grounds(taken, citizen=True) == ("没收较大数额违法所得",)
    higher = HearingThresholds(citizen_confiscation=1_000_000)
    assert hearing_grounds(taken, citizen=True, thresholds=higher) == ()


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (5_000_000, Fit.WITHIN),
        (10_000_000, Fit.WITHIN),
        (4_999_999, Fit.BELOW_MINIMUM),
        (10_000_001, Fit.ABOVE_MAXIMUM),
    ],
)
def test_where_a_fine_lies(cents: int, expected: Fit) -> None:
    assert fit(cents, STATUTE) is expected


def test_outside_the_tier_of_the_benchmark() -> None:
    tier = FineRange(6_000_000, 8_000_000, "一般", "行政处罚法 §34")
    assert fit(5_500_000, STATUTE, tier) is Fit.OUTSIDE_BENCHMARK
    assert fit(7_000_000, STATUTE, tier) is Fit.WITHIN


def test_below_the_minimum_is_discussed() -> None:
    """The scenario: 4,000 yuan where the statute begins at 50,000 (减轻; 行政处罚法 §57-2)."""
    assert discussion_grounds(core(mitigation="below_minimum")) == ("减轻至法定幅度以下",)
    assert discussion_grounds(PENALTY, statute=STATUTE) == ("减轻至法定幅度以下",)
    assert discussion_grounds(PENALTY) == ()
    assert discussion_grounds(PENALTY, statute=STATUTE, rule=DiscussionRule(below_minimum=False)) == ()


def test_other_grounds_of_discussion() -> None:
    assert discussion_grounds(PENALTY, major="经过听证程序") == ("经过听证程序",)
    assert discussion_grounds(PENALTY, rule=DiscussionRule(fine_from=400_000)) == ("较大数额罚款",)
    assert discussion_grounds(core("penalty", Penalty(kind="revoke_licence"))) == ("较重的处罚种类",)
    tier = FineRange(6_000_000, 8_000_000, "一般", "行政处罚法 §34")
    dear = core("penalty", Penalty(kind="fine", amount=9_000_000))
    assert discussion_grounds(dear, statute=STATUTE, tier=tier) == ("偏离裁量基准",)


SMALL_GOODS = FineRule(
    sentence="不足一万元的，五万元以上十万元以下",
    base="货值金额",
    base_below=1_000_000,
    low=5_000_000,
    high=10_000_000,
)
LARGE_GOODS = FineRule(
    sentence="一万元以上的，十倍以上二十倍以下",
    base="货值金额",
    base_from=1_000_000,
    low_times=10,
    high_times=20,
)


def test_the_value_of_the_goods_chooses_the_range() -> None:
    """食品安全法 §124-1."""
    small = lawful_range((SMALL_GOODS, LARGE_GOODS), {"货值金额": 9_600})
    large = lawful_range((SMALL_GOODS, LARGE_GOODS), {"货值金额": 1_200_000})
    assert small is not None and (small.low, small.high) == (5_000_000, 10_000_000)
    assert large is not None and (large.low, large.high) == (12_000_000, 24_000_000)


def test_while_the_value_is_unknown_only_the_outer_bounds_count() -> None:
    found = lawful_range((SMALL_GOODS, LARGE_GOODS), {})
    assert found is not None and found.below(4_999_999) and not found.below(5_000_000)
    assert not found.above(10**12)
    assert lawful_range((), {}) is None


def test_confiscated_sums_have_a_threshold_of_their_own() -> None:
    """行政处罚法 §63-1(2)."""
    found = core("penalty", Penalty(kind="confiscate_income", amount=300_000))
    lower = HearingThresholds(citizen_confiscation=300_000)
    higher = HearingThresholds(citizen_confiscation=300_001)
    assert hearing_grounds(found, citizen=True, thresholds=lower) == ("没收较大数额违法所得",)
    assert hearing_grounds(found, citizen=True, thresholds=higher) == ()
