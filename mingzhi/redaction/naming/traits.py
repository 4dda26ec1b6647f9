"""What speaks for a name and against it, each with its measure: the traits the score weighs."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from mingzhi.redaction.naming import forms
from mingzhi.redaction.naming.background import Background
from mingzhi.redaction.naming.forms import Form
from mingzhi.redaction.naming.lattice import Lattice
from mingzhi.redaction.naming.lexicon import Lexicon
from mingzhi.redaction.naming.surroundings import surroundings
from mingzhi.redaction.naming.words import BEGINNING, ENDING
from mingzhi.redaction.words import NO_PERSON_ENDS

_NO_FIRM = "的在于是与和及由将等经称有向对把被本该我来到"
_FIRMS = (
    "公司|商行|商店|超市|饭店|饭馆|面馆|餐馆|餐厅|酒店|宾馆|旅馆|药店|药房|诊所|医院|学校|小学|中学|幼儿园|"
    "事务所|合作社|经营部|工作室|服务部|加工厂|食品厂|[店厂馆行坊社铺]|村|路|街|镇|乡|县|市|区|大道|小区|花园|公寓|"
    "苑|庭|局|厅|院|中心|集团|协会|有限|河|江|湖|桥|山庄|农场"
)
_ORGANISATION = re.compile(rf"(?:(?![{_NO_FIRM}])[\u4e00-\u9fff]){{0,6}}?(?:{_FIRMS})")
_LEAST, _MOST = -3.0, 5.0
_TEN = 10.0


def traits(reading: Lattice, form: Form, words: Lexicon, ordinary: Background) -> Iterator[tuple[str, float]]:
    """Yield the traits of a possible name."""
    text, start, end = reading.text, form.start, form.end
    yield f"form: {form.kind}{end - start - form.first if form.kind == 'whole' else ''}", 1.0
    if form.kind == "latin":
        yield from surroundings(reading, start, end, words)
        return
    if form.kind in ("called before", "called behind"):
        yield f"called {text[start] if form.kind == 'called before' else text[end - 1]}", 1.0
    yield from _likelihood(reading, form)
    if form.kind == "whole":
        yield from _characters(text, form, words, ordinary)
    yield from _as_word(text[start:end], words)
    yield from _edges(reading, form, words)
    yield from _pairs(text, form, ordinary)
    around = dict(surroundings(reading, start, end, words))
    yield from around.items()
    yield from _shaped(reading, form, words, around)
    if text[end - 1] in NO_PERSON_ENDS:
        yield "ends like a place", 1.0
    if _ORGANISATION.match(text, end):
        yield "in an organisation", 1.0


def _shaped(
    reading: Lattice, form: Form, words: Lexicon, around: Iterable[str]
) -> Iterator[tuple[str, float]]:
    """What stands around, apart for each shape, and the short words beside it one by one."""
    piece = reading.text[form.start : form.end]
    shape = form.kind if form.kind != "whole" else f"whole{form.end - form.start - form.first}"
    if piece in words.usual or piece in words.either:
        shape = words.part.get(piece, "nr")
        yield from ((f"{shape} {name}", 1.0) for name in around if name.startswith("between"))
    yield from ((f"{shape} {name}", 1.0) for name in around if not name.startswith("between"))
    yield " and ".join(name for name in around if not name.startswith("between")), 1.0
    left, right = reading.word_before(form.start), reading.word_behind(form.end)
    if len(left) == 1:
        yield f"before {left}", 1.0
    if len(right) == 1:
        yield f"behind {right}", 1.0


def _likelihood(reading: Lattice, form: Form) -> Iterator[tuple[str, float]]:
    odds = reading.odds(form)
    yield "likelier", max(0.0, odds) / _TEN
    yield "less likely", min(0.0, max(-_TEN, odds)) / _TEN
    yield "far less likely", min(0.0, odds + _TEN) / _TEN


def _characters(text: str, form: Form, words: Lexicon, ordinary: Background) -> Iterator[tuple[str, float]]:
    surname, names = text[form.start : form.start + form.first], text[form.start + form.first : form.end]
    if form.first == 2:
        yield "compound surname", 1.0
    else:
        yield "surname", _within(forms.surname(surname) - ordinary.usual(surname))
    each = [_within(forms.given_name(char, words) - ordinary.usual(char)) for char in names]
    yield "given", sum(each) / len(each)
    yield "last", each[-1]
    yield "fit to be given", sum(forms.fits(char, words) for char in names) / len(names)


def _within(value: float) -> float:
    return max(_LEAST, min(_MOST, value)) / 3


def _as_word(piece: str, words: Lexicon) -> Iterator[tuple[str, float]]:
    """The piece may be a word itself."""
    if piece in words.usual:
        yield f"a word: {words.part[piece]}", 1.0
        yield "how usual a word", (words.usual[piece] + 17) / _TEN
    elif piece in words.either:
        yield "a word or a name", 1.0
        yield "how usual a word or name", (words.either[piece] + 17) / _TEN
    if piece[:2] in BEGINNING and len(piece) > 2:
        yield "begins like a word", 1.0


def _edges(reading: Lattice, form: Form, words: Lexicon) -> Iterator[tuple[str, float]]:
    """A character more belongs to it as well: a surname before, a given name behind."""
    text = reading.text
    before, behind = reading.word_before(form.start), reading.word_behind(form.end)
    if len(behind) == 1 and "\u4e00" <= behind <= "\u9fff":
        yield "a given name behind", _within(forms.given_name(behind, words) - words.cost(behind))
    if form.kind == "whole" and len(before) == 1 and "\u4e00" <= before <= "\u9fff":
        yield "a surname before", _within(forms.surname(before) - words.cost(before))
    for where, place in (("before", form.start), ("behind", form.end)):
        cut = reading.word_across(place)
        if cut:
            yield f"cuts a word {where}", (words.usual[cut] + 17) / _TEN
    if text[max(0, form.start - 1) : form.start + 1] in ENDING:
        yield "inside a word", 1.0
    if text[form.end - 1 : form.end + 1] in BEGINNING:
        yield "goes on as a word", 1.0
    if form.end - form.start == 3 and text[form.start + 1 : form.end] in words.usual:
        yield "the rest is a word", (words.usual[text[form.start + 1 : form.end]] + 17) / _TEN


def _pairs(text: str, form: Form, ordinary: Background) -> Iterator[tuple[str, float]]:
    """Pairs that ordinary text of agencies has, over the edges and inside."""
    if form.start:
        yield "pair before", ordinary.pair(text[form.start - 1 : form.start + 1])
    yield "pair behind", ordinary.pair(text[form.end - 1 : form.end + 1])
    inside = [ordinary.pair(one + two) for one, two in pairwise(text[form.start : form.end])]
    yield "pairs inside", max(inside, default=0.0)
