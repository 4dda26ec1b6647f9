"""What stands around a possible name: the kind of word before it and behind it."""

import re
from collections.abc import Iterator

from mingzhi.redaction.naming.lattice import Lattice
from mingzhi.redaction.naming.lexicon import Lexicon
from mingzhi.redaction.naming.words import ROLES
from mingzhi.redaction.words import words_of

_SIGNS_BEFORE = {
    "、": "row", ",": "comma", "。": "stop", ";": "stop", "\n": "stop", "!": "stop", "?": "stop",
    ":": "colon", "“": "quote", '"': "quote", "(": "bracket", ")": "closed", "《": "title",
    "\u3000": "blank", " ": "blank",
}  # fmt: skip
_SIGNS_BEHIND = {
    "、": "row", ",": "comma", "。": "stop", ";": "stop", "\n": "stop", "!": "stop", "?": "stop",
    ":": "colon", "”": "quote", '"': "quote", "(": "bracket", ")": "closed", "》": "title",
    "\u3000": "blank", " ": "blank",
}  # fmt: skip
_PARTNERS = frozenset("向由与让给对被把和同找叫经据令请使为替及或是系即跟问命派指聘雇因自从受待见随依将")
_OWN_BEFORE = {
    "于": "at", "在": "at", "叫": "called", "名叫": "called", "自称": "called", "我叫": "called",
    "名为": "called", "接": "told", "系": "is", "是": "is", "为": "is", "即": "is", "姓": "surname",
    "的": "of", "之": "of", "等": "and so on", "如": "and so on", "某": "hidden", "本人": "self",
    "名": "called", "真名": "called", "本名": "called",
}  # fmt: skip
_PEOPLE_END = frozenset(
    "人员者工师长主户商手生民客友匠徒贩僧犯方妻夫父母子女兄弟姐妹叔舅姑姨侄婿嫂媳孙婆公爷奶亲家伴伙东医护士"
)
_SAYS = (
    frozenset("称说讲道问答喊骂付借欠雇系即")
    | words_of(
        "表示陈述承认认为反映交代供述供称辩称回忆诉称否认证实陈词主张提出解释辩解质证申辩坦白介绍告诉告知知道"
        "知情声称自称要求请求希望同意拒绝愿意不肯答应承诺保证认可指认辨认明知觉得以为看见看到听到听见发现供认"
        "报警投诉举报签字签名签收捺印到场在场离开逃离赶到出资垫付支付付款转账雇佣聘请驾驶驾车乘坐搭乘出具提交"
        "购买购得购入出售卖给收取收到负责指使安排通知联系代签代收承租租用出租居住家中名下家里死亡受伤轻伤怀孕"
        "住院就诊经营持有持股担任"
    )
    | words_of("误以为打电话", 3)
)
_DOES = words_of(
    "退还领取领回赔付拒收拒签拒绝离职辞职请假醉酒饮酒摔倒跌倒受雇承包转租搬离反悔认罚到案归案投案自首逃跑逃逸"
    "陪同协助抚养代领代缴手写书写抄写涂改伪造隐瞒谎称冒充汇款取款退款索要索取讨要催讨下车上车开车骑车停车下班"
    "上班值班当班替班打工务工务农退休病故去世结婚离婚分娩认罪悔罪认错道歉致歉反对推搡撕毁丢弃砸坏爬上跳下拨打"
    "来电挂断翻译代笔经手审批签署缴清付清还清结清出庭列席作证旁听参股入股合伙经商开店摆摊卖菜养猪养鸡采砂捕鱼"
    "掌勺点菜点餐配菜授课补课就读毕业开具填写誊写清点验收过磅称重卸货装车搬运贩卖倒卖转卖兜售试图企图假装趁机"
    "擅自私自独自亲自故意多次当场随后随即"
)
"""What only people do."""
_DEALS = words_of(
    "责令通知联系询问传唤委托雇用雇佣聘请聘用招用指派指使殴打辱骂威胁欺骗告知劝阻劝说搀扶陪同会同协助帮助拖欠"
    "付给交给卖给转给送给递给寄给借给租给发给还给退给转交致使撞伤烫伤咬伤砸伤打伤抓获释放遇到遇见看见认识冒充"
    "冒用顶替代替跟随经由包括找到带领鉴于因为如果倘若连同根据按照依照除了不是就是还有只有没有以及另有案外询向"
    "传讯讯问问询提醒警告训诫教育质问追问打电要求请求允许同意准许禁止阻止护送接送照顾照料抚养扶养起诉控告举报"
    "投诉指认辨认揭发检举追究处罚免除送达函告"
)
"""What is done to people or said of them."""
_TITLES = frozenset("家某") | words_of(
    "先生女士小姐同志老师医生医师师傅夫妇夫妻父子父女母子母女兄弟姐妹二人两人三人四人等人一家家属家中家里"
    "本人之子之女之妻之夫之父之母之兄之弟妻子丈夫父亲母亲儿子女儿"
)
_SO_ON = re.compile(r"等(?:[\d一二两三四五六七八九十]{1,3}余?[人名位户]|人|多人)")
_COARSE_BEFORE = {
    "stop": "start", "comma": "start", "colon": "start", "quote": "start", "blank": "start",
    "row": "row", "p": "p", "partner": "p", "deals": "p", "c": "row", "v": "v",
    "role": "role", "person": "role",
    "called": "role", "of": "of", "is": "p",
}  # fmt: skip
_COARSE_BEHIND = {
    "stop": "end", "comma": "end", "closed": "end", "blank": "end", "bracket": "end", "colon": "end",
    "quote": "end", "row": "row", "does": "act", "c": "row", "partner": "act", "p": "act", "d": "act",
    "v": "act", "says": "act", "title": "title", "so on": "title", "of": "of",
}  # fmt: skip


