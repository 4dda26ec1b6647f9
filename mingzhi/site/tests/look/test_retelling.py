"""Stored Chinese sentences are told in English where they were made from declared templates."""

import re
from datetime import date, datetime

import pytest
from django.utils import translation

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules import explanation
from mingzhi.calendars.rules.deadlines import due
from mingzhi.calendars.rules.pauses import Pause
from mingzhi.cases.queries import offences
from mingzhi.cases.rules.core import ContentCore, Penalty
from mingzhi.cases.rules.severity import heavier_than
from mingzhi.kernel import clock
from mingzhi.kernel.citation import Citation, cite
from mingzhi.kernel.refusal import NotNow
from mingzhi.site.retelling import retell
from mingzhi.site.templatetags import look

pytestmark = pytest.mark.django_db
HAN = re.compile(r"[㐀-鿿]")
LIMITS = (
    (date(2026, 4, 28), "7wd", {}),
    (date(2026, 9, 28), "15d", {"basis": "行政处罚法 §67-3"}),
    (date(2026, 2, 10), "3mo", {"roll": "previous"}),
    (date(2026, 2, 10), "1y", {"roll": "none", "extensions": ("30d",)}),
    (date(2029, 2, 1), "20wd", {}),
    (datetime(2026, 4, 28, 9, 30, tzinfo=clock.CHINA), "24h", {}),
    (date(2026, 4, 1), "15d", {"pauses": (Pause(date(2026, 4, 3), date(2026, 4, 8), "听证"),)}),
    (
        date(2026, 4, 1),
        "15d",
        {"pauses": (Pause(date(2026, 4, 3), None, "公告"),), "as_of": date(2026, 4, 9)},
    ),
)


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(("start", "length", "more"), LIMITS)
def test_every_sentence_of_a_derivation_is_told_in_english(english, start, length, more):
    stored = due(start, length, calendar=calendar(), **more).derivation()["sentences"]
    told = [retell(sentence) for sentence in stored]
    assert [line for line in told if HAN.search(line)] == []


def test_days_keep_their_date_and_weekday(english):
    told = retell("期限届满日为2026年4月14日（星期二）。")
    assert told == "The limit ends on 14 April 2026 (Tuesday)."
    assert "14 April 2026 08:05" in retell("期限届满时间为2026年4月14日08时05分。")


def test_a_day_set_by_name_is_told(english):
    sentence = explanation.Sentence(
        explanation.SET, {"by": "集体讨论继续延期", "due": date(2026, 5, 1)}
    ).text()
    told = "Set by “Extend further by collective discussion”: the limit ends on 1 May 2026 (Friday)."
    assert retell(sentence) == told


def test_titles_and_lists_are_told_part_by_part(english):
    assert retell("制作《行政处罚决定书》") == "Make “Penalty decision”"
    assert retell("查看：询问笔录") == "View: Record of inquiry"
    assert retell("现场检查：照片1.jpg") == "On-site inspection: 照片1.jpg"
    assert retell("警告、罚款") == "Warning, Fine"
    assert retell("张三、李四") == "张三、李四"
    assert retell("受理许可的新办、变更、延续") == "受理许可的新办、变更、延续"
    assert retell("增加人手") == "增加人手"
    assert retell("行政处罚法 §58 修改") == "Administrative Penalty Law, art. 58, changed"


def test_reasons_why_a_decision_is_heavier_are_told(english):
    mild = _core(Penalty(kind="fine", amount=100))
    hard = _core(Penalty(kind="fine", amount=200), Penalty(kind="revoke_licence"))
    reasons = heavier_than(hard, mild)
    assert len(reasons) == 2
    assert [reason for reason in map(retell, reasons) if HAN.search(reason)] == []


def _core(*penalties: Penalty) -> ContentCore:
    return ContentCore(outcome="penalty", party={}, facts="", penalties=penalties)


def test_chinese_readers_see_what_was_stored():
    assert retell("期限届满日为2026年4月14日（星期二）。") == "期限届满日为2026年4月14日（星期二）。"
    assert retell("") == ""


def test_citations_name_the_statute_in_english(english):
    assert look.citation("行政处罚法 §58-1") == "Administrative Penalty Law, art. 58(1)"
    assert look.citation("行政处罚法 §58-1(2)") == "Administrative Penalty Law, art. 58(1)(2)"
    assert look.citation("行政处罚法 §64(5)") == "Administrative Penalty Law, art. 64, item 5"
    assert look.citation(cite("行政许可法 §42")) == "Administrative Licensing Law, art. 42"
    plan = "Zhejiang plan for the three systems, 2(1)3"
    assert look.citation("浙政办发〔2019〕20号 二(一)3") == plan
    assert retell("依据：浙政办发〔2019〕20号 二(一)3。") == f"Basis: {plan}."
    assert look.citation(Citation("某县规定", 3)) == "《某县规定》, art. 3"


def test_a_refusal_tells_its_parameters(english):
    sentence = "决定重于已告知的内容（%(reasons)s）；不得因当事人陈述、申辩或者要求听证而给予更重的处罚。"
    refusal = NotNow("x", sentence, params={"reasons": "罚款数额增加、增加吊销许可证件"})
    assert "Fine: larger amount, added: Revocation of a licence" in look.refusal_sentence(refusal)


@pytest.mark.parametrize("by", ["统一社会信用代码", "统一社会信用代码、身份证件号码"])
@pytest.mark.parametrize("found", ["", "A〔2026〕1号（A，2026-04-14）、A〔2026〕2号（A，2026-04-20）"])
def test_what_a_look_for_earlier_penalties_found_is_told_in_english(english, by, found):
    """行政处罚法 §33-1: kept with the submission in Chinese; numbers and agencies keep their names."""
    said = offences.FOUND % {"found": found, "by": by} if found else offences.LOOKED % {"by": by}
    told = retell(said)
    assert told.startswith(found) and not HAN.search(told.removeprefix(found))
    assert not any(HAN.search(retell(sentence)) for sentence in (offences.UNKNOWN, *offences.FORMER))


def test_articles_are_written_as_people_read_them():
    assert (
        retell("依据：市场监督管理行政处罚程序规定 §57-2。")
        == "依据：《市场监督管理行政处罚程序规定》第五十七条第二款。"
    )
    assert retell("依据：批准的决定。") == "依据：批准的决定。"
    relation = "罚款幅度 食品安全法 §126-1、依据 食品安全法 §126-1(6)"
    whole = "罚款幅度 《食品安全法》第一百二十六条第一款、依据 《食品安全法》第一百二十六条第一款第六项"
    assert look.cited(relation) == whole
    assert look.cited("食品安全法 §126 修改") == "《食品安全法》第一百二十六条 修改"


def test_what_rests_on_an_article_is_told_in_english(english):
    told = look.cited("罚款幅度 食品安全法 §126-1、依据 食品安全法 §126-1(6)")
    assert told.endswith("Food Safety Law, art. 126(1)(6)") and "§" not in told and "罚款" not in told
