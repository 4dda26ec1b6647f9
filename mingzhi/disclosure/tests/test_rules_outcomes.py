import json

import pytest

from mingzhi.disclosure.rules.outcomes import (
    FINES,
    KINDS,
    NOTHING,
    Outcome,
    bands_in,
    kinds_in,
    outcome_in,
    outcome_of,
    read,
    tags,
)


@pytest.mark.parametrize(
    ("said", "kinds", "cents"),
    [
        ("警告", "warning", 0),
        ("没收违法所得32元；没收火腿肠12包；罚款4000元", "confiscate_income confiscate_goods fine", 400_000),
        ("没收违法所得1,234.50元;罚款20,000元", "confiscate_income fine", 2_000_000),
        ("1.处罚款人民币肆仟元整（￥4000.00）；2.吊销许可证件", "fine revoke_licence", 400_000),
        ("罚款 1.5 万元", "fine", 1_500_000),
        ("罚款3000元；罚款500.5元", "fine", 350_050),
        ("没收违法所得和非法财物", "confiscate_income confiscate_goods", 0),
        ("罚款若干", "fine", 0),
        ("逾期不缴纳的，每日加处罚款数额的百分之三", "", 0),
        ("免予罚款；警告", "warning", 0),
        ("不予行政处罚", "", 0),
        ("责令停产停业；限制从业；行政拘留", "stop_business restrict_trade detention", 0),
        ("罚款" + "9" * 400 + "元", "fine", 0),
    ],
)
def test_kinds_and_fine_are_read_from_the_public_words(said, kinds, cents) -> None:
    assert (set(read(said).kinds), read(said).fine) == (set(kinds.split()), cents)


def test_only_the_row_of_a_penalty_is_read() -> None:
    rows = [("违法事实", "曾被罚款50000元"), ("处罚内容", "罚款100元")]
    assert outcome_of("penalty", rows) == Outcome(("fine",), 10_000)
    assert outcome_of("licence", rows) == outcome_of("penalty", rows[:1]) == NOTHING


@pytest.mark.parametrize("between", [(",", ":"), (", ", ": ")])
def test_the_same_is_read_from_the_text_a_database_has(between) -> None:
    rows = [
        ["违法事实", '称["处罚内容","罚款9元"]'],
        ["处罚内容", '罚款“100”元\n"没收"；罚款100元'],
        ["处罚内容", "警告"],
    ]
    text = json.dumps({"fields": rows}, ensure_ascii=False, separators=between).encode()
    assert outcome_in("penalty", text) == outcome_of("penalty", rows) != NOTHING
    assert outcome_in("penalty", b"[]") == outcome_in("licence", text) == NOTHING


@pytest.mark.parametrize(
    ("cents", "bands"),
    [
        (0, []),
        (1, ["under10000"]),
        (999_999, ["under10000"]),
        (1_000_000, ["from10000"]),
        (10_000_000, ["from10000", "from100000"]),
        (99_999_999_999, ["from10000", "from100000", "from1000000"]),
    ],
)
def test_a_packed_outcome_keeps_kinds_and_choices_of_fines(cents, bands) -> None:
    packed = Outcome(("warning", "fine"), cents).packed
    assert (kinds_in(packed), bands_in(packed)) == (["warning", "fine"], bands)


def test_no_two_tags_are_alike() -> None:
    every = tags(Outcome(tuple(KINDS), 10**12).packed) + tags(Outcome((), 1).packed)
    assert len(every) == len(set(every)) == len(KINDS) + len(FINES)
    assert all(tag.isalnum() for tag in every)
