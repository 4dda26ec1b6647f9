"""Filling a template: every section kind, every display format, hostile text stays text."""

import pytest

from mingzhi.catalogue.rules.reading import template_files
from mingzhi.catalogue.rules.templates import FORMATS, FieldRef, Layout, SectionKind, SectionView
from mingzhi.records.rules.glyphs import clean, clean_all, printable
from mingzhi.records.rules.sheet import blocks, sealed
from mingzhi.records.rules.wording import BLANK, show
from mingzhi.records.tests.factories import template

TWO_STATUTES = "《中华人民共和国行政强制法》第一条、《市场监督管理行政处罚程序规定》第二条"


def fill(section, **data):
    return blocks(template(sections=(section,)), data)[0]


def paragraph(text, **more):
    return SectionView(key="p", kind=SectionKind.PARAGRAPH, text=text, **more)


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("2026-04-14", "date", "2026年4月14日"),
        ("2026-03-03T09:05:00+08:00", "moment", "2026年3月3日9时05分"),
        (403200, "money", "4032元"),
        (403200, "capital", "肆仟零叁拾贰元整"),
        (12, "number", "12"),
        (["甲", "乙"], "list", "甲；乙"),
        ("甲", "list", "甲"),
        (True, "yes", "是"),
        ("行政处罚法 §59-1(2)", "citation", "《中华人民共和国行政处罚法》第五十九条第一款第二项"),
        (["行政强制法 §1", "程序规定 §2"], "citation", TWO_STATUTES),
        ([{"kind": "confiscate_goods", "amount": 0, "text": "肠12包"}], "penalties", "没收非法财物：肠12包"),
        ([{"kind": "罚款", "amount": 400000}], "penalties", "罚款4000元（大写：肆仟元整）"),
        (None, "date", ""),
        ("三月三日", "date", "三月三日"),
        ("4032", "money", "4032"),
    ],
)  # fmt: skip
def test_values_read_as_papers_write_them(value, form, shown):
    assert show(value, form) == shown


def test_every_format_of_the_catalogue_is_known():
    from mingzhi.records.rules.wording import _FORMS

    assert set(_FORMS) >= FORMATS


def test_several_penalties_are_numbered():
    rows = [
        {"kind": "没收违法所得", "amount": 3200},
        {"kind": "没收非法财物", "text": "火腿肠12包"},
        {"kind": "暂扣许可证件", "days": 30},
    ]
    assert show(rows, "penalties").split("\n") == [
        "1. 没收违法所得32元（大写：叁拾贰元整）；",
        "2. 没收非法财物：火腿肠12包；",
        "3. 暂扣许可证件30日。",
    ]


def test_placeholders_are_filled_once():
    block = fill(paragraph("{a}与{b}"), a="{b}", b="乙")
    assert block["paragraphs"][0]["text"] == "{b}与乙"


def test_an_empty_placeholder_leaves_a_line_to_write_on():
    assert fill(paragraph("保存地点：{where}"))["paragraphs"][0]["text"] == f"保存地点：{BLANK}"


def test_new_lines_part_paragraphs_and_the_addressee_stands_flush():
    block = fill(paragraph("{who}：\n\n{text}"), who="某店", text="一。\n二。")
    assert [(line["text"], line["flush"]) for line in block["paragraphs"]] == [
        ("某店：", True),
        ("一。", False),
        ("二。", False),
    ]


def test_sections_appear_on_their_condition():
    view = template(sections=(paragraph("甲", when="outcome=minor"), paragraph("乙", when="number")))
    assert [b["paragraphs"][0]["text"] for b in blocks(view, {"outcome": "minor"})] == ["甲"]
    assert [b["paragraphs"][0]["text"] for b in blocks(view, {"number": "1"})] == ["乙"]


def test_items_are_numbered_unless_they_number_themselves():
    columns = (FieldRef(code="name", label="名称"), FieldRef(code="quantity", label="数量", format="number"))
    section = SectionView(key="i", kind=SectionKind.ITEMS, source="items", fields=columns)
    block = fill(section, items=[{"name": "火腿肠", "quantity": 12}, "无关", {"name": "香肠"}])
    assert block["rows"] == [["1", "火腿肠", "12"], ["2", "香肠", ""]]
    assert block["columns"][0]["label"] == "序号"
    own = (FieldRef(code="order", label="序号", format="number"), *columns)
    block = fill(
        SectionView(key="i", kind=SectionKind.ITEMS, source="items", fields=own), items=[{"order": 3}]
    )
    assert block["rows"] == [["3", "", ""]]


def test_long_lists_stand_one_under_the_other():
    section = SectionView(
        key="e", kind=SectionKind.FIELDS, fields=(FieldRef(code="evidence", label="证据", format="list"),)
    )
    block = fill(
        section, evidence=["现场检查笔录一份，证明查获的时间地点", "询问笔录一份，证明当事人承认的事实"]
    )
    assert block["cells"][0]["value"].startswith("1. 现场") and block["cells"][0]["wide"]


def test_opinions_take_what_was_given():
    fields = (FieldRef(code="a", label="承办人意见"), FieldRef(code="b", label="负责人意见"))
    block = fill(
        SectionView(key="o", kind=SectionKind.OPINIONS, fields=fields),
        a={"opinion": "同意", "name": "陈立", "date": "2026-03-04"},
    )
    assert block["boxes"][0] == {
        "label": "承办人意见",
        "opinion": "同意",
        "name": "陈立",
        "date": "2026年3月4日",
    }
    assert block["boxes"][1]["opinion"] == ""


@pytest.mark.parametrize("code", sorted(template_files()))
def test_every_template_of_the_catalogue_fills_from_nothing(code):
    view = template_files()[code]
    assert len(blocks(view, {})) <= len(view.sections)


def test_seals_stand_where_the_law_wants_them():
    assert sealed(template(layout=Layout.DECISION)) and sealed(template(layout=Layout.NOTICE))
    assert sealed(template(layout=Layout.LIST)) and not sealed(template(layout=Layout.LIST, part="副卷"))
    assert not sealed(template(layout=Layout.RECORD))


def test_what_the_fonts_lack_is_named():
    assert clean("喆堃㛃𬘭 OK") == "喆堃㛃𬘭 OK"
    assert clean("a\u202eb😀") == "a〔U+202E〕b〔U+1F600〕"
    assert clean("行\t末\r\n") == "行 末\n"
    assert clean_all({"a": ["\x00"]}) == {"a": ["〔U+0000〕"]}
    assert printable("清") and not printable("\u2066")


def test_a_value_leaves_the_full_stop_to_the_template():
    block = fill(paragraph("因{reason}，决定处理如下：{text}。"), reason="证据可能灭失。", text="扣押。")
    assert block["paragraphs"][0]["text"] == "因证据可能灭失，决定处理如下：扣押。"


def test_a_value_keeps_its_full_stop_where_the_template_has_none():
    assert fill(paragraph("{facts}"), facts="事实清楚。")["paragraphs"][0]["text"] == "事实清楚。"
