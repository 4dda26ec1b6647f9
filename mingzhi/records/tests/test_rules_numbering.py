"""Document numbers, written and read."""

import pytest

from mingzhi.records.rules.numbering import Written, gaps, read, write


def test_a_number_is_written_as_agencies_write_it():
    assert write(sign="清市监", kind="处罚", year=2026, number=27) == "清市监处罚〔2026〕27号"
    assert read("清市监处罚〔2026〕27号") == Written("清市监处罚", 2026, 27)


@pytest.mark.parametrize(
    "change", [{"sign": ""}, {"kind": "处 罚"}, {"sign": "清〔市"}, {"number": 0}, {"year": 26}]
)
def test_parts_that_cannot_stand_in_a_number(change):
    with pytest.raises(ValueError):
        write(**{"sign": "清市监", "kind": "处罚", "year": 2026, "number": 1, **change})


@pytest.mark.parametrize("text", ["清市监处罚[2026]27号", "清市监处罚〔2026〕027号", "〔2026〕1号", ""])
def test_what_is_no_number(text):
    with pytest.raises(ValueError):
        read(text)


def test_gaps_name_the_numbers_nobody_holds():
    assert gaps([1, 2, 4], last=5) == [3, 5]
    assert gaps([2, 1], last=2) == []
