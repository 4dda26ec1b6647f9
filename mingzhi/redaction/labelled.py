"""What only the words around it give away: tails, numbers of people and parcels, devices, accounts.

Each row of a table says what is hidden, behind which labels, and what the value looks like.
All read text in half-width form.
"""

import re
from collections.abc import Iterator

from mingzhi.redaction.values import Kind, Span

_LINK = r"[\s:为是系“\"‘(]{0,3}"
_NUMBER = r"(?:编号|编码|号码|代码|单号|号)"
_CODE = r"[A-Za-z0-9](?:[ \-]?[A-Za-z0-9]){3,30}"

_ROWS: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.PASSPORT,
        rf"(?:工号|员工号|(?:员工|职工|骑手|队员|协管员|雇员|司机){_NUMBER}|[工胸][牌卡]{_NUMBER}?|[员工](?=\(编号)\(编号)",
        r"[A-Za-z]{0,4}-?\d[A-Za-z0-9\-]{1,11}",
    ),
    (
        Kind.PASSPORT,
        rf"(?:学籍|准考证|考生|会员卡?|门诊|病案|就诊卡?|医保卡?|社保卡?|健康证明?|驾驶证档案|行驶证档案|残疾人?证|"
        rf"(?:资格|执业|上岗|操作|作业人员|从业资格|结业)证书?)书?{_NUMBER}",
        _CODE,
    ),
    (Kind.PASSPORT, r"(?:快递单?|运单|面单|包裹单?|物流单?)(?:编号|单号|号码|号)", r"[A-Za-z]{0,4}\d{8,20}"),
    (
        Kind.HANDLE,
        r"(?:imei|串[号码]|mac|设备识别码)(?:地址|号码|码|号)?",
        r"(?:[0-9A-Fa-f]{2}[:\-]){5}[0-9A-Fa-f]{2}|\d{14,16}",
    ),
    (Kind.HANDLE, r"(?:qq|群)(?:号码|群号|号)?", r"[1-9]\d(?:[ \-]?\d){3,10}"),
    (
        Kind.HANDLE,
        r"(?:支付宝|微信|旺旺|淘宝|闲鱼|抖音|快手|小红书)(?:账号|账户|帐号|帐户|号|名|id)?",
        r"[A-Za-z0-9*][A-Za-z0-9*_.\-]{4,38}",
    ),
    (
        Kind.EMAIL,
        r"(?:邮箱|电子邮件|e-?mail)(?:地址|账号)?",
        r"[A-Za-z0-9][A-Za-z0-9._\-#@()\[\]]{5,60}[A-Za-z0-9]",
    ),
    (
        Kind.PROPERTY_NUMBER,
        rf"(?:宗地|地块|承包经营权证书?|承包合同){_NUMBER}",
        r"[A-Z0-9]{10,24}",
    ),
    (Kind.BANK_ACCOUNT, r"(?:存折|一卡通|一折通|结算卡)(?:账号|帐号|卡号|号码|号)?", r"\d(?:[ \-]?\d){8,29}"),
    (Kind.PLATE, r"防盗备案(?:号码|号|牌)?", r"[A-Za-z]?\d{5,10}"),
    (
        Kind.PHONE,
        r"(?:电话|手机|联系方式)号?[”\"]?(?:一栏|栏|处)(?:填写|登记|载明|写|记)?[有为]?",
        r"\d[\d\- ]{4,18}\d",
    ),
)
_PATTERNS = tuple(
    (kind, re.compile(rf"{label}{_LINK}({value})(?![0-9A-Za-z])", re.IGNORECASE))
    for kind, label, value in _ROWS
)

_TAIL = re.compile(
    r"(?:尾[号数](?:号码)?|(?:最后|末|后)[三四五六3456][位个]?(?:数字?|号码|数)?)[\s:为是系“\"(]{0,3}(\d{3,6}[Xx]?)(?![0-9A-Za-z年月])"
)
_GOODS = re.compile(r"(?:批号|条码|发票|单号|文号|合同|货号|编号|追溯码|统一社会信用代码)[^,;。\n]{0,6}$")
_OF_CARD, _OF_PERSON, _OF_CAR = re.compile("银行|卡|账[号户]"), re.compile("身份证"), re.compile("车牌|号牌")

_ONLINE = (
    r"(?:(?:微信|qq|旺旺|支付宝|抖音|快手|微博|小红书|淘宝|闲鱼|美团|大众点评)"
    r"(?:账号|帐号|账户|昵称|号|名|用户|主播|客服|id)|微信|qq|旺旺|支付宝"
    r"|(?:刷手|买家|卖家|网友|群主|群友|群成员|粉丝|网民|楼主|博主|付款人|收款人)(?:昵称)?|后台(?:显示|记录)?(?:买家|用户|会员))"
)
_QUOTED = re.compile(
    rf"{_ONLINE}[\s:为是系]{{0,2}}[“\"‘「]([^”\"’」\n,。;]{{1,24}})[”\"’」](?!截图|活动|卡|字样|等|图片|群)",
    re.IGNORECASE,
)
_PARENT = re.compile(
    r"[“\"‘「]([\u4e00-\u9fff]{1,3}(?:妈妈|爸爸|奶奶|爷爷|外婆|外公|姥姥|姥爷|麻麻|粑粑))[”\"’」]"
    r"|((?P<twice>[\u4e00-\u9fff])(?P=twice)(?:妈妈|爸爸|奶奶|爷爷|外婆|外公|姥姥|姥爷))"
)


def values_behind_labels(text: str) -> Iterator[Span]:
    """Numbers and accounts behind the label that says whose they are."""
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(char.isdigit() for char in match[1]) or kind in (Kind.HANDLE, Kind.EMAIL):
                yield Span(match.start(1), match.end(1), kind)


def tails(text: str) -> Iterator[Span]:
    """The last digits of a telephone, card or identity number: with a name or a day they are enough."""
    for match in _TAIL.finditer(text):
        before, behind = text[max(0, match.start() - 14) : match.start()], text[match.end() : match.end() + 8]
        if not _GOODS.search(before):
            yield Span(match.start(1), match.end(1), _whose(before, behind))


def _whose(before: str, behind: str) -> Kind:
    if _OF_PERSON.search(before):
        return Kind.IDENTITY_NUMBER
    if _OF_CAR.search(before):
        return Kind.PLATE
    return Kind.BANK_ACCOUNT if _OF_CARD.search(before + behind) else Kind.PHONE


def called_online(text: str) -> Iterator[Span]:
    """What people are called on a platform, in quotation marks, and parents called by their child."""
    for match in _QUOTED.finditer(text):
        yield Span(match.start(1), match.end(1), Kind.HANDLE)
    for match in _PARENT.finditer(text):
        yield Span(match.start(1 if match[1] else 2), match.end(1 if match[1] else 2), Kind.PERSON_NAME)
