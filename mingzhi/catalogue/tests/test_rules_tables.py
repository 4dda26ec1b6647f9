"""The decision table of legal review, local values, ranges of fines."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.catalogue.rules.parameters import Direction, departs_lawfully
from mingzhi.catalogue.rules.powers import FineRule, fine_range
from mingzhi.catalogue.rules.review import (
    ReviewFacts,
    ReviewRuleView,
    check_not_narrower,
    demand,
    effective,
)
from mingzhi.kernel.refusal import Invalid

RULE = ReviewRuleView(
    code="fine", kind="行政处罚", reason="数额较大。", citation="行政处罚法 §58-1(1)", min_fine=500_000
)


def ask(facts: ReviewFacts, *, procedure: str = "ordinary", general: bool = False) -> object:
    return demand(
        [RULE], facts, procedure=procedure, general=general, general_citation="浙政办发〔2019〕20号 二(三)2"
    )


def test_the_line_that_holds_gives_the_reason() -> None:
    found = ask(ReviewFacts(fine=500_000), general=True)
    assert (found.required, found.reason, found.rule_code) == (True, "数额较大。", "fine")  # type: ignore[attr-defined]


def test_the_general_switch_catches_the_rest() -> None:
    assert ask(ReviewFacts(fine=1), general=True).rule_code == "general"  # type: ignore[attr-defined]
    assert ask(ReviewFacts(fine=1), general=False).required is False  # type: ignore[attr-defined]


def test_summary_decisions_are_never_reviewed() -> None:
    assert ask(ReviewFacts(fine=999_999_999), procedure="summary", general=True).required is False  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "narrower",
    [
        replace(RULE, min_fine=500_001),
        replace(RULE, parties=frozenset({"person"})),
        replace(RULE, flags=frozenset({"hearing"})),
        replace(RULE, min_confiscated=1),
        replace(RULE, kind="行政许可"),
    ],
)
def test_a_lower_level_cannot_narrow(narrower: ReviewRuleView) -> None:
    with pytest.raises(Invalid) as refusal:
        check_not_narrower(RULE, narrower)
    assert refusal.value.code == "catalogue.review.narrower"


def test_a_lower_level_may_widen_and_its_line_counts_there() -> None:
    wider = replace(RULE, min_fine=100_000, jurisdiction="339900")
    check_not_narrower(RULE, wider)
    assert effective([RULE, wider], ("339921", "339900", "330000", "")) == (wider,)


facts = st.builds(
    ReviewFacts,
    party_kind=st.sampled_from(["person", "individual_business", "organisation"]),
    fine=st.integers(0, 2_000_000),
    confiscated=st.integers(0, 2_000_000),
    penalty_kinds=st.frozensets(st.sampled_from(["fine", "warning", "revoke_licence"])),
    mitigation=st.sampled_from(["", "lighter", "below_minimum"]),
    flags=st.frozensets(st.sampled_from(["hearing", "complex", "crime"])),
)
rules = st.builds(
    ReviewRuleView,
    code=st.just("r"),
    kind=st.just("行政处罚"),
    reason=st.just("x"),
    citation=st.just("行政处罚法 §58-1"),
    parties=st.frozensets(st.sampled_from(["person", "individual_business", "organisation"])),
    min_fine=st.sampled_from([0, 100_000, 1_000_000]),
    min_confiscated=st.sampled_from([0, 100_000]),
    penalties=st.frozensets(st.sampled_from(["fine", "warning", "revoke_licence"])),
    mitigations=st.frozensets(st.sampled_from(["", "lighter", "below_minimum"])),
    flags=st.frozensets(st.sampled_from(["hearing", "complex", "crime"])),
)


@given(above=rules, below=rules, case=facts)
def test_what_covers_a_line_catches_every_case_that_line_catches(
    above: ReviewRuleView, below: ReviewRuleView, case: ReviewFacts
) -> None:
    if below.covers(above) and above.holds(case):
        assert below.holds(case)


@pytest.mark.parametrize(
    ("direction", "above", "below", "lawful"),
    [
        (Direction.AT_MOST, 500, 400, True),
        (Direction.AT_MOST, 500, 501, False),
        (Direction.AT_LEAST, 5, 6, True),
        (Direction.AT_LEAST, 5, 4, False),
        (Direction.AT_LEAST, "6mo", "1y", False),
        (Direction.ONLY_ON, False, True, True),
        (Direction.ONLY_ON, True, False, False),
        (Direction.FIXED, 3, 4, False),
        (Direction.FIXED, 3, 3, True),
        (Direction.FREE, "10wd", "5wd", True),
    ],
)
def test_local_values_move_only_where_the_level_above_lets_them(
    direction: Direction, above: int, below: int, lawful: bool
) -> None:
    assert departs_lawfully(direction, above, below) is lawful


FINES = (
    FineRule(sentence="小", base="货值金额", base_below=1_000_000, low=5_000_000, high=10_000_000),
    FineRule(sentence="大", base="货值金额", base_from=1_000_000, low_times=10, high_times=20),
)


@pytest.mark.parametrize(
    ("goods", "low", "high"),
    [(9_600, 5_000_000, 10_000_000), (999_999, 5_000_000, 10_000_000), (1_000_000, 10_000_000, 20_000_000)],
)
def test_the_range_of_the_fine_follows_the_value_of_the_goods(goods: int, low: int, high: int) -> None:
    found = fine_range(FINES, {"货值金额": goods})
    assert found is not None and (found.low, found.high) == (low, high)
    assert found.below(low - 1) and not found.below(low) and found.above(high + 1)


def test_without_the_base_amount_there_is_no_range() -> None:
    assert fine_range(FINES, {}) is None
