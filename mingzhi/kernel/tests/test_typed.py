import pytest

from mingzhi.kernel.typed import natural, readable


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
