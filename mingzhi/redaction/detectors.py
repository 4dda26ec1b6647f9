"""Recognise identifiers in free text. All detectors read a copy of equal length in half-width form."""

import re
from collections.abc import Callable, Iterator

from mingzhi.redaction.codes import is_bank_card, is_identity_number
from mingzhi.redaction.values import Kind, Span

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_GAP = r"[\s\-\u2010-\u2015_.·•\u200b-\u200f\u2060\ufeff]{0,2}"
_LEFT, _RIGHT = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_HAN = r"\u4e00-\u9fff"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs narrowed; the length stays the same."""
    return text.translate(_WIDE)


def _gapped(first: str, times: int, last: str = "") -> str:
    return first + rf"(?:{_GAP}\d)" + f"{{{times}}}" + (_GAP + last if last else "")


_LABEL_END = r"(?:号码|号|帐号|账号)?[\s:为是系]{0,3}"
_IDENTITY = re.compile(
    _LEFT + r"(?:" + _gapped(r"\d", 16, r"[\dXx]") + "|" + _gapped(r"\d", 14) + r")" + _RIGHT
)
_IDENTITY_LABEL = re.compile(
    rf"(?:居民身份证|身份证件|身份证|证件号码?){_LABEL_END}([0-9][0-9\s\-]{{12,20}}[0-9Xx])"
)
_MOBILE = re.compile(_LEFT + rf"(?:(?:\+|00)?86{_GAP})?" + _gapped(r"1[3-9]", 9) + r"(?!\d)")
_LANDLINE = re.compile(_LEFT + r"\(?0\d{2,3}\)?[\-\s\u2010-\u2015]{0,2}[2-9]\d{6,7}(?:[\-转]\d{1,5})?(?!\d)")
_PHONE_LABEL = re.compile(
    r"(?:联系电话|联系方式|电话|手机|座机|传真)(?:号码|号)?[\s:为是]{0,3}(\+?\d[\d\-\s]{5,18}\d)"
)
_CARD = re.compile(_LEFT + r"\d(?:" + _GAP + r"\d){15,18}" + _RIGHT)
_ACCOUNT_LABEL = re.compile(
    rf"(?:银行卡|银行账户|银行帐户|账户|帐户|账号|帐号|卡号|支付宝){_LABEL_END}(\d(?:[\s\-]?\d){{8,29}})"
)
_PLATE = re.compile(
    rf"[{_PROVINCES}][A-HJ-NP-Za-hj-np-z][\s·•.\-]?[A-HJ-NP-Za-hj-np-z0-9]{{4,5}}"
    r"[A-HJ-NP-Za-hj-np-z0-9学警港澳挂]" + _RIGHT
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}\s?@\s?[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}")
_HANDLE = re.compile(r"(?:微信号?|QQ号?码?|qq号?码?|抖音号|钉钉号)[\s:为是]{0,3}([A-Za-z0-9_\-]{5,30})")
_PASSPORT = re.compile(_LEFT + r"(?:[EGPSeg]\d{8}|E[A-HJ-NP-Z]\d{7}|[HM]\d{8}(?:\d{2})?)" + _RIGHT)
_PASSPORT_LABEL = re.compile(
    r"(?:护照|通行证|居留证|军官证|士兵证)(?:号码|号)?[\s:为是]{0,3}([A-Za-z0-9]{6,18})"
)
_PROPERTY = re.compile(
    rf"[{_HAN}]{{0,1}}[(\[〔]\d{{4}}[)\]〕][{_HAN}]{{1,14}}不动产(?:权|证明)第\s?\d{{4,12}}\s?号"
    rf"|(?:房权证|土地使用证|国用)[{_HAN}]{{0,10}}[(\[〔]?\d{{0,4}}[)\]〕]?字?第\s?[\d\-]{{4,14}}\s?号"
    r"|(?:机动车登记证书|车辆识别代号|发动机号)(?:编号|号码|号)?[\s:为是]{0,3}[A-HJ-NPR-Z0-9]{6,17}"
)
_DAY = r"(?:1[89]|20)\d\d\s?(?:年|[\-/.])\s?\d{1,2}\s?(?:月|[\-/.])\s?\d{1,2}\s?日?"
_BORN_AFTER = re.compile(rf"({_DAY})\s?(?:出生|生(?![产效成]))")
_BORN_BEFORE = re.compile(
    rf"(?:出生日期|出生年月日?|出生时间|出生于|生于|生日)[\s:为是]{{0,3}}({_DAY}|(?:19|20)\d{{6}})"
)
_STOP = r",;。、\n()\[\]!?"
_HOME_LABEL = re.compile(
    r"(?:家庭住址|户籍地址|户籍所在地|户籍地|居住地址|经常居住地|居住地|现住址|现住地|现住|暂住地|暂住|家住|住址)"
    rf"[\s:为在于是]{{0,3}}([^{_STOP}]{{4,60}})"
)
_HOME_LIVES = re.compile(
    rf"(?<=[,;。(])\s?(?:现)?住(?![所院宿房])[\s:在于]{{0,2}}([{_HAN}][^{_STOP}]{{4,60}})"
)
_HOME_FLAT = re.compile(
    rf"(?:[{_HAN}]{{1,6}}(?:省|市|县|区|镇|乡|街道|路))*"
    rf"[{_HAN}]{{1,6}}(?:小区|新村|花园|公寓|花苑|家园|佳苑|雅苑|华庭|名邸|宿舍)"
    rf"[{_HAN}\d]{{0,6}}?\d{{1,4}}(?:幢|栋|号楼|号|单元)[{_HAN}\d\-]{{0,12}}?\d{{2,4}}室?"
)
_LEADING = "在到至往于从送住自由位将"


def _clean(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def _all(pattern: re.Pattern[str], text: str, kind: Kind, group: int = 0) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(group), match.end(group), kind)


def identity_numbers(text: str) -> Iterator[Span]:
    """Identity numbers by their check digit, and anything a label calls one."""
    for match in _IDENTITY.finditer(text):
        if is_identity_number(_clean(match[0])):
            yield Span(match.start(), match.end(), Kind.IDENTITY_NUMBER)
    yield from _all(_IDENTITY_LABEL, text, Kind.IDENTITY_NUMBER, 1)


def bank_accounts(text: str) -> Iterator[Span]:
    """Bank cards by Luhn, and account numbers behind a label."""
    for match in _CARD.finditer(text):
        if is_bank_card(_clean(match[0])):
            yield Span(match.start(), match.end(), Kind.BANK_ACCOUNT)
    yield from _all(_ACCOUNT_LABEL, text, Kind.BANK_ACCOUNT, 1)


def phones(text: str) -> Iterator[Span]:
    """Mobile and landline numbers, and any number behind a telephone label."""
    yield from _all(_MOBILE, text, Kind.PHONE)
    yield from _all(_LANDLINE, text, Kind.PHONE)
    yield from _all(_PHONE_LABEL, text, Kind.PHONE, 1)


def addresses_online(text: str) -> Iterator[Span]:
    """E-mail addresses and messenger handles."""
    yield from _all(_EMAIL, text, Kind.EMAIL)
    yield from _all(_HANDLE, text, Kind.HANDLE, 1)


def papers(text: str) -> Iterator[Span]:
    """Number plates, passports and travel permits, certificates of property."""
    yield from _all(_PLATE, text, Kind.PLATE)
    yield from _all(_PASSPORT, text, Kind.PASSPORT)
    yield from _all(_PASSPORT_LABEL, text, Kind.PASSPORT, 1)
    yield from _all(_PROPERTY, text, Kind.PROPERTY_NUMBER)


def birth_dates(text: str) -> Iterator[Span]:
    """Dates that the words around them call a birth date."""
    yield from _all(_BORN_AFTER, text, Kind.BIRTH_DATE, 1)
    yield from _all(_BORN_BEFORE, text, Kind.BIRTH_DATE, 1)


def homes(text: str) -> Iterator[Span]:
    """Homes: behind a label, after 住, or by the form of a flat in a housing estate."""
    yield from _all(_HOME_LABEL, text, Kind.HOME_ADDRESS, 1)
    yield from _all(_HOME_LIVES, text, Kind.HOME_ADDRESS, 1)
    for match in _HOME_FLAT.finditer(text):
        lead = len(match[0]) - len(match[0].lstrip(_LEADING))
        yield Span(match.start() + lead, match.end(), Kind.HOME_ADDRESS)


DETECTORS: tuple[Callable[[str], Iterator[Span]], ...] = (
    identity_numbers,
    bank_accounts,
    phones,
    addresses_online,
    papers,
    birth_dates,
    homes,
)
