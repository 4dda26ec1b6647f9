"""Tell stored Chinese sentences in the reader's language.

Derivations of limits, titles of entries and reasons of refusals are kept as the words that were true when
they were written. They were made from declared templates; here the template and what fills it are found
again and told in the reader's language. What was not made from a template stays as it was written.
"""

import operator
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from mingzhi.calendars.rules import calendar, explanation, lengths
from mingzhi.cases.queries import offences
from mingzhi.kernel.citation import Citation, cite

TITLES = (
    gettext_noop("制作《%(title)s》"),
    gettext_noop("归入%(kind)s：%(title)s"),
    gettext_noop("%(kind)s：%(title)s"),
    gettext_noop("增加%(kind)s"),
    gettext_noop("%(kind)s数额增加"),
    gettext_noop("%(kind)s期限延长"),
    gettext_noop("%(kind)s内容变化"),
    gettext_noop("（%(names)s的证件无效）"),
    gettext_noop("罚款超过%(amount)s元"),
    gettext_noop("%(kind)s 修改"),
    gettext_noop("%(kind)s 废止"),
)
"""Sentences that rooms put together from two parts, as they are put together there."""

SEPARATORS = (("；", "; "), ("、", ", "))
NUMERALS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:（星期[一二三四五六日]）)?(?:(\d{2})时(\d{2})分)?")
_BASIS = re.compile(re.escape(explanation.BASIS).replace(re.escape("%(basis)s"), "(.+ .+)"))
_HOLE = re.compile(r"%\((\w+)\)s")


def retell(text: str) -> str:
    """Return the text in the reader's language."""
    if not text or get_language() != "en":
        return _spelled(text)
    known = _(text)
    if known != text:
        return known
    return _day(text) or _from_template(text) or _law(text) or _listed(text) or text


def _spelled(text: str) -> str:
    """Write the article a limit rests on as people read it; the record keeps it in short."""
    found = _BASIS.fullmatch(text)
    try:
        return explanation.BASIS % {"basis": cite(found[1])} if found else text
    except ValueError:
        return text


def cited_in_english(citation: Citation) -> str:
    """Write Administrative Penalty Law, art. 58(1)(2); a statute without an English title keeps its name."""
    title = _(citation.statute)
    if title == citation.statute:
        title = f"《{citation.statute}》"
    place = "".join(f"({number})" for number in (citation.paragraph, citation.item) if number)
    if citation.article and citation.item and not citation.paragraph:
        place = f", item {citation.item}"
    if citation.article:
        return f"{title}, art. {citation.article}{place}{citation.place}"
    where = "".join(NUMERALS.get(sign, sign) for sign in citation.place)
    return f"{title}, {where}" if where else title


def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if found is None:
        return ""
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups())
    if year is None or month is None or day is None:
        return ""
    if hour is not None and minute is not None:
        return date_format(datetime(year, month, day, hour, minute), "j F Y H:i")  # noqa: DTZ001
    return date_format(date(year, month, day), "j F Y (l)" if "（" in text else "j F Y")


def _from_template(text: str) -> str:
    for template, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        told = {name: retell(value) for name, value in found.groupdict().items()}
        if told.get("kind") != found.groupdict().get("kind", ""):
            return _(template) % told
    return ""


def _law(text: str) -> str:
    """Tell a compact citation, whose statute must be known by its English title."""
    if " " not in text or "、" in text or "；" in text:
        return ""
    try:
        found = cite(text)
    except ValueError:
        return ""
    return cited_in_english(found) if _(found.statute) != found.statute else ""


def _listed(text: str) -> str:
    """Tell the parts of a list one by one, when each is known: a sentence in somebody's own words is none."""
    for mark, between in SEPARATORS:
        parts = text.split(mark)
        told = [retell(part) for part in parts] if len(parts) > 1 else parts
        if len(parts) > 1 and all(map(operator.ne, told, parts)):
            return between.join(told)
    return ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return template → pattern, the one with the most fixed words first."""
    found = {*_templates(), *TITLES, *offences.SENTENCES}
    ordered = sorted(found, key=lambda template: (-len(_HOLE.sub("", template)), template))
    return tuple((template, re.compile(_pattern(template), re.DOTALL)) for template in ordered)


def _templates() -> Iterator[str]:
    for value in vars(explanation).values():
        yield from (text for text in _texts(value) if _HOLE.search(text))
    yield from lengths.WORDS.values()
    yield calendar.MADE_UP


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(text for text in value.values() if isinstance(text, str)) if isinstance(value, dict) else ()


def _pattern(template: str) -> str:
    parts = _HOLE.split(template)
    seen: set[str] = set()
    pattern = re.escape(parts[0])
    for name, fixed in zip(parts[1::2], parts[2::2], strict=True):
        filling = r"\d+" if name == "count" else ".+?"
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>{filling})"
        pattern += re.escape(fixed)
        seen.add(name)
    return pattern
