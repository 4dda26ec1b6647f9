from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.kernel import canonical
from mingzhi.redaction import (
    BY_EYE,
    PROFILES,
    Kind,
    Known,
    clean,
    find_leaks,
    profile_for,
    redact,
)
from mingzhi.redaction.codes import (
    birth_date_of,
    check_character,
    is_bank_card,
    is_identity_number,
    passes_luhn,
)
from mingzhi.redaction.surnames import short_names
from mingzhi.redaction.tests.corpus.spelling import wide

ZJ, GD = PROFILES["zj"], PROFILES["gd"]
KNOWN = Known(
    party_name="清溪县好味食品店",
    other_names=("王秀兰",),
    identifiers=("339921197803070027", "13900000000"),
    addresses=("之江省明州市清溪县桂花家园3幢502室",),
    public_names=("陈立", "周敏"),
    public_texts=("清溪县溪滨路18号",),
)


def hidden(text: str, known: Known = KNOWN, profile=ZJ) -> str:
    return redact(text, known=known, profile=profile).text


def test_zhejiang_shows_the_punished_party_and_hides_other_people():
    text = "当事人清溪县好味食品店，经营者王秀兰。执法人员陈立、周敏。"
    assert hidden(text) == "当事人清溪县好味食品店，经营者王某。执法人员陈立、周敏。"
    person = Known(party_name="赵六", party_is_person=True, other_names=("王秀兰",))
    assert hidden("赵六与王秀兰", person) == "赵六与王某"


def test_guangdong_hides_the_partys_name_too():
    assert hidden("当事人清溪县好味食品店，经营者王秀兰。", profile=GD) == "当事人某单位，经营者王某。"
    person = Known(party_name="赵六", party_is_person=True)
    assert hidden("当事人赵六，赵 六。", person, GD) == "当事人赵某，赵某。"
    assert profile_for("440305") is GD and profile_for("339921") is ZJ


def test_another_kind_of_act_hides_the_same_by_another_rule():
    other = profile_for("339921", "行政许可")
    assert set(other.by_kind) == set(ZJ.by_kind) and profile_for("440305", "行政许可") is GD
    sources = {rule.source for rule in other.rules}
    assert "政府信息公开条例 §15" in sources and not any("处罚" in source for source in sources)


@pytest.mark.parametrize(
    "written",
    [
        "339921197803070027",
        wide("339921197803070027"),
        "339921 19780307 0027",
        "339921-19780307-0027",
        "33 99 21 19 78 03 07 00 27",
        "33992119780307\u200b0027",
    ],
)
def test_a_known_number_is_hidden_however_it_is_written(written):
    text = f"王秀兰，{written}。"
    assert hidden(text) == "王某，***。"
    leaks = find_leaks(text, known=KNOWN, profile=ZJ)
    assert Kind.IDENTITY_NUMBER in {leak.kind for leak in leaks}


