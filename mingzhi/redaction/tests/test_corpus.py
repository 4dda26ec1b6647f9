"""Recall and precision on a seeded corpus, for the redactor and for the leak test (docs/bench.md)."""

import pytest

from mingzhi.redaction import PROFILES, Known, find_leaks, redact
from mingzhi.redaction.tests.corpus import page, pages
from mingzhi.redaction.tests.corpus.measuring import Tally, measure

ZJ = PROFILES["zj"]
NUMBER = 125
SEEDS = ("sample", "another")
CLASSES = 35


@pytest.fixture(scope="module", params=SEEDS)
def tally(request) -> Tally:
    return measure(pages(request.param, NUMBER), ZJ, questions=False)


def test_of_1000_planted_pieces_at_least_995_leave_nothing_behind(tally):
    assert tally.texts == NUMBER and tally.planted.total() > 1500
    assert len(tally.planted) >= CLASSES
    assert tally.recall >= 0.995, tally.examples
    worst = min(tally.planted, key=lambda name: tally.hidden[name] / tally.planted[name])
    few = tally.planted[worst] - tally.hidden[worst]
    assert few <= 1 or tally.hidden[worst] / tally.planted[worst] >= 0.97, (worst, tally.examples)


def test_what_is_public_stays(tally):
    assert tally.stays.total() > 1500
    assert tally.precision >= 0.99 and tally.kept >= 0.995, tally.examples
    assert tally.excess <= 0.04


def test_the_leak_test_is_silent_on_redacted_texts(tally):
    assert tally.leaks <= tally.planted.total() * 0.001, tally.examples


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_shown_again_the_leak_test_tells(seed):
    """Each planted piece stands once in the public text again: the detectors cannot help here."""
    tally = measure(pages(f"{seed} shown", 40), ZJ, reveal=True, questions=False)
    assert tally.shown.total() > 400
    assert tally.noticed >= 0.99, tally.examples


def test_the_same_seed_writes_the_same_and_another_seed_something_else():
    assert page("x").text == page("x").text != page("y").text
    assert page("x").planted == page("x").planted


def test_a_blind_redactor_would_be_noticed(monkeypatch):
    """The count is of places, not of marks: without detectors most of what nobody named survives."""
    monkeypatch.setattr("mingzhi.redaction.engine.DETECTORS", ())
    monkeypatch.setattr("mingzhi.redaction.familiar.found", lambda text: ())
    assert measure(pages("blind", 20), ZJ, questions=False).recall < 0.5


def test_hidden_pieces_are_marked_with_a_reason_and_a_source():
    for one in pages("marks", 30):
        result = redact(one.text, known=one.known, profile=ZJ)
        position, rebuilt = 0, ""
        for mark in result.marks:
            assert mark.start >= position and mark.reason and mark.source
            rebuilt += one.text[position : mark.start] + mark.replacement
            position = mark.end
        assert rebuilt + one.text[position:] == result.text


STATUTES = (
    "经常居住地人民法院管辖；被告住所地与经常居住地不一致的，由经常居住地人民法院管辖。",
    "应当向国务院信息产业主管部门提出申请，并提交符合条件的相关材料。",
    "责令其监护人严加看管和治疗；处理者应当告知接收方的名称或者姓名和联系方式。",
    "由于食品经营者的原因造成其经营的食品有前款规定情形的，误导消费者和社会舆论的。",
    "不满十四周岁的未成年人有违法行为的，不予行政处罚；已满十四周岁不满十八周岁的未成年人从轻。",
    "证人应当出庭；当事人、代理人应当如实陈述，学生高度关注，员工安全意识，家长易于接受。",
    "许可证编号339921000728352，案件编号339921202607767423，登记证编号0925590281。",
    "原料批号E20240715，订单号218812345678901234567，浙ICP备12345678号，客服400-800-1234。",
)


@pytest.mark.parametrize("text", STATUTES)
def test_what_only_looks_like_a_person_or_a_number_stays(text):
    assert redact(text, known=Known(), profile=ZJ).text == text
    assert find_leaks(text, known=Known(), profile=ZJ) == ()
