"""Money of the rules: late fine, capital numerals, sums on the spot; whole cents throughout."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.cases.rules.core import Penalty
from mingzhi.cases.rules.guards.performing import unperformed
from mingzhi.cases.rules.instalments import Instalments
from mingzhi.cases.rules.late_fine import late_fine
from mingzhi.cases.rules.party_kinds import is_citizen
from mingzhi.cases.rules.payment import PaymentFact
from mingzhi.cases.rules.summary_limits import on_the_spot, why_not_collect
from mingzhi.cases.tests.given import core
from mingzhi.cases.tests.given import given as situation
from mingzhi.records.rules.amounts import capital

DUE = date(2026, 4, 30)
FINES = st.integers(min_value=0, max_value=10**11)
DAYS = st.integers(min_value=0, max_value=120)


def days_after(count: int) -> date:
    return DUE + timedelta(days=count)


def test_three_per_cent_a_day() -> None:
    """4,000 yuan, ten days late: 1,200 yuan (行政处罚法 §72-1(1))."""
    found = late_fine(400_000, DUE, days_after(10))
    assert (found.amount, found.days, found.capped) == (120_000, 10, False)
    assert found.counted_from == date(2026, 5, 1)


def test_the_day_on_which_it_is_due_is_not_late() -> None:
    assert late_fine(400_000, DUE, DUE).amount == 0


def test_never_more_than_the_fine() -> None:
    found = late_fine(400_000, DUE, days_after(365))
    assert (found.amount, found.days, found.capped) == (400_000, 34, True)


def test_days_of_remedies_are_not_counted() -> None:
    """行政处罚法 §73-3: the days from filing until the end of the remedy do not count."""
    found = late_fine(400_000, DUE, days_after(10), pauses=[(days_after(3), days_after(8))])
    assert found.days == 5
    assert late_fine(400_000, DUE, days_after(10), pauses=[(days_after(3), None)]).days == 2


def test_what_was_paid_is_not_late() -> None:
    found = late_fine(400_000, DUE, days_after(10), payments=[(days_after(6), 300_000)])
    assert found.amount == 5 * 12_000 + 5 * 3_000


PARTS = ((DUE, 100_000), (days_after(30), 100_000), (days_after(60), 200_000))


def test_each_instalment_says_whether_it_was_paid_or_missed() -> None:
    """行政处罚法 §66-2: payments fill the instalments in their order; what is due today is not missed."""
    plan = Instalments(PARTS, ((DUE, 60_000), (days_after(10), 90_000)))
    assert [(one.paid, one.missed) for one in plan.standing(days_after(5))] == [
        (False, True),
        (False, False),
        (False, False),
    ]
    assert [one.paid for one in plan.standing(days_after(10))] == [True, False, False]
    missed = {day: plan.missed(days_after(day)) for day in (0, 1, 9, 10, 30, 31)}
    assert missed == {0: 0, 1: 40_000, 9: 40_000, 10: 0, 30: 0, 31: 50_000}
    assert (plan.waiting(DUE), plan.waiting(days_after(10))) == (DUE, days_after(30))
    assert plan.first_missed() == DUE and Instalments().first_missed() is None
    due = {day: plan.payable(days_after(day)) for day in (0, 1, 10, 31, 61)}
    assert due == {
        0: (DUE, 40_000),
        1: (days_after(30), 140_000),
        10: (days_after(30), 50_000),
        31: (days_after(60), 250_000),
        61: (days_after(60), 250_000),
    }
    paid = Instalments(PARTS, ((DUE, 200_000),))
    assert paid.waiting(DUE) is None, "the last one ends with the time to pay"


def test_of_instalments_only_what_is_missed_is_late() -> None:
    """行政处罚法 §72-1(1): each is due on its own day; the rest of the fine is not late yet."""
    plan = Instalments(PARTS, ((days_after(10), 100_000),))
    until = {"payments": plan.payments, "instalments": plan}
    assert late_fine(400_000, days_after(60), days_after(9), **until).amount == 9 * 3_000
    found = late_fine(400_000, days_after(60), days_after(30), **until)
    assert (found.amount, found.days, found.counted_from) == (9 * 3_000, 9, days_after(1))
    assert late_fine(400_000, days_after(60), days_after(31), **until).amount == 10 * 3_000
    over = late_fine(400_000, days_after(60), days_after(61), **until)
    assert over.amount == 9 * 3_000 + 30 * 3_000 + 9_000, "the last one fell due as well"
    whole = Instalments(PARTS, ((DUE, 100_000), (days_after(30), 100_000)))
    assert late_fine(400_000, days_after(60), days_after(60), instalments=whole).amount == 0


def test_fractions_fall_in_favour_of_the_party() -> None:
    assert late_fine(101, DUE, days_after(1)).amount == 3


def test_negative_sums_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        late_fine(-1, DUE, DUE)


@given(fine=FINES, late=DAYS)
def test_late_fine_stays_between_nothing_and_the_fine(fine: int, late: int) -> None:
    found = late_fine(fine, DUE, days_after(late))
    assert 0 <= found.amount <= fine
    assert found.amount == min(fine * 3 * min(late, 34) // 100, fine)


@given(fine=FINES, late=DAYS, since=DAYS, length=DAYS, paid=FINES)
def test_pauses_and_payments_never_make_it_dearer(
    fine: int, late: int, since: int, length: int, paid: int
) -> None:
    plain = late_fine(fine, DUE, days_after(late)).amount
    pauses = [(days_after(since), days_after(since + length))]
    assert late_fine(fine, DUE, days_after(late), pauses=pauses).amount <= plain
    assert late_fine(fine, DUE, days_after(late), payments=[(days_after(since), paid)]).amount <= plain


@given(fine=FINES, late=DAYS)
def test_waiting_longer_is_never_cheaper(fine: int, late: int) -> None:
    assert late_fine(fine, DUE, days_after(late)).amount <= late_fine(fine, DUE, days_after(late + 1)).amount


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SCALES = {"拾": 10, "佰": 100, "仟": 1000}


def cents_of(text: str) -> int:
    """Read capital numerals back, by another way than they were written."""
    whole, _yuan, rest = text.partition("元") if "元" in text else ("", "", text)
    cents = _number(whole) * 100
    digit = 0
    for sign in rest:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign == "角":
            cents, digit = cents + digit * 10, 0
        elif sign == "分":
            cents, digit = cents + digit, 0
    return cents


def _number(text: str) -> int:
    for sign, scale in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(sign)
        if found:
            return _number(head) * scale + _number(tail)
    total = digit = 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            total, digit = total + digit * _SCALES[sign], 0
    return total + digit


@given(st.integers(min_value=0, max_value=10**17))
def test_capital_numerals_read_back_to_the_same_sum(cents: int) -> None:
    assert cents_of(capital(cents)) == cents


@given(st.integers(min_value=0, max_value=10**17))
def test_capital_numerals_are_well_formed(cents: int) -> None:
    text = capital(cents)
    assert "零零" not in text
    assert text.endswith("整") is (cents % 10 == 0)
    assert "零元" not in text or cents < 100


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "零元整"),
        (403_200, "肆仟零叁拾贰元整"),
        (10_000_000, "壹拾万元整"),
        (1_000_100, "壹万零壹元整"),
        (105, "壹元零伍分"),
        (150, "壹元伍角整"),
    ],
)
def test_capital_numerals_as_written_on_papers(cents: int, text: str) -> None:
    assert capital(cents) == text


@pytest.mark.parametrize(
    ("kind", "cents", "possible"),
    [
        ("person", 20_000, True),
        ("person", 20_001, False),
        ("individual_business", 20_000, True),
        ("individual_business", 20_001, False),
        ("organisation", 300_000, True),
        ("organisation", 300_001, False),
    ],
)
def test_sums_on_the_spot_include_the_bound(kind: str, cents: int, possible: bool) -> None:
    """行政处罚法 §51; “以下” includes the number (市场监督管理行政处罚程序规定 §84)."""
    fined = core("penalty", Penalty(kind="fine", amount=cents))
    assert (not on_the_spot(fined, citizen=is_citizen(kind))) is possible


def test_only_warning_and_fine_on_the_spot() -> None:
    taken = core("penalty", Penalty(kind="confiscate_goods", text="火腿肠12包"))
    assert not on_the_spot(core("penalty", Penalty(kind="warning")), citizen=True)
    assert on_the_spot(taken, citizen=False)
    assert on_the_spot(core("minor"), citizen=True)


def test_a_business_may_count_as_an_organisation_where_the_place_says_so() -> None:
    assert is_citizen("individual_business")
    assert not is_citizen("individual_business", business_as_citizen=False)
    assert is_citizen("person", business_as_citizen=False)


def test_cash_on_the_spot() -> None:
    """行政处罚法 §68, §69."""
    assert not why_not_collect(10_000, "small")
    assert why_not_collect(10_001, "small")
    assert not why_not_collect(300_000, "remote")
    assert why_not_collect(100, "convenient")


@pytest.mark.parametrize(
    ("paid", "left"),
    [(0, ["罚没款", "已经加处的罚款"]), (50_000, ["已经加处的罚款"]), (60_500, [])],
)
def test_what_is_left_to_pay_is_named_the_fine_or_what_was_added_to_it(paid, left):
    payment = PaymentFact(owed=50_000, late_fine=10_500, paid=paid)
    assert unperformed(situation(payment=payment).read("served")) == left
