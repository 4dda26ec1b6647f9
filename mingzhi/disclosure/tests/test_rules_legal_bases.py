import json

import pytest

from mingzhi.disclosure.rules import legal_bases
from mingzhi.disclosure.rules.legal_bases import Basis, bases_in, bases_of, packed, read, tags, wanted


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("《中华人民共和国食品安全法》第一百二十四条第一款第五项", "食品安全法§124"),
        ("《食品安全法》第一百二十四条；《甲法》第二条、第三十二条", "食品安全法§124 甲法§2 甲法§32"),
        ("依据《食品安全法（2021年修正）》第54条和同法第54条第二款", "食品安全法§54"),
        ("《浙江省综合行政执法条例》", "浙江省综合行政执法条例"),
        ("《甲法》第十条、《乙法》第二百零五条", "甲法§10 乙法§205"),
        ("《刑法》第一百三十三条之一", "刑法"),
        ("《甲法》第二一条", "甲法"),
        ("《关于“放管服”<b>\"的 决定》第一条", "关于“放管服”b的决定§1"),
        ("食品安全法第一百二十四条", ""),
        ("《》第一条 《中华人民共和国》第二条", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_laws_and_articles_are_read_from_the_table(said, codes):
    assert [basis.code for basis in read(said)] == codes.split()


def test_each_kind_says_it_in_its_own_row_and_the_json_says_the_same():
    table = [("处罚依据", "《甲法》第一条"), ("执法依据", "《乙法》第\n二条；“《丙法》第三条”")]
    for kind, codes in (("penalty", ["甲法§1"]), ("coercion", ["乙法", "丙法§3"]), ("agency", [])):
        assert [basis.code for basis in bases_of(kind, table)] == codes
        for apart in ((", ", ": "), (",", ":")):
            text = json.dumps({"fields": table}, ensure_ascii=False, separators=apart).encode()
            assert [basis.code for basis in bases_in(kind, text)] == codes
    assert bases_of("penalty", []) == bases_in("penalty", b"{}") == ()


@pytest.mark.parametrize(
    ("kind", "row"),
    [("penalty", "不予处罚的依据"), ("coercion", "依据"), ("coercion", "执法依据"), ("licence", "执法依据")],
)
def test_decisions_not_to_punish_and_coercive_ones_rest_on_something_too(kind, row):
    table = [("执法结论", "……"), (row, "《行政处罚法》第三十三条第一款")]
    text = json.dumps({"fields": table}, ensure_ascii=False, separators=(",", ":")).encode()
    assert bases_of(kind, table) == bases_in(kind, text) == (Basis("行政处罚法", 33),)


@pytest.mark.parametrize(
    ("asked", "basis"),
    [
        ("食品安全法", Basis("食品安全法")),
        (" 食品安全法 §124-1(5) ", Basis("食品安全法", 124)),
        ("《中华人民共和国食品安全法》第一百二十四条第一款", Basis("食品安全法", 124)),
        ("中华人民共和国食品安全法§124", Basis("食品安全法", 124)),
        ("", None),
        ("§124", Basis("§")),
        ("食品安全法§12345", Basis("§")),
        ("';%_", Basis("§")),
    ],
)
def test_what_is_asked_for_is_read_leniently_and_nonsense_finds_nothing(asked, basis):
    assert wanted(asked) == basis


def test_packed_bases_are_found_by_their_law_and_article_only():
    text = packed(read("《食品安全法》第一百二十四条、第一百二十五条；《安全法》第十二条"))
    assert text == ";食品安全法§124;食品安全法§125;安全法§12;"
    assert tags(text) == ["b食品安全法x124", "b食品安全法", "b食品安全法x125", "b安全法x12", "b安全法"]
    assert legal_bases.statutes_in(text) == ("食品安全法", "安全法")
    assert [basis.title for basis in legal_bases.articles_in(text, "安全法")] == ["《安全法》第十二条"]
    found = {
        code: wanted(code).needle in text
        for code in ("安全法", "安全法§12", "安全法§1", "全法", "食品安全法§12")
    }
    assert found == {
        "安全法": True,
        "安全法§12": True,
        "安全法§1": False,
        "全法": False,
        "食品安全法§12": False,
    }
    assert packed([]) == "" and tags("") == []
