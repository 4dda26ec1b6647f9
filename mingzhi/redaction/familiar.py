"""Find what the file knows: names, numbers, homes, birth dates, phrases; and names a label gives away."""

import re
from collections.abc import Iterable, Iterator

from mingzhi.redaction.codes import birth_date_of, is_identity_number
from mingzhi.redaction.detectors import half_width
from mingzhi.redaction.surnames import COMPOUND, SINGLE, short_names
from mingzhi.redaction.values import Kind, Known, Span

_INVISIBLE = r"[\s·•\u200b-\u200f\u2060\ufeff]*"
_NUMBER_GAP = r"[\s\-\u2010-\u2015_.·•/()\u200b-\u200f\u2060\ufeff]*"
_ADMINISTRATIVE = re.compile(r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|区))+")
_LABELS = (
    r"姓名|证人|举报人|投诉人|经营者|联系人|委托代理人|代理人|法定代表人|实际控制人|购买人|购买者|消费者|顾客|员工|店员|签收人|受害人|"
    r"被害人|被询问人|被检查人|见证人|患者|死者|伤者|从业人员|驾驶人|车主|房主|户主"
)
_AFTER = r"(?=[,;。、()\s]|$|等|称|反映|陈述|承认|表示|签名|确认|在场|提供|购买|说|于\d)"
_LABELLED = re.compile(
    rf"(?:{_LABELS})(?P<colon>[\s:]{{0,2}}(?:为|系|是)?[\s:]{{0,2}})(?P<name>[\u4e00-\u9fff·]{{2,4}}?){_AFTER}"
)
_NOT_NAMES = frozenset(
    {"应当", "本人", "方面", "单位", "全部", "时间", "于是", "都在", "和其", "任何", "何时", "有关", "当事"}
)


def spelled(text: str, gap: str) -> str:
    """Return a pattern for the text that tolerates blanks and separators between its characters."""
    return gap.join(re.escape(char) for char in half_width(text) if not char.isspace())


def _every(pattern: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(pattern, text, re.IGNORECASE)


def labelled_names(text: str) -> tuple[str, ...]:
    """Return the names that stand behind a label such as 证人 or 姓名 and begin with a surname."""
    found = []
    for match in _LABELLED.finditer(text):
        name = match["name"]
        if name[:2] in _NOT_NAMES or "某" in name:
            continue
        if name[:1] in SINGLE or name[:2] in COMPOUND or "·" in name:
            found.append(name)
    return tuple(dict.fromkeys(found))


def names(text: str, known: Known, *, hide_party: bool) -> Iterator[Span]:
    """Yield every occurrence of a name to hide, longest names first, with its short form."""
    people = [name for name in (*known.other_names, *labelled_names(text)) if name != known.party_name]
    people = [name for name in people if name not in known.public_names]
    if hide_party and known.party_is_person:
        people.insert(0, known.party_name)
    short = short_names(tuple(people))
    for name in sorted(short, key=len, reverse=True):
        kind = Kind.PARTY_NAME if name == known.party_name else Kind.PERSON_NAME
        for match in _every(spelled(name, _INVISIBLE), text):
            yield Span(match.start(), match.end(), kind, short[name])
    if hide_party and known.party_name and not known.party_is_person:
        for match in _every(spelled(known.party_name, _INVISIBLE), text):
            yield Span(match.start(), match.end(), Kind.PARTY_NAME, "某单位")


def numbers(text: str, known: Known) -> Iterator[Span]:
    """Yield every occurrence of a known number, however it is spaced or written wide."""
    for number in known.identifiers:
        if not number.strip():
            continue
        for match in _every(spelled(number, _NUMBER_GAP), text):
            yield Span(match.start(), match.end(), kind_of(number))


def kind_of(number: str) -> Kind:
    """Tell of which kind a known number is by its form."""
    clean = re.sub(r"[^0-9A-Za-z@]", "", half_width(number)).upper()
    if "@" in clean:
        return Kind.EMAIL
    if is_identity_number(clean):
        return Kind.IDENTITY_NUMBER
    if re.fullmatch(r"(?:86)?1[3-9]\d{9}|0\d{9,11}|\d{7,8}", clean):
        return Kind.PHONE
    if clean.isdigit():
        return Kind.BANK_ACCOUNT
    return Kind.PLATE if "\u4e00" <= number.strip()[:1] <= "\u9fff" else Kind.PASSPORT


def homes_known(text: str, known: Known) -> Iterator[Span]:
    """Yield known homes, with or without province, city and county before them."""
    for address in known.addresses:
        narrow = half_width(address).strip()
        short = _ADMINISTRATIVE.sub("", narrow)
        for form in dict.fromkeys((narrow, short)):
            if len(form) < 4:
                continue
            for match in _every(spelled(form, _INVISIBLE), text):
                yield Span(match.start(), match.end(), Kind.HOME_ADDRESS)


def birth_dates_known(text: str, known: Known) -> Iterator[Span]:
    """Yield the birth dates inside known identity numbers, in the usual ways of writing a date."""
    for number in known.identifiers:
        clean = re.sub(r"[^0-9Xx]", "", half_width(number))
        born = birth_date_of(clean) if is_identity_number(clean) else None
        if born is None:
            continue
        day = rf"{born.year}\s?[年\-/.]\s?0?{born.month}\s?[月\-/.]\s?0?{born.day}(?!\d)\s?日?"
        for match in _every(rf"(?<!\d)(?:{day}|{born:%Y%m%d}(?!\d))", text):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE)


def secrets(text: str, known: Known) -> Iterator[Span]:
    """Yield the phrases the secrecy check named."""
    for phrase in known.secrets:
        if phrase.strip():
            for match in _every(spelled(phrase, _INVISIBLE), text):
                yield Span(match.start(), match.end(), Kind.CONFIDENTIAL)


def protected(text: str, known: Known, *, show_party: bool) -> Iterator[tuple[int, int]]:
    """Yield the places of what is public: officers, premises, the agency's numbers, the party where shown."""
    shown: Iterable[str] = (*known.public_names, *known.public_texts)
    if show_party:
        shown = (known.party_name, *shown)
    for piece in shown:
        if piece.strip():
            for match in _every(spelled(piece, _INVISIBLE), text):
                yield match.start(), match.end()
