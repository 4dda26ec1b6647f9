"""Recognise identifiers in free text. All detectors read a copy of equal length in half-width form."""

import re
from collections.abc import Callable, Iterator

from mingzhi.redaction.codes import is_bank_card, is_identity_number
from mingzhi.redaction.labelled import called_online, tails, values_behind_labels
from mingzhi.redaction.places import birth_dates, homes, schools
from mingzhi.redaction.values import Kind, Span

_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_INVISIBLE = r"\u200b-\u200f\u2060\ufeff"
_GAP = rf"[\s\-~\u2010-\u2015\u2212_.·•{_INVISIBLE}]{{0,2}}"
_LEFT, _RIGHT = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"


def _gapped(first: str, times: int, last: str = "") -> str:
    return first + rf"(?:{_GAP}\d)" + f"{{{times}}}" + (_GAP + last if last else "")


_LABEL_END = r"(?:号码|号|帐号|账号)?[\s:为是系]{0,3}"
_IDENTITY = re.compile(
    _LEFT + r"(?:" + _gapped(r"\d", 16, r"[\dXx]") + "|" + _gapped(r"\d", 14) + r")" + _RIGHT
)
_IDENTITY_LABEL = re.compile(
    r"(?:身份证|公民身份|身份号码|证件|驾驶证|驾照|社会保障号|社保号|社保卡号)[^\d,;。、\n]{0,12}"
    rf"([0-9][0-9\s\-{_INVISIBLE}]{{12,30}}[0-9Xx])"
)
_CODE_BEFORE = re.compile(
    r"(?:信用代码|代码证?|注册号|单号|订单|(?<!身份证)(?<!证件)编号|登记证|许可证)[\s:为是]{0,3}$"
)
_MOBILE = re.compile(_LEFT + rf"(?:\(?(?:\+|00)?86\)?{_GAP})?" + _gapped(rf"1{_GAP}[3-9]", 9) + r"(?!\d)")
_EXTENSION = r"(?:\s?(?:\-|转分机|转|分机|[\u2010-\u2015])\s?\d{1,5})?"
_LANDLINE = re.compile(
    _LEFT + r"(?:\(?\s?0(?:10|2\d)\)?[\-\s\u2010-\u2015/]{0,2}[2-9]\d{3}[\-\s]?\d{4}"
    r"|\(?\s?0[3-9]\d{2}\)?[\-\s\u2010-\u2015/]{0,2}[2-9]\d{2,3}[\-\s]?\d{4})" + _EXTENSION + r"(?!\d)"
)
_NUMBERED = re.compile(r"[字第号照]\s?$")
_PHONE_LABEL = re.compile(
    r"(?:联系电话|联系方式|联系号码|电话|手机|座机|固话|传真)(?:号码|号)?[\s:为是]{0,3}(?![48]00|95)"
    rf"(\+?\d[\d\-\s{_INVISIBLE}]{{5,18}}\d{_EXTENSION})"
)
_CARD = re.compile(_LEFT + r"\d(?:" + _GAP + r"\d){15,18}" + _RIGHT)
_ACCOUNT_LABEL = re.compile(
    rf"(?:银行卡|银行账户|银行帐户|账户|帐户|账号|帐号|卡号|支付宝){_LABEL_END}(\d(?:{_GAP}\d){{8,29}})"
)
_TREASURY = re.compile(r"(?:财政|非税|国库|罚没|专户)[^。;\n]{0,12}$")
"""The account that fines are paid into is nobody's secret."""
_PLATE = re.compile(
    rf"[{_PROVINCES}]\s?[A-HJ-NP-Za-hj-np-z][\s·•・.\-]?[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}"
    r"[A-HJ-NP-Za-hj-np-z0-9学警港澳挂]" + _RIGHT
)
_PLATE_LABEL = re.compile(
    r"(?:车牌|号牌|牌照)(?:号码|号)?[\s:为是“\"]{0,3}([\u4e00-\u9fff]{0,3}\s?[A-Za-z0-9][A-Za-z0-9·\-]{4,9})"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9._%+\-]{1,64}\s?(?:@|[(\[]at[)\]])\s?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?:微信|微信号|qq|qq号|qq号码|抖音号?|快手号?|小红书号?|微博|钉钉号?|旺旺|飞书号?|支付宝账号)"
    r"[\s:为是(“\"]{0,3}([A-Za-z0-9_\-]{5,30})",
    re.IGNORECASE,
)
_ADDRESS_ON_NET = re.compile(r"ip\s?(?:地址)?[\s:为是]{0,3}((?:\d{1,3}\.){3}\d{1,3})", re.IGNORECASE)
_NICKNAME = re.compile(
    r"(?:昵称|微信名|网名|用户名|账户名|群名片)[\s:为是]{0,2}[“\"‘'「]([^”\"’'」\n]{1,30})[”\"’'」]"
)
_PASSPORT = re.compile(
    r"(?<![0-9A-Za-z/.])" + r"(?:[EGPSDHMCWLTegc]\d{8}|[EC][A-HJ-NP-Z]\d{7}|[HM]\d{10})" + _RIGHT
)
_DATED = re.compile(r"[A-Za-z](?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])$")
_MADE_BEFORE = re.compile(r"(?:批号|批次|批|货号|型号|编号|单号|款号|生产日期|流水号)[\s:为是]{0,3}$")
_PASSPORT_LABEL = re.compile(
    r"(?:护照|通行证|居留证|居住证|军官证|士兵证|警官证|台胞证|回乡证|学生证|学籍|学号|户口簿|户口本|残疾人?证|医学证明"
    r"|病历|住院)(?:编号|号码|户号|号)?[\s:为是]{0,3}(?:[\u4e00-\u9fff]{0,3}字?第)?([A-Za-z0-9]{6,20})"
)
_PROPERTY = re.compile(
    r"[\u4e00-\u9fff]?[(\[〔]\d{4}[)\]〕][\u4e00-\u9fff]{1,14}不动产(?:权|证明|登记证明)第\s?\d{4,12}\s?号"
    r"|[\u4e00-\u9fff]{0,3}?(?:房权证|房产证|房屋所有权证|土地使用证|土地证|国用|集用)"
    r"[\u4e00-\u9fff]{0,10}[(\[〔]?\d{0,4}[)\]〕]?[\u4e00-\u9fff]{0,6}?第\s?[\d\-]{4,14}\s?号"
    r"|(?:机动车登记证书|车辆识别代号|车架号|发动机号)(?:编号|号码|号)?[\s:为是]{0,3}[A-HJ-NPR-Z0-9]{6,17}"
)


