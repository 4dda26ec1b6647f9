"""Articles as people write them in a search: 第一百二十四条, 第124条, §124, 食品安全法124条 are one article.

Published texts write 第一百二十四条 behind a name in marks, registers keep ``食品安全法 §124``; whoever looks
for an article writes neither, and must find both.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from mingzhi.kernel.citation import chinese_number
from mingzhi.kernel.typed import narrow

_NUMBERS = {chinese_number(number): number for number in range(1, 2000)}
_CHINESE = "零一二三四五六七八九十百千"
_COUNTED = f"([0-9]{{1,4}}|[{_CHINESE}]{{1,7}})"
_ARTICLE = re.compile(
    rf"(?:第|(?<=[法例定])(?=[0-9])) ?{_COUNTED} ?条(?!之)(?: ?第 ?{_COUNTED} ?款)?(?: ?第 ?{_COUNTED} ?项)?"
    r"|§ ?([0-9]{1,4})(?:-([0-9]{1,3}))?(?:\(([0-9]{1,3})\))?"
)
_COUNTRY = re.compile(r"中华人民共和国(?=\w{2,40}?(?:法|条例)(?:$|\W|第|[0-9]))")
_MARKS = re.compile(r"[《》〈〉]+")


class Article(NamedTuple):
    """One place in a law; paragraph and item 0 where none was asked for."""

    article: int
    paragraph: int = 0
    item: int = 0

    @property
    def written(self) -> str:
        """How texts write it: 第一百二十四条第一款."""
        counted = zip(self, "条款项", strict=True)
        return "".join(f"第{chinese_number(number)}{unit}" for number, unit in counted if number)

    @property
    def pattern(self) -> str:
        """How registers keep it, §124-1(2), as a pattern: §124 is not the beginning of §1241."""
        paragraph = f"-{self.paragraph}" if self.paragraph else ""
        item = rf"\({self.item}\)" if self.item else ""
        return f"§{self.article}{paragraph}{item}(?![0-9])"


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody looks for in a register: words, and articles however they were written."""

    plain: tuple[str, ...]
    articles: tuple[Article, ...]

    def stand_in(self, body: str) -> bool:
        """Tell whether all of it stands in an entry."""
        low = body.lower()
        return all(word.lower() in low for word in self.plain) and all(
            one.written in body or re.search(one.pattern, body) for one in self.articles
        )


def apart(text: str) -> str:
    """Write every article of a folded text out in words, as a word of its own."""
    return _ARTICLE.sub(_spelled, _COUNTRY.sub(" ", text))


def _spelled(found: re.Match[str]) -> str:
    article = _read(found)
    return f" {article.written} " if article else f" {found[0]}"


def words_of(text: str) -> Words:
    """Read what is looked for in a register."""
    plain = _COUNTRY.sub(" ", _MARKS.sub(" ", narrow(text)))
    articles = filter(None, map(_read, _ARTICLE.finditer(plain)))
    rest = _ARTICLE.sub(lambda found: " " if _read(found) else found[0], plain)
    return Words(tuple(dict.fromkeys(rest.split())), tuple(dict.fromkeys(articles)))


def _read(found: re.Match[str]) -> Article | None:
    """Return the article of a match; None where it is none, as 第二千条."""
    numbers = [_number(text) for text in (found.groups()[:3] if found[1] else found.groups()[3:])]
    return Article(*numbers) if numbers[0] else None


def _number(text: str | None) -> int:
    """Return a number in either writing; 0 for none."""
    if not text:
        return 0
    return _NUMBERS.get(text, 0) if text[0] in _CHINESE else int(text)