def test_numbers_nobody_named_are_recognised_by_their_check_digit():
    nobody = Known()
    other = "11010519491231002X"
    assert hidden(f"陈述人{other}到场", nobody) == "陈述人***到场"
    assert hidden("陈述人110105194912310021到场", nobody) == "陈述人110105194912310021到场"
    assert hidden("身份证号110105194912310021", nobody) == "身份证号***"  # a label is enough
    assert hidden("旧证110105491231002。", nobody) == "旧证***。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电话13812345678。", "电话***。"),
        ("致电+86 138-1234-5678", "致电***"),
        ("座机0571-87654321转801", "座机***"),
        ("(0571)87654321", "***"),
        ("联系电话：87654321", "联系电话：***"),
        ("微信号：qingxi_lan88", "微信号：***"),
        ("寄至 lan@mail.example.cn 处", "寄至 *** 处"),
        ("卡号6222 0212 3456 7890 128", "卡号***"),
        ("身份证：三三九九二一一九七八零三零七零零二七", "身份证：***"),
        ("社会保障号339921196512120038", "社会保障号***"),
        ("学生证号2021330112", "学生证号***"),
        ("租住在其弟家中（清溪县东门路12弄5号）", "租住在其弟家中（***）"),
        ("店主生于78年3月", "店主生于***"),
        ("购买人金正浩（韩国籍）", "购买人金某（韩国籍）"),
        ("军官证：军字第2001988号", "军官证：军字第***号"),
        ("登录IP地址：192.168.1.23", "登录IP地址：***"),
        ("账户：33010100123456", "账户：***"),
        ("驾驶浙A·1234挂", "驾驶***"),
        ("驾驶浙AD12345新能源车", "驾驶***新能源车"),
        ("护照E12345678", "护照***"),
        ("通行证号：H1234567801", "通行证号：***"),
        ("浙（2020）清溪县不动产权第0001234号", "***"),
        ("张某，1978年3月7日出生", "张某，***出生"),
        ("出生日期：1978-03-07", "出生日期：***"),
        ("汉族，住兰渚县中兴大道8号。", "汉族，住***。"),
        ("户籍地址：兰渚县学院街9号，", "户籍地址：***，"),
        ("位于兰渚县翠竹公寓12号楼1单元304室的仓库", "位于***的仓库"),
        ("在和平新村3幢2单元501室查获", "在***查获"),
        ("证人李四称", "证人李某称"),
        ("举报人：欧阳明月。", "举报人：欧阳某。"),
    ],
)
def test_what_nobody_named_is_recognised_by_form_or_label(text, expected):
    assert hidden(text, Known()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "统一社会信用代码92339921MA7K9XY03N",
        "清市监处罚〔2026〕27号",
        "2026年3月3日9时40分至10时31分",
        "商品条码6923644266066，生产日期2025年10月20日，保质期90天",
        "罚没款合计4032.00元，违法所得32元",
        "《中华人民共和国食品安全法》第一百二十四条第一款第五项",
        "拨打12315或者12345热线",
        "经营场所：清溪县溪滨路18号",
        "负责人于2026年4月13日批准，经营者应当在15日内改正",
        "自2026年3月12日生效，生产批次20251020",
        "1978年3月7日生产",
        "涉案产品批号尾号3817，条码尾号为0042。",
        "罚款缴入财政非税专户，账号3305 0166 7188 0000 0274。",
        "当事人在石塘镇下庄村三组河段采砂，该村五组村民代表到场。",
        "当事人将厂房建在黄坛村工业园区12号，在岭后自然村修建道路工程。",
        "小学三年级教材三十本，实验小学六年级语文课本，大班额，对清溪县第二小学食堂进行检查。",
        "关注微信公众号“好味食品”，会员“充一送一”，买家“五星好评”截图，微信群“监管群”发布。",
        "经院长批准，由校长负责，担任校长期间，聘任队长一名。",
        "销售Nike运动鞋三双，采购Gucci手袋，店员用Excel登记。",
        "员工5人未体检，工卡3张，快递单3张，设备编号SB0021，型号A-3007。",
    ],
)
def test_what_is_no_personal_information_stays(text):
    assert hidden(text, Known()) == text
    assert find_leaks(text, known=Known(), profile=ZJ) == ()


def test_the_home_is_found_without_its_province_and_city_and_the_shop_stays():
    text = "送至桂花家园3幢502室，检查清溪县溪滨路18号。"
    assert hidden(text) == "送至***，检查清溪县溪滨路18号。"
    assert Kind.HOME_ADDRESS in {leak.kind for leak in find_leaks(text, known=KNOWN, profile=ZJ)}


def test_the_birth_date_inside_a_known_number_is_hidden_in_any_writing():
    for written in ("1978年3月7日", "1978年03月07日", "1978-03-07", "1978.3.7", "19780307"):
        assert written not in hidden(f"王秀兰（{written}）")
        leaks = find_leaks(f"王某（{written}）", known=KNOWN, profile=ZJ)
        assert [leak.kind for leak in leaks] == [Kind.BIRTH_DATE], written
    assert find_leaks("1978年3月17日", known=KNOWN, profile=ZJ) == ()


def test_people_with_one_surname_are_told_apart_and_each_keeps_one_short_name():
    known = Known(other_names=("王秀兰", "王建国", "欧阳明月"))
    assert hidden("王秀兰、王建国、欧阳明月；王秀兰", known) == "王某甲、王某乙、欧阳某；王某甲"
    assert short_names(("王一", "王一", "")) == {"王一": "王某"}