def _clean(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def _all(pattern: re.Pattern[str], text: str, kind: Kind, group: int = 0) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(group), match.end(group), kind)


def _announced(pattern: re.Pattern[str], text: str, at: int) -> bool:
    """Tell whether what stands right before a place matches."""
    return pattern.search(text[max(0, at - 12) : at]) is not None


def identity_numbers(text: str) -> Iterator[Span]:
    """Identity numbers by their check digit, also in Chinese digits, and anything a label calls one."""
    text = text.translate(_CHINESE_DIGITS)
    for match in _IDENTITY.finditer(text):
        number = _clean(match[0])
        if is_identity_number(number) and not _announced(_CODE_BEFORE, text, match.start()):
            yield Span(match.start(), match.end(), Kind.IDENTITY_NUMBER)
    yield from _all(_IDENTITY_LABEL, text, Kind.IDENTITY_NUMBER, 1)


def bank_accounts(text: str) -> Iterator[Span]:
    """Bank cards by Luhn, and account numbers behind a label."""
    for match in _CARD.finditer(text):
        if is_bank_card(_clean(match[0])) and not _announced(_CODE_BEFORE, text, match.start()):
            yield Span(match.start(), match.end(), Kind.BANK_ACCOUNT)
    for match in _ACCOUNT_LABEL.finditer(text):
        if not _TREASURY.search(text[max(0, match.start() - 16) : match.start()]):
            yield Span(match.start(1), match.end(1), Kind.BANK_ACCOUNT)


def phones(text: str) -> Iterator[Span]:
    """Mobile and landline numbers, also in Chinese digits, and any number behind a telephone label."""
    digits = text.translate(_CHINESE_DIGITS)
    yield from _all(_MOBILE, digits, Kind.PHONE)
    for match in _LANDLINE.finditer(digits):
        if not _announced(_NUMBERED, text, match.start()):
            yield Span(match.start(), match.end(), Kind.PHONE)
    yield from _all(_PHONE_LABEL, text, Kind.PHONE, 1)


def addresses_online(text: str) -> Iterator[Span]:
    """E-mail addresses, messenger handles, addresses on the net, nicknames in quotation marks."""
    yield from _all(_EMAIL, text, Kind.EMAIL)
    yield from _all(_HANDLE, text, Kind.HANDLE, 1)
    yield from _all(_ADDRESS_ON_NET, text, Kind.HANDLE, 1)
    yield from _all(_NICKNAME, text, Kind.HANDLE, 1)


def papers(text: str) -> Iterator[Span]:
    """Number plates, passports and travel permits, certificates of property."""
    yield from _all(_PLATE, text, Kind.PLATE)
    yield from _all(_PLATE_LABEL, text, Kind.PLATE, 1)
    for match in _PASSPORT.finditer(text):
        if not (_DATED.match(match[0]) or _announced(_MADE_BEFORE, text, match.start())):
            yield Span(match.start(), match.end(), Kind.PASSPORT)
    yield from _all(_PASSPORT_LABEL, text, Kind.PASSPORT, 1)
    yield from _all(_PROPERTY, text, Kind.PROPERTY_NUMBER)


DETECTORS: tuple[Callable[[str], Iterator[Span]], ...] = (
    identity_numbers,
    bank_accounts,
    phones,
    addresses_online,
    papers,
    birth_dates,
    homes,
    schools,
    values_behind_labels,
    tails,
    called_online,
)
