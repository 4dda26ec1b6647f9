"""Find people nobody named: by the role before a name, by what stands behind, by what they do, by the score.

Whoever is found is hidden in the whole text. Where a name may end sooner or later (李明 or 李明在), both are
yielded: hiding one character too many does no harm, one too few does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhi.redaction.latin import names_in_latin
from mingzhi.redaction.naming import ANNOUNCED, CERTAIN, DOUBTFUL, EVEN, LIKELY, SURE, Chance, chances
from mingzhi.redaction.naming.lexicon import is_word
from mingzhi.redaction.naming.words import BEGINNING, ROLES
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, SINGLE
from mingzhi.redaction.values import Kind
from mingzhi.redaction.words import COMMON, NO_PERSON_ENDS

_HAN = r"\u4e00-\u9fff"
_DOT = "·•・‧"
_ROLES = (
    "姓名|名字|证人|举报人|投诉人|申诉人|控告人|经营者|负责人|经办人|联系人|代理人|法定代表人|实际控制人|投资人|合伙人|"
    "股东|购买人|购买者|购货人|消费者|顾客|客人|员工|职工|雇员|店员|营业员|收银员|服务员|导购员|业务员|送货员|快递员|骑手|"
    "仓管员|保管员|采购员|检验员|质检员|操作工|操作人员|临时工|学徒|厨师长|主厨|厨师|帮厨|保洁员|保安|司机|驾驶员|驾驶人|车主|所有人|"
    "使用人|承租人|出租人|房东|房主|户主|(?<![产商农工林事行])业主|租客|租户|邻居|同事|老板|老板娘|店长|经理|会计|出纳|法务|签收人|收货人|收件人|"
    "寄件人|发货人|供货人|供货商|上家|下家|受害人|被害人|被询问人|询问对象|被检查人|被抽样人|被侵权人|现场人员|患者|病人|死者|"
    "伤者|从业人员|施工人员|工人|户名|持卡人|收款人|付款人|利害关系人|受托人|陪同人员|同住人员|乘客|监护人|家长|医师|医生|护士|"
    "药师|教师|老师|外籍人员|港澳居民|台湾居民|网友|村民|居民|男子|女子|群众|本人|自然人|名为|名叫|我叫|叫做|自称|经手人|记账人|"
    "制单人|填表人|介绍人|担保人|债权人|债务人|中介|妻子|丈夫|配偶|父亲|母亲|儿子|女儿|长子|次子|长女|次女|哥哥|弟弟|姐姐|妹妹|祖父|"
    "祖母|爷爷|奶奶|外公|外婆|岳父|岳母|公公|婆婆|儿媳|女婿|侄子|侄女|外甥|叔叔|舅舅|姑姑|亲戚|老乡|朋友|男友|女友|[其他她之][妻夫父母兄弟姐妹]"
)
_YOUNG = "未成年人?|学生|儿童|幼儿|婴儿|患儿|男孩|女孩|小孩|孩子|少年|少女|男童|女童|[其之][子女]"
_VERBS = (
    "称|说|反映|陈述|承认|表示|签|确认|在|提供|提出|提交|购|等|于|证实|证明|负责|驾驶|持|任|共同|全程|陪同|上网|代书|指认|辨认|核对|到|"
    "出具|收|送|交|经营|销售|使用|租|住|名下|本人|通过|接受|出生|就读|介绍|告知|发现|认为|要求|请求|投诉|举报|联系|转|付|支付|取得|"
    "加工|生产|制作|存放|运|搬|雇|聘|操作|无|有|没|的|系|是|为|因|对|向|将|从|与|和|及|均|也|已|未|曾|又|处|被|把|让|给|自|以|并|而|或|"
    "打|拿|带|帮|替|看|买|卖|开|进|出|来|去|做|用|之|其|经|共|受|请|叫|当|作|此|则|应|可|能|会|要|不|还|再|就|仍|先|后|同意|拒绝|逐|两|三"
)
_END = re.compile(rf"[,;。、:()\[\]“”\"'!?\s*\d]|$|{_VERBS}")
_DOTTED = re.compile(rf"[{_HAN}]{{1,6}}(?:[{_DOT}][{_HAN}]{{2,8}}?){{1,2}}(?=[,;。、:()“”\s]|$|{_VERBS})")
_ROLE = re.compile(rf"(?:(?P<young>{_YOUNG})|{_ROLES})[\s:]{{0,2}}(?:为|系|是|叫)?[\s:“\"]{{0,2}}")
_FORM = re.compile(
    rf"(?:姓名|签名|签字|{_ROLES})\s?:\s?(?P<first>[{_HAN}])[ \u3000]{{1,2}}(?P<last>[{_HAN}])(?![{_HAN}])"
)
_CALLED = re.compile(
    r"(?:化名|花名|绰号|外号|诨号|人称|英文名|艺名|小名|乳名|别名)(?:为|叫|是|:)?\s?"
    r"(?:[“\"'‘](?P<quoted>[^”\"'’\n]{2,10})[”\"'’]|(?P<latin>[A-Z][A-Za-z.]{1,14}))"
    r"|(?:自称|名叫|名为|叫做|真名|本名)[“\"]?(?P<told>[A-Z][A-Za-z.]{1,14})(?![A-Za-z])"
)
_AGED = re.compile(r"(?P<age>\d{1,2})\s?周?岁的")
_FACTS = re.compile(
    r"[(,]\s?(?:(?:系|为|是)?未成年|(?:男|女)\s?[,;。)、]|(?P<age>\d{1,2})\s?周?岁|(?:公民|居民)?身份(?:证|号码)|证件号|汉族|护照|"
    r"往来|(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?(?:出生|生)|手机|联系电话|电话:?\s?1|另案|已满|不满)"
)
_OPENING = re.compile(r"(?:^|[。;,\n“\":])(?=[" + _HAN + "]{2,5})", re.MULTILINE)
_SAYS = re.compile(
    "称|辩称|陈述|反映|承认|表示|证实|供述|供认|将|负责|驾驶|在场|在笔录|在现场|签名|签字|到场|确认|雇|系.{0,12}(?:员|人|妻|夫|生)|于是"
)
_WITH = re.compile("向|由(?!于)|与|让|给|雇请|雇佣|聘请|找|同|从|受|接待|询问|传唤|允许")
_DOES = re.compile(
    "购买|购进|购入|采购|代书|驾驶|签收|负责|保管|出具|提供|经营|出租|承租|借|索要|支付|转账|付款|代为|保存|操作|销售|租用|上网|代签|批发|处购|处进"
)
_COLON = frozenset(': “"')
"""和 is a surname, but far oftener an and: a name only behind one of these."""
_NEVER_LAST = frozenset("称说等的系均也已未曾被把让给")
_NEXT = re.compile(r"[、和与及]")
_OPENS = frozenset(',;。、:(“"\n ')
_ADULT = 18


@dataclass(frozen=True, slots=True)
class Found:
    """A name somebody gave away, and whether it is a child's."""

    name: str
    kind: Kind = Kind.PERSON_NAME


