"""The score of a name: what it hides by itself, what it asks about, what it leaves alone (docs/bench.md)."""

import pytest

from mingzhi.redaction import PROFILES, Known, people, possible_names, redact
from mingzhi.redaction.naming import DOUBTFUL, SURE, Chance, chances
from mingzhi.redaction.naming.background import OFTEN, ONCE, read, write
from mingzhi.redaction.naming.forms import forms
from mingzhi.redaction.naming.lattice import lattice
from mingzhi.redaction.naming.lexicon import lexicon
from mingzhi.redaction.surnames import short_names
from mingzhi.redaction.tests.corpus import pages
from mingzhi.redaction.tests.corpus.composing import SETS
from mingzhi.redaction.tests.corpus.measuring import measure
from mingzhi.redaction.tests.corpus.unannounced import WITHOUT

ZJ = PROFILES["zj"]


def asked(text: str, **known) -> list[str]:
    return [doubt.text for doubt in possible_names((text,), known=Known(**known), profile=ZJ)]


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("两桶废机油由肖建平拉走，陶志刚付款。", "两桶废机油由肖某拉走，陶某付款。"),
        ("凌晨，欧阳文静把货物搬进仓库。", "凌晨，欧阳某把货物搬进仓库。"),
        ("宋丽萍、罗志远均未到场。", "宋某、罗某均未到场。"),
    ],
)
def test_a_name_nothing_announces_is_hidden(text, public) -> None:
    assert redact(text, known=Known(), profile=ZJ).text == public


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("摊上的苹果、橙子等6种水果没有标明价格。", "摊上的苹果、橙子等6种水果没有标明价格。"),
        ("当事人销售白菜、车厘子，白糖超过保质期。", "当事人销售白菜、车厘子，白糖超过保质期。"),
        ("货架上的黄花菜、白玉菇没有标价。", "货架上的黄花菜、白玉菇没有标价。"),
        ("经营者李子轩采购橙子。", "经营者李某采购橙子。"),
        ("员工李子在店，证人黄桃反映。", "员工李某在店，证人黄某反映。"),
    ],
)
def test_goods_are_nobody_unless_a_person_is_announced(text, public) -> None:
    assert redact(text, known=Known(), profile=ZJ).text == public


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("隔壁陈师傅可以作证。", "陈师傅"),
        ("是赵姐让我把标签撕掉的。", "赵姐"),
        ("店内烤肉师傅阿卜杜热西提未办理健康证。", "阿卜杜热西提"),
        ("教练佐佐木明无教练证。", "佐佐木明"),
    ],
)
def test_what_people_are_called_and_foreign_names_are_hidden(text, public) -> None:
    assert public not in redact(text, known=Known(), profile=ZJ).text


def test_a_given_name_alone_is_hidden_where_the_whole_name_stands() -> None:
    text = "邬思琰持木棍还击。思琰的妻子上前劝阻。"
    assert redact(text, known=Known(other_names=("邬思琰",)), profile=ZJ).text == (
        "邬某持木棍还击。邬某的妻子上前劝阻。"
    )
    kept = redact("李建设在场，建设工程停工。", known=Known(other_names=("李建设",)), profile=ZJ)
    assert kept.text == "李某在场，建设工程停工。"


def test_a_word_is_hidden_only_where_it_is_a_name(monkeypatch) -> None:
    """杜鹃 is a bird and a shrub as well; once it is surely somebody, likely places are hidden with it."""
    scores = {0: 3.0, 8: -1.0, 12: -3.0}
    found = tuple(Chance(at, at + 2, score, plain=False) for at, score in scores.items())
    monkeypatch.setattr(people, "chances", lambda _text, least: [one for one in found if one.score > least])
    text = "杜鹃收了货款，后杜鹃离开，杜鹃花开。"
    assert redact(text, known=Known(), profile=ZJ).text == "杜某收了货款，后杜某离开，杜鹃花开。"


@pytest.mark.parametrize(
    ("name", "short"), [("老刘", "刘某"), ("阿强", "某"), ("赵姐", "赵某"), ("司马朗", "司马某")]
)
def test_what_people_are_called_is_shortened(name, short) -> None:
    assert short_names((name,)) == {name: short}


def test_the_lattice_weighs_names_against_words() -> None:
    words = lexicon()
    text = "由陈桂芳清点"
    found = {text[one.start : one.end]: one for one in forms(text, words)}
    reading = lattice(text, tuple(found.values()), words)
    assert reading.odds(found["陈桂芳"]) > reading.odds(found["陈桂"])
    assert (reading.word_before(1), reading.word_behind(4)) == ("由", "清点")
    assert reading.word_across(5) == "清点" and reading.word_across(4) == ""


def test_names_hidden_already_have_no_form() -> None:
    assert not [one for one in forms("主管吴某离开", lexicon()) if one.end == 3]


def test_what_may_be_a_name_is_asked_about_with_the_words_around_it() -> None:
    (doubt,) = possible_names(("货车登记在汪洋名下。",), known=Known(), profile=ZJ)
    assert (doubt.before, doubt.text, doubt.after) == ("货车登记在", "汪洋", "名下。")
    assert doubt.as_json() == {"text": "汪洋", "before": "货车登记在", "after": "名下。"}


def test_what_is_public_or_hidden_already_is_no_question() -> None:
    assert asked("货车登记在汪洋名下。", public_names=("汪洋",)) == []
    assert asked("货车登记在汪洋名下。", party_name="汪洋") == []
    assert asked("货车登记在汪某名下，汪某甲在场。") == []
    guangdong = possible_names(("汪洋",), known=Known(party_name="汪洋"), profile=PROFILES["gd"])
    assert guangdong == () or guangdong[0].text == "汪洋"


@pytest.mark.parametrize("text", WITHOUT)
def test_ordinary_sentences_lose_nothing(text) -> None:
    assert redact(text, known=Known(), profile=ZJ).text == text


def test_places_firms_and_laws_are_no_names() -> None:
    for text in (
        "存放于清溪县王家村方正路和平小区。",
        "由明州市江北金大地农资有限公司供货。",
        "依据《中华人民共和国安全生产法》《高毒农药管理规定》处理。",
        "税费减免、公平竞争、家庭困难、能源利用、金融商务、宗教信仰。",
    ):
        assert redact(text, known=Known(), profile=ZJ).text == text


@pytest.mark.parametrize("only", [name for name in SETS if name not in ("fifth", "sixth")])
def test_sentences_written_after_the_detectors(only) -> None:
    """Below what was measured, so that a worse score is noticed."""
    tally = measure(pages("held", 60, only=only), ZJ)
    assert tally.recall >= 0.6 and tally.safe >= 0.9, (tally.recall, tally.safe)
    assert tally.precision >= 0.95 and tally.kept >= 0.995
    assert 1000 * tally.needless <= 10 * tally.characters


def test_scores_are_ordered_and_need_a_surname() -> None:
    assert SURE > DOUBTFUL
    assert chances("上下左右前后", DOUBTFUL) == ()
    (one,) = [chance for chance in chances("，宋丽萍说", SURE) if chance.end - chance.start == 3]
    assert (one.start, one.end) == (1, 4)


def test_the_background_reads_what_it_wrote() -> None:
    known = read(write(["当事人当事人，应当", "当事"]).splitlines())
    assert known.pair("当事") == OFTEN and known.pair("应当") == ONCE and known.pair("人应") == 0
    assert known.share("当") > known.share("应") > known.share("龘")
    assert known.usual("当") > known.usual("龘")
