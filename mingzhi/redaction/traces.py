"""What words give away although nobody named it: names behind roles, values behind labels, homes, children.

Part of the leak test. Reads the text once from left to right; every surname and every label is looked at with
what stands around it. The tables are its own.
"""

from collections.abc import Iterator

from mingzhi.redaction.folding import fold
from mingzhi.redaction.shapes import Told
from mingzhi.redaction.surnames import COMPOUND, FREQUENT, SINGLE
from mingzhi.redaction.values import Kind
from mingzhi.redaction.words import COMMON, NO_PERSON_ENDS, words_of

_LABELS: tuple[tuple[Kind, int, tuple[str, ...]], ...] = (
    (Kind.IDENTITY_NUMBER, 14, ("身份证", "身份号码", "驾驶证号", "证件号码")),
    (Kind.PHONE, 7, ("电话", "手机", "座机", "传真", "联系方式")),
    (Kind.BANK_ACCOUNT, 9, ("账号", "帐号", "账户", "帐户", "卡号", "银行卡")),
    (Kind.PASSPORT, 6, ("护照", "通行证", "居留证", "军官证")),
    (Kind.HANDLE, 5, ("微信", "微信号", "qq", "qq号", "抖音号", "快手号", "钉钉号")),
    (Kind.PROPERTY_NUMBER, 6, ("不动产权第", "不动产证明第", "房权证", "识别代号", "车架号", "发动机号")),
    (Kind.PLATE, 5, ("车牌", "号牌", "牌照")),
)
"""What a label announces, and the least number of letters and digits behind it."""
_LONGEST = 64
_LINKS = frozenset(":：为是系号码(（“\"'")
_BREAKS = frozenset(",，。;；、\n\x00*")
_TREASURY = ("财政", "非税", "国库", "罚没", "专户")
_NICKNAMES = ("昵称", "网名", "微信名", "用户名")
_HOME_WORDS = (
    "住址",
    "家庭地址",
    "户籍地址",
    "户籍地",
    "居住地",
    "居住于",
    "现住",
    "家住",
    "暂住",
    "租住",
    "住在",
    "住于",
)
_BLOCKS = frozenset("幢栋")
_BORN = ("出生日期", "出生年月", "生于", "出生于")
_ATTENDS = ("就读于", "就读", "在读于")
_SCHOOLS = ("小学", "中学", "学校", "幼儿园", "高中", "职高")
_ROLE_ENDS = words_of(
    "证人报人诉人营者办人系人理人代表费者买者买人顾客员工店员业员银员务员货员递员管员检员验员时工学徒"
    "厨师司机驶员驶人车主有人租人房东房主户主邻居同事老板店长经理会计出纳收人货人件人患者死者伤者工人"
    "户名卡人款人医师医生护士教师老师居民网友村民男子女子名叫我叫姓名妻子丈夫父亲母亲儿子女儿长子次子"
    "哥哥弟弟姐姐妹妹其妻其夫其父其母其兄其弟其姐其妹其子其女朋友学生儿童男孩女孩少年少女货商"
) | words_of("控制人操作工询问人检查人受害人侵权人监护人籍人员成年人住人员场人员同人员", 3)
_AFTER_NAME = frozenset(
    "称说反陈承表签确在提购等于证负驾持任共全陪上代指辨核到出收送交经销使租住名本通接介告发认要请投举联转付支取加生制存运搬雇聘操无有没的系是"
    "为因对向将从与和及均也已未曾又处被把让给自以并而或打拿带帮替看买卖开进来去做用之其受叫当作应可会不还再就仍先后同拒逐两三"
)
_DEEDS = ("将", "称", "陈述", "辩称", "负责", "驾驶", "承认", "反映", "证实", "供述", "在场")
_PARTNERS = ("购买", "购进", "代书", "驾驶", "签收", "负责", "保管", "出具", "提供")
_FACT_SIGNS = frozenset(",，(（")
_DOTS = frozenset("·•・‧")


def traces(text: str) -> Iterator[Told]:
    """Yield what words give away, at its places in the text."""
    folded = fold(text)
    for look in (_values, _homes, _births, _people, _schools):
        for start, end, kind in look(folded.text):
            yield folded.places[start], folded.places[end - 1] + 1, kind


