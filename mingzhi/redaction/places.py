"""Recognise where people live, when they were born, where children go to school, by the words around it."""

import re
from collections.abc import Iterator

from mingzhi.redaction.surnames import SINGLE
from mingzhi.redaction.values import Kind, Span

_HAN = r"\u4e00-\u9fff"
_SURNAMES = "".join(sorted(SINGLE))
_FEW = r"[一二三四五六七八九十]"
_CHINESE_DAY = rf"[一二][九〇零○][〇零○一二三四五六七八九]{{2}}年{_FEW}{{1,2}}月(?:{_FEW}{{1,3}}日)?"
_LUNAR_DAY = (
    rf"(?:(?:19|20)\d\d|[一二][九〇零○][〇零○一二三四五六七八九]{{2}})年(?:农历|阴历)?闰?"
    rf"(?:[正冬腊]|{_FEW}{{1,2}})月(?:[初廿卅]?{_FEW}{{1,2}}日?)?"
)
_DAY = (
    r"(?:(?:1[89]|20)\d\d\s?(?:年|[\-/.])\s?\d{1,2}\s?(?:月(?:\s?\d{1,2}\s?日)?|[\-/.]\s?\d{1,2}\s?日?)"
    rf"|(?:19|20)\d{{6}}|(?<!\d)\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?|{_CHINESE_DAY}|{_LUNAR_DAY})"
)
_BORN_AFTER = re.compile(rf"(?<!\d)({_DAY})\s?(?:出生|生(?![产效成活]))")
_BORN_BEFORE = re.compile(rf"(?:出生日期|出生年月日?|出生时间|出生于|生于|生日)[\s:为是]{{0,3}}({_DAY})")
_STOP = r",;。、\n()\[\]!?"
_HOME_LABEL = re.compile(
    r"(?:家庭住址|家庭地址|户籍地址|户籍所在地|户籍地|户籍|居住地址|经常居住地|居住地|现住址|现住地|现住|现居住?|暂住地|暂住|租住|居住|"
    rf"家住|住址|收货地址)[\s:为在于是]{{0,3}}([^{_STOP}]{{4,60}})"
)
_HOME_LIVES = re.compile(
    rf"(?<=[,;。(:\n])\s?(?:[其他她]|答|我)?(?:现|均)?住(?![所院宿房])[\s:在于]{{0,2}}([{_HAN}][^{_STOP}]{{4,60}})"
)
_HOME_BRACKETED = re.compile(
    rf"(?:租住|居住|暂住|借住|住)(?:在|于)[^{_STOP}\d]{{1,12}}\(([^{_STOP}]{{4,60}})\)"
)
# A piece ends at its first sign of an area, and there are eight at most: nothing to try again and again.
_AREA = r"(?:(?:(?!街道)[\u4e00-\u9fff](?<![省市县区镇乡路])){0,6}(?:[省市县区镇乡路]|街道)){0,8}"
_HOME_FLAT = re.compile(
    rf"{_AREA}[{_HAN}]{{1,6}}(?:小区|新村|花园|公寓|花苑|家园|佳苑|雅苑|嘉苑|华庭|名邸|名苑|府邸|公馆|豪庭|安置房|宿舍楼?)"
    rf"[{_HAN}\d]{{0,6}}?\d{{1,4}}(?:幢|栋|号楼|号|单元|座)[{_HAN}\d\-]{{0,12}}?\d{{2,4}}室?"
)
_HOME_ROOM = re.compile(rf"{_AREA}[{_HAN}\d]{{2,12}}\d{{1,4}}(?:幢|栋|号楼)(?:\d{{1,2}}单元)?\d{{3,4}}室")
_HOME_VILLAGE = re.compile(
    rf"{_AREA}[{_HAN}]{{1,6}}(?:村|社区)(?:[{_HAN}]{{1,5}}自然村)?"
    rf"(?:第?[\d一二三四五六七八九十]{{1,3}}(?:组|小组|村民小组))?\d{{1,4}}号(?!楼|窗|摊|仓|厂)"
)
_HOME_HAMLET = re.compile(
    rf"{_AREA}[{_HAN}]{{1,4}}村(?:(?![园区厂场路街道巷弄口旁边])[{_HAN}]){{1,4}}\d{{1,4}}(?:-\d{{1,3}})?号(?!楼|窗|摊|仓|厂)"
)
_GROUP = (
    rf"{_AREA}(?:[{_HAN}]{{0,6}}村(?:(?!村)[{_HAN}]{{1,5}}自然村)?第?[\d一二三四五六七八九十]{{1,3}}(?:村民小组|小组|组|队)"
    rf"|[{_HAN}]{{2,8}}?自然村)"
)
_HOME_GROUP = re.compile(
    rf"(?:(?<=住)|(?<=家在)|(?<=来自)|(?<=籍)|(?<=[户者人]\()|(?<=[户者人]系))(?P<lives>{_GROUP})"
    rf"|(?P<theirs>{_GROUP})(?=的?(?:村民(?!代表|委员|小组|会)|居民(?!委员|小组|会)|农户|住户|户主|社员)|的[{_SURNAMES}][{_HAN}]{{1,2}}(?![{_HAN}]*(?:工程|项目|地块)))"
)
_LEADING = "在到至往于从送住自由位将"
_CLASS = (
    r"(?:[一二三四五六]年级|初[一二三]|高[一二三]|[七八九]年级|[大中小托][一二三四五]?(?=班|\()|[一二三四五六七八九](?=\())"
    r"\s?[(]?[\d一二三四五六七八九十]{0,2}[)]?\s?班"
)
_SCHOOL = (
    rf"[{_HAN}]{{2,16}}?(?:小学|中学|学校|高中|初中|职高|中专|幼儿园|学院)"
    r"(?:[一二三四五六七八九初高大中小\d]{1,2}年级|[初高][一二三])?"
    r"(?:[(]?[\d一二三四五六七八九十]{1,2}[)]?班)?"
)
_ATTENDS = re.compile(rf"(?:就读|在读|上学|读书|学籍)(?:于|在)?[:\s]?({_SCHOOL})")
_PUPIL = re.compile(rf"(?<=[系是为])({_SCHOOL})(?=的?(?:在校|在读)?(?:学生|幼儿|初中生|高中生))")