def test_a_shown_name_that_holds_a_hidden_one_stays_whole():
    known = Known(party_name="清溪县王秀兰食品店", other_names=("王秀兰",))
    text = "清溪县王秀兰食品店的经营者王秀兰"
    assert hidden(text, known) == "清溪县王秀兰食品店的经营者王某"
    assert find_leaks(hidden(text, known), known=known, profile=ZJ) == ()


def test_an_identity_number_is_never_public_whatever_is_said_to_be_public():
    known = Known(public_texts=("339921197803070027",))
    assert hidden("339921197803070027", known) == "***"
    assert find_leaks("339921197803070027", known=known, profile=ZJ)


def test_phrases_of_the_secrecy_check_are_hidden():
    known = Known(secrets=("配方中甲物质占百分之三",))
    text = "其配方中甲物质 占百分之三。"
    assert hidden(text, known) == "其***。"
    assert find_leaks(text, known=known, profile=ZJ)[0].kind is Kind.CONFIDENTIAL


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("王 秀 兰", Kind.PERSON_NAME),
        ("王·秀兰", Kind.PERSON_NAME),
        ("王\n秀兰", Kind.PERSON_NAME),
        ("一三九〇〇〇〇〇〇〇〇", Kind.PHONE),
        ("１３９ 0000（0000）", Kind.PHONE),
        ("13812345678", Kind.PHONE),
        ("0571-87654321", Kind.PHONE),
        ("6222021234567890128", Kind.BANK_ACCOUNT),
        ("11010519491231002x", Kind.IDENTITY_NUMBER),
        ("浙Ａ·１２３４５", Kind.PLATE),
        ("lan＠mail.example.cn", Kind.EMAIL),
    ],
)
def test_the_leak_test_sees_through_disguises(text, kind):
    assert kind in {leak.kind for leak in find_leaks(f"说明：{text}。", known=KNOWN, profile=ZJ)}
    assert not clean([text], known=KNOWN, profile=ZJ)


def test_every_rule_cites_a_source_and_says_whether_it_was_read():
    for profile in PROFILES.values():
        assert all(rule.source and rule.reason for rule in profile.rules)
        assert set(BY_EYE) <= {rule.kind for rule in profile.rules}
    assert not ZJ.by_kind[Kind.PERSON_NAME].confirmed and GD.by_kind[Kind.PARTY_NAME].confirmed
    mark = redact("王秀兰", known=KNOWN, profile=ZJ).marks[0].as_json()
    assert mark["confirmed"] is False and canonical.canonical(mark)
    assert "王秀兰" not in str(mark)
    assert KNOWN.names_checked == ("清溪县好味食品店", "王秀兰")


def test_check_digits_against_published_examples():
    assert is_identity_number("11010519491231002X") and is_identity_number("440524188001010014") is False
    assert check_character("11010519491231002") == "X"
    assert not is_identity_number("110105194913310021") and not is_identity_number("")
    assert str(birth_date_of("11010519491231002X")) == "1949-12-31"
    assert passes_luhn("4111111111111111") and is_bank_card("4111111111111111")
    assert not is_bank_card("4111111111111112") and not is_bank_card("41111111")


@settings(max_examples=200)
@given(st.text(max_size=120))
def test_any_text_is_redacted_consistently_and_twice_changes_nothing_more(text):
    once = redact(text, known=KNOWN, profile=ZJ)
    assert sum(mark.end - mark.start for mark in once.marks) <= len(text)
    twice = redact(once.text, known=KNOWN, profile=ZJ)
    assert find_leaks(twice.text, known=KNOWN, profile=ZJ) == ()


@settings(max_examples=200)
@given(st.text(alphabet="王秀兰的·　 1390-０abc，。339921197803070027X", max_size=80))
def test_what_is_redacted_does_not_leak_what_the_file_knows(text):
    public = redact(text, known=KNOWN, profile=ZJ).text
    folded = "".join(char for char in public if not char.isspace())
    assert "王秀兰" not in folded and "13900000000" not in folded and "339921197803070027" not in folded


def test_long_runs_of_one_character_are_read_in_passable_time():
    text = "1" * 30_000 + "汉" * 30_000 + " -" * 10_000 + "a" * 20_000
    begun = process_time()
    assert find_leaks(redact(text, known=KNOWN, profile=ZJ).text, known=KNOWN, profile=ZJ) == ()
    assert process_time() - begun < 5