def _places(text: str, word: str) -> Iterator[int]:
    """Yield where a word ends."""
    at = text.find(word)
    while at >= 0:
        yield at + len(word)
        at = text.find(word, at + 1)


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _is_code(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char in "_-")


def _values(text: str) -> Iterator[Told]:
    """Letters and digits close behind a label, and nicknames in quotation marks."""
    for kind, least, labels in _LABELS:
        for label in labels:
            for at in _places(text, label):
                yield from _value(text, at, kind, least)
    for word in _NICKNAMES:
        for at in _places(text, word):
            opened = next(
                (place for place in range(at, min(at + 3, len(text))) if text[place] in '“"‘「'), -1
            )
            near = text[opened + 1 : opened + 32]
            closed = opened + 1 + min((near.find(sign) for sign in '”"’」' if sign in near), default=40)
            if 0 <= opened < closed <= opened + 30 and "*" not in text[opened:closed]:
                yield opened + 1, closed, Kind.HANDLE


def _value(text: str, at: int, kind: Kind, least: int) -> Iterator[Told]:
    start, far = at, kind is Kind.IDENTITY_NUMBER
    while start < len(text) and start - at < (12 if far else 6) and not _is_code(text[start]):
        if text[start] in _BREAKS or not (
            far or text[start] in _LINKS or kind is Kind.PROPERTY_NUMBER or kind is Kind.PLATE
        ):
            return
        start += 1
    end = start
    while end < len(text) and end - start < _LONGEST and _is_code(text[end]):
        end += 1
    body = text[start:end]
    long = sum(char.isalnum() for char in body) >= least
    service = kind is Kind.PHONE and body[:3] in {"400", "800"}
    if far and not body[:-1].isdecimal():
        return
    if kind is Kind.BANK_ACCOUNT and any(word in text[max(0, at - 18) : at] for word in _TREASURY):
        return
    lettered = kind in (Kind.HANDLE, Kind.PROPERTY_NUMBER)
    if long and not service and (lettered or any(char.isdigit() for char in body)):
        yield start, end, kind


def _homes(text: str) -> Iterator[Told]:
    """Something with a number behind a word for living; a flat in a block; a house in a village."""
    for word in _HOME_WORDS:
        for at in _places(text, word):
            if text[at : at + 1] in {")", "）"}:
                continue  # 住所（住址）： announces business premises as well
            end = at
            while end < len(text) and end - at < 60 and text[end] not in _BREAKS:
                end += 1
            if end - at >= 4 and any(char.isdigit() for char in text[at:end]):
                yield at, end, Kind.HOME_ADDRESS
    for at, char in enumerate(text):
        if char in "室号":
            yield from _house(text, at, flat=char == "室")


def _house(text: str, at: int, *, flat: bool) -> Iterator[Told]:
    first = at
    while first and text[first - 1].isdigit():
        first -= 1
    before = text[max(0, first - 12) : first]
    if first == at or any(char in _BREAKS for char in before[-1:]):
        return
    inhabited = any(char in _BLOCKS for char in before) or "号楼" in before or "单元" in before
    rural = before.endswith(("村", "组", "社区"))
    if (flat and inhabited) or (not flat and rural and text[at + 1 : at + 2] not in set("楼窗摊仓厂")):
        yield max(0, first - 6), at + 1, Kind.HOME_ADDRESS


def _births(text: str) -> Iterator[Told]:
    """A day or month that is said to be of birth."""
    for at in (
        *_places(text, "出生"),
        *(end for end in _places(text, "生") if text[end : end + 1] in set(",，。;；)")),
    ):
        end = at - (2 if text[at - 2 : at] == "出生" else 1)
        start = end
        while start and (text[start - 1].isdigit() or text[start - 1] in "年月日-./〇零一二三四五六七八九十"):
            start -= 1
        if end - start >= 5:
            yield start, end, Kind.BIRTH_DATE
    for word in _BORN:
        for at in _places(text, word):
            start = at + (text[at : at + 1] in {":", "：", "为"})
            if all(char.isdigit() or char in "〇零一二三四五六七八九" for char in text[start : start + 4]):
                yield start, start + 4, Kind.BIRTH_DATE