def found(text: str) -> tuple[Found, ...]:
    """Return the people a text in half-width form gives away, children first."""
    told = (*_by_role(text), *_by_age(text), *_by_facts(text), *_by_deed(text), *_by_score(text))
    every = dict.fromkeys(told)
    young = {one.name for one in every if one.kind is Kind.MINOR}
    kept = (one for one in every if one.kind is Kind.MINOR or one.name not in young)
    return tuple(one for one in kept if "某" not in one.name)


def people_in(text: str) -> tuple[str, ...]:
    """Return the names a text gives away, each once."""
    return tuple(dict.fromkeys(one.name for one in found(half_width(text))))


def _by_score(text: str) -> Iterator[Found]:
    """Names that nothing announces: what is likelier a name than anything else, and no word besides."""
    yield from (Found(text[one.start : one.end]) for one in _sure(text) if one.plain)
    names = {text[start:end] for start, end in _in_rows(text)}
    yield from (Found(name) for name in names if not is_word(name))


def _sure(text: str) -> Iterator[Chance]:
    """What is surely a name; with words more is needed, with the commonest (监护人严加看管) far more."""
    return (one for one in chances(text, ANNOUNCED) if one.score > _least(one, text[one.start : one.end]))


def _in_rows(text: str) -> Iterator[tuple[int, int]]:
    """Yield possible names that stand in a row with a sure one: 高兴、尚进、李建军到场."""
    possible = {(one.start, one.end): one for one in chances(text, DOUBTFUL)}
    beside = [(one.start, one.end) for one in _sure(text) if one.plain]
    seen = {(one.start, one.end) for one in _sure(text)}
    while beside:
        start, end = beside.pop()
        found = [(end + 1, end + 1 + len(name)) for name in _names_behind(text, end)]
        found += [(at, start - 1) for at in (start - 3, start - 4) if _may_begin(text, at, start, possible)]
        new = [place for place in found if place in possible and place not in seen]
        seen.update(new)
        beside += new
        yield from new


