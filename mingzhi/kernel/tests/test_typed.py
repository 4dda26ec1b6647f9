from datetime import date

import pytest

from mingzhi.kernel.typed import day, natural, readable


@pytest.mark.parametrize("text", ["", "-1", "x", "²", "٣", "1.0", "9" * 19, "9" * 5000])
def test_what_is_no_key_is_none(text):
    assert natural(text) is None


def test_plain_digits_are_a_number():
    assert natural("0") == 0
    assert natural("9" * 18) == 10**18 - 1


def test_control_characters_and_surrogates_go_and_lines_stay():
    assert readable("过期\x00食\x0b品\ud800\n第二行\t终") == "过期食品\n第二行\t终"
    assert readable("原样，不动") == "原样，不动"
    assert readable("好味\uffff食品\U0001fffe店\ufdd0") == "好味食品店"


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-05",
        "2026-1-5",
        "2026.1.5",
        "2026/1/5",
        "2026年1月5日",
        " 2026 年 1 月 5 日",
        "20260105",
        "２０２６．１．５",
    ],
)
def test_a_day_is_read_as_people_write_it(text):
    assert day(text) == date(2026, 1, 5)


@pytest.mark.parametrize(
    "text", ["", "x", "2026", "2026-13-45", "5.1.2026", "0000-01-01", "2026-01-05T10:00", "٢٠٢٦-01-05"]
)
def test_what_is_no_day_is_none(text):
    assert day(text) is None