def surroundings(reading: Lattice, start: int, end: int, words: Lexicon) -> Iterator[tuple[str, float]]:
    """Yield the kind of what stands before and behind, by themselves and together."""
    left, right = before(reading, start, words), behind(reading, end, words)
    coarse_left, coarse_right = _COARSE_BEFORE.get(left, "other"), _COARSE_BEHIND.get(right, "other")
    yield f"before: {left}", 1.0
    yield f"behind: {right}", 1.0
    yield f"between: {coarse_left} and {coarse_right}", 1.0


def is_deed(word: str) -> bool:
    """Tell whether a word is something people say or do, or that is done to them."""
    return word in _SAYS or word in _DOES or word in _DEALS


def before(reading: Lattice, at: int, words: Lexicon) -> str:
    """Return the kind of what stands before a place."""
    text = reading.text
    char = text[at - 1 : at] or "\n"
    if not "\u4e00" <= char <= "\u9fff":
        return _SIGNS_BEFORE.get(char, "digit" if char.isdigit() else "sign")
    word = reading.word_before(at)
    if text[max(0, at - 2) : at] in ROLES:
        return "role"
    found = _OWN_BEFORE.get(word) or _OWN_BEFORE.get(char if len(word) == 1 else "")
    if found:
        return found
    part = words.part.get(word, "unknown")
    kinds = (
        ("deals", word in _DEALS),
        ("person", char in _PEOPLE_END and part in ("n", "x", "b", "z", "g", "k", "unknown")),
        ("partner", len(word) == 1 and char in _PARTNERS),
        (part, True),
    )
    return next(kind for kind, fits in kinds if fits)


def behind(reading: Lattice, at: int, words: Lexicon) -> str:
    """Return the kind of what stands behind a place."""
    text = reading.text
    char = text[at : at + 1] or "\n"
    if not "\u4e00" <= char <= "\u9fff":
        return _SIGNS_BEHIND.get(char, "digit" if char.isdigit() else "sign")
    word = reading.word_behind(at)
    kinds = (
        ("so on", _SO_ON.match(text, at) is not None),
        ("title", word in _TITLES),
        ("says", word in _SAYS or char in "称说系"),
        ("does", word in _DOES),
        ("of", char in "的之"),
        ("partner", len(word) == 1 and char in _PARTNERS),
        (words.part.get(word, "unknown"), True),
    )
    return next(kind for kind, fits in kinds if fits)