def _names_behind(text: str, end: int) -> Iterator[str]:
    return _names_at(text, end + 1) if _NEXT.match(text, end) else iter(())


def _may_begin(text: str, at: int, start: int, possible: Mapping[tuple[int, int], Chance]) -> bool:
    """Tell whether the name before the last comma of a row begins here: behind a sign or role, or likely."""
    one = possible.get((at, start - 1))
    if one is None or not _NEXT.match(text, start - 1) or text[at : at + 2] in COMMON:
        return False
    opens = at == 0 or text[at - 1] in _OPENS or text[max(0, at - 2) : at] in ROLES
    return opens or (one.plain and one.fits and one.score > ANNOUNCED)


def _least(one: Chance, name: str) -> float:
    if name[:2] in COMMON:
        return CERTAIN
    if not one.plain or name[:2] in BEGINNING:
        return EVEN
    return ANNOUNCED if one.announced and one.fits and name not in ROLES else SURE


def found_there(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words of the dictionary stand as names: elsewhere they may be words (文章, 黎明).

    Once one is surely a name, its other places need less.
    """
    rows = [(start, end) for start, end in _in_rows(text) if is_word(text[start:end])]
    likely = tuple(one for one in chances(text, LIKELY) if not one.plain)
    sure = {text[one.start : one.end] for one in _sure(text)} | {text[start:end] for start, end in rows}
    yield from rows
    yield from ((one.start, one.end) for one in likely if text[one.start : one.end] in sure)


def names_of(value: str) -> tuple[str, ...]:
    """Return the names in an entry that holds people: 李四（店员）, 王五、赵六, 阿依古丽·买买提."""
    parts = re.split(r"[,;、:()\s/]|(?<=[^\s])(?:与|和|系|是)(?=[^\s])", half_width(value))
    return tuple(part for part in parts if _is_name(part))


def _is_name(text: str) -> bool:
    if re.fullmatch(rf"[{_HAN}]{{1,8}}(?:[{_DOT}][{_HAN}]{{1,8}}){{1,3}}", text):
        return True
    first = _surname(text, 0)
    role = text[:2] in COMMON and text[-1:] in NO_PERSON_ENDS  # 申请人, 代理人, 管理员
    return bool(first) and 1 <= len(text) - first <= 2 and _is_han(text) and text not in COMMON and not role


def _names_at(text: str, at: int, *, end: re.Pattern[str] = _END) -> Iterator[str]:
    """Yield the names that may begin here: before a sign or a verb, in both lengths where both fit."""
    dotted = _DOTTED.match(text, at)
    if dotted is not None:
        yield dotted[0]
        return
    first = 0 if text[at : at + 1] == "和" and text[at - 1 : at] not in _COLON else _surname(text, at)
    for length in (first + 1, first + 2) if first else ():
        name = text[at : at + length]
        if len(name) < length or not _is_han(name) or name[:2] in COMMON:
            continue
        if end.match(text, at + length) and (length == first + 1 or name[-1] not in _NEVER_LAST):
            yield name


def _surname(text: str, at: int, among: str | frozenset[str] = SINGLE) -> int:
    """Return the length of the surname here, 0 for none."""
    if text[at : at + 2] in COMPOUND:
        return 2
    return 1 if text[at : at + 1] and text[at] in among else 0


def _is_han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def _kind(young: object) -> Kind:
    return Kind.MINOR if young else Kind.PERSON_NAME


def _by_role(text: str) -> Iterator[Found]:
    """Names behind a role, and those that follow it in a row (证人李四、王五)."""
    for match in _ROLE.finditer(text):
        at = match.end()
        while at:
            names = tuple(_names_at(text, at))
            yield from (Found(name, _kind(match["young"])) for name in names)
            at = _after_row(text, at, names)
    for match in _FORM.finditer(text):
        if match["first"] in SINGLE:
            yield Found(match["first"] + match["last"])
    for match in _CALLED.finditer(text):
        yield Found(match["quoted"] or match["latin"] or match["told"])
    yield from (Found(name) for name in names_in_latin(text))


def _after_row(text: str, at: int, names: tuple[str, ...]) -> int:
    """Return where the next name of a row may begin, 0 when the row is over."""
    ends = (at + len(name) for name in names)
    return next((end + 1 for end in ends if _NEXT.match(text, end)), 0)


def _by_age(text: str) -> Iterator[Found]:
    for match in _AGED.finditer(text):
        for name in _names_at(text, match.end()):
            yield Found(name, _kind(int(match["age"]) < _ADULT))


def _by_facts(text: str) -> Iterator[Found]:
    """Names before a bracket or comma that tells sex, age, papers or telephone."""
    for match in _FACTS.finditer(text):
        said = "未成年" in match[0] or "不满" in match[0]
        young = said or (match["age"] and int(match["age"]) < _ADULT)
        for name in _names_before(text, match.start()):
            yield Found(name, _kind(young or _young_soon(text, match.end())))


def _young_soon(text: str, at: int) -> bool:
    """Tell whether an age under eighteen stands close behind (女,15岁)."""
    age = re.match(r"[,\s]{0,2}(\d{1,2})\s?周?岁", text[at : at + 8])
    return age is not None and int(age[1]) < _ADULT


def _names_before(text: str, end: int) -> Iterator[str]:
    start = max(0, end - 14)
    dotted = re.search(rf"[{_HAN}]{{1,6}}(?:[{_DOT}][{_HAN}]{{1,8}}){{1,2}}$", text[start:end])
    if dotted is not None:
        head = re.split(rf"[{_DOT}]", dotted[0])[0]
        yield from (dotted[0][cut:] for cut in range(max(1, len(head) - 1)))
        return
    for length in (4, 3, 2):
        at = end - length
        first = _surname(text, at) if at >= 0 else 0
        name = text[max(at, 0) : end]
        if first and 1 <= length - first <= 2 and _is_han(name) and name not in COMMON:
            if text[max(at - 1, 0) : at + 1] == "公司":
                continue
            if length == 3 and first == 1 and name[0] in "和与于从向由对任" and name[1] in SINGLE:
                continue
            yield name


def _by_deed(text: str) -> Iterator[Found]:
    """Names at the beginning of a clause before what people do, and those bought from or driven by."""
    for pattern, end in ((_OPENING, _SAYS), (_WITH, _DOES)):
        for match in pattern.finditer(text):
            if not _surname(text, match.end(), FREQUENT):
                continue
            for name in _names_at(text, match.end(), end=end):
                if name[-1] not in NO_PERSON_ENDS:
                    yield Found(name)
