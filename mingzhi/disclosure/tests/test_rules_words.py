import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.disclosure.rules import bigrams, cited
from mingzhi.disclosure.rules.completeness import Counts, Line, counts_from, total
from mingzhi.disclosure.rules.document_numbers import written
from mingzhi.disclosure.rules.kinds import NOT_PUNISHED, check_schema, notice_kind_of
from mingzhi.kernel.refusal import Invalid


def test_a_run_gives_overlapping_pairs() -> None:
    assert bigrams.words("清溪县 A店") == ["清溪", "溪县", "a店"]


def test_single_characters_are_not_asked_for() -> None:
    assert bigrams.wanted("店 清溪") == ["清溪"]


def test_full_width_and_case_are_folded() -> None:
    assert bigrams.wanted("ＡＢ公司") == ["ab公司"]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("食品安全法第一百二十四条", ["食品安全法", "第一百二十四条"]),
        ("食品安全法第１２４条", ["食品安全法", "第一百二十四条"]),
        ("食品安全法124条", ["食品安全法", "第一百二十四条"]),
        ("食品安全法 §124-1(2)", ["食品安全法", "第一百二十四条第一款第二项"]),
        ("中华人民共和国食品安全法第124条", ["食品安全法", "第一百二十四条"]),
        ("中华人民共和国", ["中华人民共和国"]),
        ("香烟124条", ["香烟124条"]),
        ("第九千条", ["第九千条"]),
    ],
)
def test_an_article_is_asked_for_as_it_is_printed(asked: str, wanted: list[str]) -> None:
    assert bigrams.wanted(asked) == wanted


def test_an_article_of_a_register_is_found_however_it_is_written() -> None:
    held = "\n".join(("对不按规定的地点倾倒垃圾的处罚", "城市市容和环境卫生管理条例 §34-1(2)"))
    for asked in ("第三十四条", "第34条 条例", "《城市市容和环境卫生管理条例》第三十四条第一款", "§34-1(2)"):
        assert cited.words_of(asked).stand_in(held), asked
    for asked in ("第三条", "第三十四条第二款", "§341", "食品安全法第34条"):
        assert not cited.words_of(asked).stand_in(held), asked
    assert not cited.words_of("第三条").stand_in("食品安全法 §34")


@given(
    st.text(alphabet="清溪县好味食品店1a，。", max_size=30),
    st.text(alphabet="清溪县好味", min_size=2, max_size=4),
)
def test_the_pairs_of_a_contained_phrase_stand_in_a_row(text: str, phrase: str) -> None:
    held = bigrams.words(text + phrase)
    wanted = [pair for run in bigrams.wanted(phrase) for pair in bigrams.pairs(run)]
    assert any(held[at : at + len(wanted)] == wanted for at in range(len(held)))


@given(st.text(max_size=60))
def test_marking_keeps_the_text(text: str) -> None:
    assert "".join(piece for piece, _hit in bigrams.marked(text, ["清溪", "a"])) == text


def test_marking_finds_the_hit() -> None:
    assert bigrams.marked("在清溪县", ["清溪"]) == [("在", False), ("清溪", True), ("县", False)]


def test_completeness_accounts_for_every_decision_once() -> None:
    counts = counts_from(
        [("owed", True, 2), ("owed", False, 3), ("published", False, 4), ("exempt", False, 1)]
    )
    assert counts == Counts(overdue=2, not_yet_due=3, published=4, exempt=1)
    assert counts.accounted == 10


def test_a_missing_duty_shows() -> None:
    line = Line(agency_code="a", agency_name="甲", counts=Counts(published=4), decisions=5)
    assert line.missing == 1
    assert total([line, line]).missing == 2
    assert total([line]).agency_code == ""


def test_a_penalty_must_say_what_the_rule_demands() -> None:
    with pytest.raises(Invalid) as refused:
        check_schema("penalty", [("违法事实", "x"), ("处罚内容", " ")], "")
    assert "执法对象、处罚依据、处罚内容" in str(refused.value)


def test_who_is_not_punished_has_no_unlawful_facts_and_no_penalty_in_the_table() -> None:
    """行政处罚法 §57-1(2), (3)."""
    rows = [(label, "x") for label in NOT_PUNISHED]
    assert check_schema("penalty", rows, "甲").code == "penalty"
    with pytest.raises(Invalid):
        check_schema("penalty", rows[:1], "甲")


def test_kinds_of_act_map_to_kinds_of_notice() -> None:
    assert notice_kind_of("行政许可") == "licence"
    with pytest.raises(Invalid):
        notice_kind_of("行政奖励")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("清市监处罚〔2026〕2号", "清市监处罚〔2026〕2号"),
        (" 清市监处罚 [2026] 第 02 号", "清市监处罚〔2026〕2号"),
        ("浙明强制（2025）118号", "浙明强制〔2025〕118号"),
        ("清市监处罚〔2026〕", ""),
        ("好味食品店", ""),
        ("〔2026〕2号", ""),
        ("清市监处罚〔2026〕2号 好味", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, first) -> None:
    assert next(iter(written(typed)), "") == first
