"""Money on papers: figures and capital numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.records.rules.amounts import capital, yuan

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
SCALES = {"拾": 10, "佰": 100, "仟": 1000}


def read_capital(text: str) -> int:
    """Read a capital amount back into cents, by another way than it was written."""
    whole, _, rest = text.partition("元")
    if "元" not in text:
        whole, rest = "零", text
    total = section = digit = 0
    for sign in whole:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in SCALES:
            section, digit = section + digit * SCALES[sign], 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10_000, 0, 0
        else:
            total, section, digit = (total + section + digit) * 10**8, 0, 0
    cents = (total + section + digit) * 100
    rest = rest.removesuffix("整").removeprefix("零")
    for unit, value in (("角", 10), ("分", 1)):
        head, found, tail = rest.partition(unit)
        if found:
            cents, rest = cents + DIGITS[head] * value, tail.removeprefix("零")
    return cents


@given(st.integers(min_value=0, max_value=10**14))
def test_capital_amounts_read_back(cents):
    assert read_capital(capital(cents)) == cents


@given(st.integers(min_value=0, max_value=10**14))
def test_capital_amounts_are_well_formed(cents):
    text = capital(cents)
    assert "零零" not in text and "零万" not in text and "零亿" not in text
    assert text.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("cents", "figures", "words"),
    [
        (0, "0元", "零元整"),
        (5, "0.05元", "伍分"),
        (3200, "32元", "叁拾贰元整"),
        (403200, "4032元", "肆仟零叁拾贰元整"),
        (100_05, "100.05元", "壹佰元零伍分"),
        (1_000_000_00, "1000000元", "壹佰万元整"),
        (1_0000_0001_00, "100000001元", "壹亿零壹元整"),
        (267_50, "267.50元", "贰佰陆拾柒元伍角整"),
    ],
)
def test_amounts_as_banks_write_them(cents, figures, words):
    assert (yuan(cents), capital(cents)) == (figures, words)


@pytest.mark.parametrize("cents", [-1, 10**18])
def test_amounts_without_a_form_are_refused(cents):
    with pytest.raises(ValueError):
        capital(cents)
