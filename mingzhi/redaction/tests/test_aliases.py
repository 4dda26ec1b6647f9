"""Whom the file knows is hidden also where people call them by less than the name; whole files measured."""

import pytest

from mingzhi.redaction import PROFILES, Known, names_of, people_in, possible_names, redact
from mingzhi.redaction.naming import slots
from mingzhi.redaction.tests.corpus.eighth import EIGHTH_FILES
from mingzhi.redaction.tests.corpus.files import file_pages, lone_pages
from mingzhi.redaction.tests.corpus.measuring import measure
from mingzhi.redaction.tests.corpus.ninth import NINTH_FILES
from mingzhi.redaction.tests.corpus.seventh import SEVENTH_FILES

ZJ = PROFILES["zj"]


def public(text: str, *names: str, **known) -> str:
    return redact(text, known=Known(other_names=names, **known), profile=ZJ).text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("货是老沈拉来的，沈老板付了钱。", "货是沈某拉来的，沈某付了钱。"),
        ("阿土说金土不在，土哥也不在。", "沈某说沈某不在，沈某也不在。"),
        ("沈师傅就是沈 金 土。", "沈某就是沈某。"),
    ],
)
def test_a_known_person_is_hidden_however_people_call_them(text, hidden) -> None:
    assert public(text, "沈金土") == hidden


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("养老金按月发放。", "金大川"),
        ("小程序上可以查询，大学生也可以。", "程学"),
        ("工作认真负责，总是按时到岗。", "张国庆"),
    ],
)
def test_words_that_look_like_it_stay(text, name) -> None:
    assert public(text, name) == text


def test_a_common_word_that_only_looks_like_a_form_of_the_name_stays() -> None:
    assert "养老金" in public("养老金由金大川代领。", "金大川")
    assert "小程序" in public("程学在小程序下单。", "程学")


def test_parts_of_names_of_other_peoples_and_countries_are_hidden() -> None:
    assert public("古丽娜尔收了钱，吐尔逊没有收。", "古丽娜尔·吐尔逊") == "古某收了钱，古某没有收。"
    assert "Kowalska" not in public("KOWALSKA签字，anna在场，Annabelle牌皮包。", "Anna Kowalska")
    assert "Annabelle" in public("anna在场，Annabelle牌皮包。", "Anna Kowalska")


def test_brothers_and_sisters_of_a_known_person_are_hidden() -> None:
    assert public("冉启贵没有领到工资。", "冉启富") == "冉某乙没有领到工资。"
    assert public("冉启富领到工资，冉启贵没有。", "冉启富") == "冉某甲领到工资，冉某乙没有。"


def test_who_may_be_meant_by_several_names_has_no_letter() -> None:
    assert public("谢天说是老谢，谢地没有说。", "谢天", "谢地") == "谢某甲说是谢某，谢某乙没有说。"


def test_who_is_public_stays_although_they_are_called_alike() -> None:
    assert public("沈金土豆腐坊的沈金土", "沈金土", party_name="沈金土豆腐坊") == "沈金土豆腐坊的沈某"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("工资由老板娘发，我没见过老板费玉清几次。", "工资由老板娘发，我没见过老板费某几次。"),
        ("严芳代收，李建国签字。", "严某代收，李某签字。"),
    ],
)
def test_no_name_is_hidden_by_half(text, hidden) -> None:
    """What is left of a name beside 某 is no question any more: it would become public unseen."""
    assert public(text) == hidden


def test_a_given_name_of_one_person_does_not_cut_the_name_of_another() -> None:
    shown = public("费晓峰到场，秦晓峰离开，晓峰也离开。", "费晓峰")
    assert shown == "费某到场，秦某离开，费某也离开。"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("参与人员：高兴、尚进、郝运、李建军。", "参与人员：高某、尚某、郝某、李某。"),
        ("听证笔录经顾全、成果核对后签字。", "听证笔录经顾某、成某核对后签字。"),
    ],
)
def test_who_stands_in_a_row_with_a_sure_name_is_a_person(text, kept) -> None:
    assert public(text) == kept


@pytest.mark.parametrize("text", ["李建军、顾客到场。", "经李建军、会计核对。", "李建军、有关人员签字。"])
def test_who_has_no_name_in_such_a_row_stays(text) -> None:
    assert public(text) == text.replace("李建军", "李某")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("该女子自称Linda，另有一人外号“豹子头”。", "Linda"),
        ("该女子自称Linda，另有一人外号“豹子头”。", "豹子头"),
        ("工人小满（化名“满满”）在场。", "满满"),
    ],
)
def test_what_somebody_calls_himself_is_hidden(text, name) -> None:
    assert name not in public(text)


