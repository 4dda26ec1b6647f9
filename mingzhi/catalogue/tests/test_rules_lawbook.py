"""Citations are checked down to the item, and everything the product cites exists."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

import mingzhi
from mingzhi.catalogue.rules.lawbook import in_full, read_statutes, shipped
from mingzhi.trail.rules.registry import ACTS

ROOT = Path(mingzhi.__file__).parent
WRITTEN = re.compile(r"[一-鿿〔〕\w]{2,40}(?:法|条例|规定|办法|意见|号|法典)\s§\d+(?:-\d+)?(?:\(\d+\))?")


@pytest.mark.parametrize(
    "compact",
    [
        "食品安全法 §34(10)",
        "食品安全法 §124-1(5)",
        "食品安全法 §110(4)",
        "行政处罚法 §58-1(4)",
        "行政处罚法 §85",
        "行政复议法 §23-1(1)",
        "中华人民共和国行政处罚法 §63-1(6)",
        "程序规定 §82(5)",
        "浙政办发〔2019〕20号 二(一)3",
    ],
)
def test_a_right_citation_has_no_problem(compact: str) -> None:
    assert shipped().problem_of(compact) == ""


@pytest.mark.parametrize(
    ("compact", "word"),
    [
        ("行政处罚法 §87", "共 86 条"),
        ("行政处罚法 §58-3", "共 2 款"),
        ("食品安全法 §34(14)", "没有第 14 项"),
        ("食品安全法 §124-2(1)", "没有第 1 项"),
        ("不存在法 §1", "目录中没有"),
    ],
)
def test_a_wrong_citation_says_what_is_wrong(compact: str, word: str) -> None:
    assert word in shipped().problem_of(compact)


@pytest.mark.parametrize(
    ("compact", "written"),
    [
        ("食品安全法 §124-1(5)", "《中华人民共和国食品安全法》第一百二十四条第一款第五项"),
        ("程序规定 §77", "《市场监督管理行政处罚程序规定》第七十七条"),
        ("浙政办发〔2019〕20号 二(一)3", "《浙政办发〔2019〕20号》二(一)3"),
        ("某地办法 §3", "《某地办法》第三条"),
    ],
)
def test_papers_cite_by_the_full_name(compact: str, written: str) -> None:
    assert in_full(compact) == written


def test_citations_are_found_in_running_text() -> None:
    text = 'basis=("行政处罚法 §44",)  # see 食品安全法 §124-1(5) and 第五十八条'
    assert WRITTEN.findall(text) == ["行政处罚法 §44", "食品安全法 §124-1(5)"]


def test_every_citation_in_code_data_and_docs_exists() -> None:
    book, wrong = shipped(), []
    for path in sorted([*ROOT.rglob("*"), *ROOT.parent.glob("docs/**/*.md")]):
        if (
            path.suffix not in {".py", ".toml", ".html", ".typ", ".md"}
            or path.parent == Path(__file__).parent
        ):
            continue
        for compact in set(WRITTEN.findall(path.read_text("utf-8"))):
            if problem := book.problem_of(compact):
                wrong.append(f"{path.relative_to(ROOT.parent)}: {compact}: {problem}")
    assert not wrong, "\n".join(wrong)


def test_every_act_rests_on_law_that_exists() -> None:
    book = shipped()
    wrong = [f"{kind.code}: {b}" for kind in ACTS.values() for b in kind.basis if book.problem_of(b)]
    assert ACTS and not wrong


def test_the_versions_of_a_statute_follow_one_another_without_gap() -> None:
    statutes = {raw["short"]: raw["version"] for raw in read_statutes()}
    assert sum(len(versions) > 1 for versions in statutes.values()) >= 10
    for short, versions in statutes.items():
        for before, after in pairwise(versions):
            assert before["until"] == after["from"], short
        assert "until" not in versions[-1]
