from datetime import date, datetime

import pytest

from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind, system_actor
from mingzhi.kernel.citation import chinese_number, cite
from mingzhi.kernel.period import Period
from mingzhi.kernel.refusal import NotAllowed, Refusal
from mingzhi.kernel.urn import Urn


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (124, "一百二十四"),
        (1000, "一千"),
        (1005, "一千零五"),
        (9999, "九千九百九十九"),
    ],
)
def test_articles_are_counted_in_chinese(number, text):
    assert chinese_number(number) == text


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_no_article_has_such_a_number(number):
    with pytest.raises(ValueError):
        chinese_number(number)


@pytest.mark.parametrize(
    ("compact", "text"),
    [
        ("行政处罚法 §58", "《行政处罚法》第五十八条"),
        ("食品安全法 §124-1(5)", "《食品安全法》第一百二十四条第一款第五项"),
        ("食品安全法 §34(10)", "《食品安全法》第三十四条第十项"),
        ("浙政办发〔2019〕20号 二(一)3", "《浙政办发〔2019〕20号》二(一)3"),
    ],
)
def test_citations_read_and_write_themselves(compact, text):
    assert str(cite(compact)) == text
    assert cite(cite(compact).compact) == cite(compact)


def test_a_citation_names_a_statute():
    with pytest.raises(ValueError):
        cite("   ")


def test_periods_are_half_open():
    period = Period(date(2026, 1, 1), date(2026, 2, 1))
    assert date(2026, 1, 1) in period
    assert date(2026, 2, 1) not in period
    assert date(2999, 1, 1) in Period(date(2026, 1, 31), None)
    with pytest.raises(ValueError):
        Period(date(2026, 2, 1), date(2026, 1, 1))


def test_urns_outlive_tables():
    urn = Urn("cases", "case", "1:2")
    assert Urn.parse(str(urn)) == urn
    for wrong in ("", "urn:other:cases:case:1", "urn:mingzhi:cases", "urn:mingzhi:Cases:case:1"):
        with pytest.raises(ValueError):
            Urn.parse(wrong)


def test_a_missing_right_is_refused_with_its_article_and_way_out():
    actor = Actor(kind=ActorKind.PERSON, urn="urn:x", label="陈立", on=date(2026, 4, 13))
    with pytest.raises(NotAllowed) as refused:
        actor.must("cases.approve", citation=cite("行政处罚法 §57"))
    assert refused.value.status == 403
    assert refused.value.citation == cite("行政处罚法 §57")
    assert "cases.approve" in str(refused.value)
    assert refused.value.way_out


def test_a_refusal_fills_its_sentence():
    assert str(Refusal("x", "还有%(days)s日", params={"days": 3})) == "还有3日"
    assert str(Refusal("x", "100%")) == "100%"


def test_the_clock_can_stand_still():
    moment = datetime(2026, 4, 13, 23, 30, tzinfo=clock.CHINA)
    with clock.fixed(moment):
        assert clock.now() == moment
        assert clock.today() == date(2026, 4, 13)
    assert clock.now() != moment
    with pytest.raises(ValueError), clock.fixed(datetime(2026, 4, 13)):  # noqa: DTZ001
        pass


def test_system_jobs_have_names():
    assert system_actor("expire-notices", on=date(2026, 4, 13)).urn.endswith("expire-notices")