def test_a_name_that_begins_like_an_officers_is_asked_about() -> None:
    """It may be the officer with a letter too many (周敏在), so it is not hidden by itself."""
    known = Known(public_names=("陈立",))
    (doubt,) = possible_names(("水饺由陈立群于上月送来，陈立到场检查。",), known=known, profile=ZJ)
    assert doubt.text == "陈立群"
    told = Known(public_names=("陈立",), other_names=("陈立群",))
    shown = redact("水饺由陈立群送来，陈立到场检查。", known=told, profile=ZJ).text
    assert shown == "水饺由陈某送来，陈立到场检查。"
    assert possible_names((shown,), known=told, profile=ZJ) == ()


@pytest.mark.parametrize(
    "text", ["会计凭证显示，全年水费合计668元。", "她是我堂弟的同学。", "单位食堂采购的冷鲜肉已售完。"]
)
def test_what_hardly_anybody_is_named_is_no_question(text) -> None:
    assert possible_names((text,), known=Known(), profile=ZJ) == ()


def test_what_hardly_anybody_is_named_is_asked_about_behind_a_role() -> None:
    (doubt,) = possible_names(("作业票上签发人为耿直，当日在岗。",), known=Known(), profile=ZJ)
    assert doubt.text == "耿直"


def test_people_in_a_text_are_told_each_once() -> None:
    assert people_in("证人李建军陈述，李建军和王秀兰（女，45岁）都在。") == ("李建军", "王秀兰")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("信访人劳动反映楼上漏水。", "劳动"),
        ("司机冬生弃车离去。", "冬生"),
        ("木柴卖给了聊斋。经手人聊斋签收。", "聊斋"),
    ],
)
def test_what_stands_where_a_name_stands_may_be_one(text, place) -> None:
    assert place in [text[start:end] for start, end in slots(text)]
    shown = redact(text, known=Known(), profile=ZJ).text
    doubts = possible_names((shown,), known=Known(), profile=ZJ)
    assert place not in shown or place in [doubt.text for doubt in doubts]


@pytest.mark.parametrize(
    "text", ["代理人应当提交授权书。", "责令改正通知书已送达。", "证人经通知无正当理由未到。"]
)
def test_ordinary_words_in_such_a_place_are_no_question(text) -> None:
    assert possible_names((text,), known=Known(), profile=ZJ) == ()


def test_whole_files_hide_more_than_lone_sentences() -> None:
    """Below what was measured (docs/bench.md), so that a worse score is noticed."""
    whole, lone = measure(file_pages("kept"), ZJ), measure(lone_pages("kept"), ZJ)
    assert whole.planted == lone.planted and whole.planted.total() > 300
    assert whole.recall > lone.recall
    assert whole.recall >= FLOOR and whole.safe >= SAFE
    assert whole.precision >= 0.97


FLOOR, SAFE = 0.88, 0.93


def test_ordinary_decisions_hide_or_ask_about_nearly_everybody() -> None:
    """Below what was measured on the seventh set after its misses were looked at (docs/bench.md)."""
    for entered in (True, False):
        tally = measure(file_pages("kept", SEVENTH_FILES, entered=entered), ZJ)
        assert tally.planted.total() > 150 and tally.recall >= 0.93 and tally.safe >= 0.965
        assert tally.precision >= 0.98 and 1000 * tally.needless <= 7 * tally.characters


@pytest.mark.parametrize(("files", "least"), [(EIGHTH_FILES, 0.93), (NINTH_FILES, 0.91)])
def test_what_only_its_label_or_way_of_speaking_gives_away_is_hidden(files, least) -> None:
    """Below what was measured; 62.1 % and 53.8 % before there were detectors for it (docs/bench.md)."""
    tally = measure(file_pages("kept", files), ZJ)
    numbers = {
        name for name in tally.planted if not name.startswith("name/") and name not in ("place", "handle")
    }
    assert len(numbers) >= 12 and all(tally.hidden[name] == tally.planted[name] for name in numbers)
    assert tally.recall >= least and tally.precision >= 0.98 and tally.leaks == 0
    assert 1000 * tally.needless <= 6 * tally.characters


def test_who_somebody_is_names_nobody() -> None:
    """A receiver entered as 申请人 is no secret of the file; a person whose name begins like a word is."""
    assert names_of("申请人、代理人、管理员（前台）") == ()
    assert names_of("白天宇、申请人 方便") == ("白天宇",)
