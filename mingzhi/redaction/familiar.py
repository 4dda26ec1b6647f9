"""Find what the file knows: names, numbers, homes, birth dates, phrases; and names a label gives away."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from mingzhi.redaction.aliases import Calls, calls, siblings
from mingzhi.redaction.codes import birth_date_of, is_identity_number
from mingzhi.redaction.loose import BLANKS, SEPARATORS, squeeze
from mingzhi.redaction.naming import DOUBTFUL, chances
from mingzhi.redaction.narrow import half_width
from mingzhi.redaction.people import found, found_there
from mingzhi.redaction.surnames import short_names, surname_of
from mingzhi.redaction.values import Kind, Known, Span

_ADMINISTRATIVE = re.compile(r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|市|县|区))+")


def _places(piece: str, text: str, between: frozenset[str] = BLANKS) -> Iterator[tuple[int, int]]:
    return squeeze(text, between).find(half_width(piece))


def names(text: str, known: Known, *, hide_party: bool) -> Iterator[Span]:
    """Yield every occurrence of a name to hide, and of what people are called; no name is hidden by half."""
    spans = tuple(_names(text, known, hide_party=hide_party))
    yield from spans
    yield from _made_whole(text, spans, (known.party_name, *known.public_names))


def _made_whole(text: str, spans: Iterable[Span], away: Sequence[str]) -> Iterator[Span]:
    """Yield the possible names of which a part would be hidden (费玉[清]): nobody could be asked any more."""
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for span in spans:
        starts[span.start] = max(span.end, starts.get(span.start, 0))
        ends[span.end] = min(span.start, ends.get(span.end, len(text)))
    halves = {
        text[one.start : one.end]
        for one in chances(text, DOUBTFUL)
        if starts.get(one.start, one.end) < one.end or ends.get(one.end, one.start) > one.start
    }
    for name in halves:
        if _is_none_of(name, away):
            short = f"{surname_of(name)}某"
            yield from (Span(start, end, Kind.PERSON_NAME, short) for start, end in _places(name, text))


def _names(text: str, known: Known, *, hide_party: bool) -> Iterator[Span]:
    """Yield every name by itself, the longest first."""
    away = frozenset((known.party_name, *known.public_names))
    file = tuple(name for name in known.other_names if name not in away)
    if hide_party and known.party_is_person:
        file = (known.party_name, *file)
    kinds, called = _people(text, file, away)
    there = _words_as_names(text, kinds, away)
    short = _short_forms(file, tuple(name for name in (*kinds, *there) if name not in file))
    for name in sorted(kinds, key=len, reverse=True):
        for start, end in _places(name, text):
            yield Span(start, end, _kind(name, kinds, known), short[name])
    for whose, places in called.values():
        kind, shorter = _kind(whose[0], kinds, known), _one_short([short[name] for name in whose])
        yield from (Span(start, end, kind, shorter) for start, end in places)
    for name, places in there.items():
        yield from (Span(start, end, Kind.PERSON_NAME, short[name]) for start, end in places)
    if hide_party and known.party_name and not known.party_is_person:
        for start, end in _places(known.party_name, text):
            yield Span(start, end, Kind.PARTY_NAME, "某单位")


def _people(text: str, file: Sequence[str], away: Iterable[str]) -> tuple[dict[str, Kind], Calls]:
    """Return whom the file names or the text gives away, and how the text calls them."""
    of_file, told = calls(text, file), {one.name: one.kind for one in found(text)}
    told |= dict.fromkeys(siblings(text, (*file, *told)), Kind.PERSON_NAME)
    others = {name: kind for name, kind in told.items() if name not in of_file and _is_none_of(name, away)}
    kinds = {**others, **dict.fromkeys(file, Kind.PERSON_NAME)}
    return kinds, {**calls(text, [name for name in others if name not in file]), **of_file}


def _one_short(shorts: list[str]) -> str:
    """Return the short form of whom it means, without a letter where it may be several (老谢: 谢某)."""
    return shorts[0] if len(set(shorts)) == 1 else shorts[0].rstrip("甲乙丙丁戊己庚辛壬癸0123456789")


def _kind(name: str, kinds: Mapping[str, Kind], known: Known) -> Kind:
    return Kind.PARTY_NAME if name == known.party_name else kinds[name]


def _words_as_names(
    text: str, names: Container[str], away: Iterable[str]
) -> dict[str, list[tuple[int, int]]]:
    """Return where words stand as names, besides names that are hidden everywhere."""
    there: dict[str, list[tuple[int, int]]] = {}
    for start, end in found_there(text):
        word = text[start:end]
        if word not in names and _is_none_of(word, away):
            there.setdefault(word, []).append((start, end))
    return there


def _is_none_of(name: str, public: Iterable[str]) -> bool:
    """Tell whether a name is not a public one, nor one with a letter too many (周敏, 周敏予)."""
    return not any(name.startswith(one) or name.endswith(one) for one in public if one)


def _short_forms(file: tuple[str, ...], others: tuple[str, ...]) -> dict[str, str]:
    """Return name → 王某; two lengths of one name (李明, 李明在) stand for one person."""
    roots: dict[str, str] = {}
    rank = {name: number for number, name in enumerate(dict.fromkeys(file))}
    wholes = {root[:size]: root for root in reversed(file) for size in range(1, len(root) + 1)}
    for name in sorted(others, key=len):
        ends = {part for size in range(1, len(name) + 1) for part in (name[:size], name[-size:])}
        known = min(ends & rank.keys(), key=rank.__getitem__, default="")
        roots[name] = known or wholes.get(name, name)  # else a name the file has, found in part
        rank.setdefault(roots[name], len(rank))
    short = short_names(tuple(dict.fromkeys((*file, *roots.values()))))
    return {name: short[roots.get(name, name)] for name in (*file, *others)}


def numbers(text: str, known: Known) -> Iterator[Span]:
    """Yield every occurrence of a known number, however it is spaced or written wide."""
    for number in known.identifiers:
        for start, end in _places(number, text, SEPARATORS):
            yield Span(start, end, kind_of(number))


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
            for start, end in _places(form, text):
                yield Span(start, end, Kind.HOME_ADDRESS)


def birth_dates_known(text: str, known: Known) -> Iterator[Span]:
    """Yield the birth dates inside known identity numbers, in the usual ways of writing a date."""
    for number in known.identifiers:
        clean = re.sub(r"[^0-9Xx]", "", half_width(number))
        born = birth_date_of(clean) if is_identity_number(clean) else None
        if born is None:
            continue
        day = rf"{born.year}\s?[年\-/.]\s?0?{born.month}\s?[月\-/.]\s?0?{born.day}(?!\d)\s?日?"
        for match in re.finditer(rf"(?<!\d)(?:{day}|{born:%Y%m%d}(?!\d))", text):
            yield Span(match.start(), match.end(), Kind.BIRTH_DATE)


def secrets(text: str, known: Known) -> Iterator[Span]:
    """Yield the phrases the secrecy check named."""
    for phrase in known.secrets:
        for start, end in _places(phrase, text):
            yield Span(start, end, Kind.CONFIDENTIAL)


def protected(text: str, known: Known, *, show_party: bool) -> Iterator[tuple[int, int]]:
    """Yield the places of what is public: officers, premises, the agency's numbers, the party where shown."""
    shown: Iterable[str] = (*known.public_names, *known.public_texts)
    if show_party:
        shown = (known.party_name, *shown)
    for piece in shown:
        yield from _places(piece, text)