def _people(text: str) -> Iterator[Told]:
    """Names before or behind what only people have."""
    for at, char in enumerate(text):
        if char in SINGLE or text[at : at + 2] in COMPOUND:
            yield from _person(text, at)
        elif char in _DOTS and _is_han(text[at - 1 : at] or " ") and _is_han(text[at + 1 : at + 2] or " "):
            yield from _dotted(text, at)


def _schools(text: str) -> Iterator[Told]:
    """Schools that somebody attends."""
    for word in _ATTENDS:
        for at in _places(text, word):
            end = next((at + 20 - cut for cut in range(20) if text[at : at + 20 - cut].endswith(_SCHOOLS)), 0)
            if end and "*" not in text[at:end]:
                yield at, end, Kind.MINOR
    for at in _places(text, "学生"):
        start = max(text.rfind(sign, max(0, at - 28), at) for sign in "系是为,，。；;、*")
        if start > 0 and text[start] in "系是为" and any(word in text[start:at] for word in _SCHOOLS):
            yield start + 1, at - 2, Kind.MINOR


def _person(text: str, at: int) -> Iterator[Told]:
    first = 2 if text[at : at + 2] in COMPOUND else 1
    for end in (at + first + 1, at + first + 2):
        name = text[at:end]
        if len(name) < end - at or not all(map(_is_han, name)) or "某" in name or name in COMMON:
            continue
        weak = (first == 1 and text[at] not in FREQUENT) or name[-1] in NO_PERSON_ENDS
        if _has_facts(text, at, end) or (
            name[:2] not in COMMON and (_has_role(text, at, end) or (not weak and _acts(text, at, end)))
        ):
            yield at, end, Kind.PERSON_NAME
            return


def _has_role(text: str, at: int, end: int) -> bool:
    """Tell whether a role stands before the name and a sign or a verb behind it."""
    start = at
    while start and text[start - 1] in '::为是系“"':
        start -= 1
    row = text[at - 1 : at] in set("、和与及") and text[max(0, at - 2) : at - 1] in set("某甲乙丙丁戊")
    if text[at] == "和" and start == at:
        return False
    role = row or any(text[max(0, start - size) : start] in _ROLE_ENDS for size in (2, 3))
    young = text[max(0, start - 3) : start].endswith("岁的")
    return (role or young) and (end >= len(text) or not _is_han(text[end]) or text[end] in _AFTER_NAME)


def _has_facts(text: str, at: int, end: int) -> bool:
    """Tell whether sex, age or papers follow in brackets or behind a comma."""
    if text[end : end + 1] not in _FACT_SIGNS or text[max(0, at - 1) : at + 1] == "公司":
        return False
    after = text[end + 1 : end + 9]
    if after[:1] in {"男", "女"} and after[1:2] in set(",，)）。;；"):
        return True
    age = after[:2].rstrip("周岁").isdigit() and "岁" in after[1:4]
    return age or after.startswith(("身份证", "居民身份证", "公民身份", "汉族", "往来", "未成年", "系未成年"))


def _acts(text: str, at: int, end: int) -> bool:
    """Tell whether a clause begins with the name and goes on with a deed, or somebody deals with it."""
    if end >= len(text):
        return False
    opens = at == 0 or text[at - 1] in set('。;；,，“"')
    if opens and (text.startswith(_DEEDS, end) or (text[end] == "系" and "学生" in text[end : end + 26])):
        return True
    asked = text[max(0, at - 1) : at] in {"向", "由", "与"} and text[at - 1 : at + 1] != "由于"
    return asked and text.startswith(_PARTNERS, end)


def _dotted(text: str, dot: int) -> Iterator[Told]:
    """A name with a dot in it, where a role stands before or facts stand behind."""
    start, end = dot, dot + 1
    while start and _is_han(text[start - 1]) and dot - start < 6:
        start -= 1
    while end < len(text) and (_is_han(text[end]) or text[end] in _DOTS) and end - dot < 12:
        end += 1
    papers = any(word in text[end - 6 : end + 8] for word in ("护照", "通行证", "身份证"))
    roles = any(
        text[place - size : place] in _ROLE_ENDS for place in range(max(3, start), dot) for size in (2, 3)
    )
    if papers or roles or _has_facts(text, start, end):
        yield start, end, Kind.PERSON_NAME