_IN_CLASS = re.compile(
    rf"([{_HAN}]{{2,16}}?(?:小学|中学|学校|高中|初中|职高|中专|幼儿园|小|中)(?:{_CLASS}|[一二三四五六七八九]年级(?=\)|的?学生)))"
)
_PLACE = re.compile(
    rf"\d|[一二三四五六七八九十][间室号楼幢栋组队]|[{_HAN}]{{2}}(?:省|(?<![辖地社校园厂山景])区|市(?!场)|县|镇|乡|街道|路|村|巷|弄)"
)


def _all(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Span]:
    for match in pattern.finditer(text):
        yield Span(match.start(1), match.end(1), kind)


def birth_dates(text: str) -> Iterator[Span]:
    """Dates that the words around them call a birth date."""
    yield from _all(_BORN_AFTER, text, Kind.BIRTH_DATE)
    yield from _all(_BORN_BEFORE, text, Kind.BIRTH_DATE)


def homes(text: str) -> Iterator[Span]:
    """Homes: behind a label, after 住, by the form of a flat in a housing estate or a house in a village."""
    for pattern in (_HOME_LABEL, _HOME_LIVES, _HOME_BRACKETED):
        yield from (
            span
            for span in _all(pattern, text, Kind.HOME_ADDRESS)
            if _PLACE.search(text, span.start, span.end)
        )
    for match in _HOME_GROUP.finditer(text):
        yield Span(*match.span("lives" if match["lives"] else "theirs"), Kind.HOME_ADDRESS)
    for pattern in (_HOME_FLAT, _HOME_ROOM, _HOME_VILLAGE, _HOME_HAMLET):
        for match in pattern.finditer(text):
            lead = len(match[0]) - len(match[0].lstrip(_LEADING))
            yield Span(match.start() + lead, match.end(), Kind.HOME_ADDRESS)


def schools(text: str) -> Iterator[Span]:
    """Schools that somebody attends, with grade and class: they tell who a child is."""
    yield from _all(_ATTENDS, text, Kind.MINOR)
    yield from _all(_PUPIL, text, Kind.MINOR)
    for match in _IN_CLASS.finditer(text):
        lead = len(match[1]) - len(match[1].lstrip(_LEADING))
        yield Span(match.start(1) + lead, match.end(1), Kind.MINOR)
