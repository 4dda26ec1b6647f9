"""Where a rule stands in the law."""

import re
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_COMPACT = re.compile(
    r"^(?P<statute>\S+?)\s*§\s*(?P<article>\d+)(?:-(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?$"
)


def chinese_number(number: int) -> str:
    """Write 1–9999 in Chinese numerals as articles are counted (12 → 十二, 108 → 一百零八).

    Raises ValueError for other numbers.
    """
    if not 0 < number < 10_000:
        raise ValueError(f"article numbers run from 1 to 9999, not {number}")
    text = ""
    pending_zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending_zero else "") + _DIGITS[digit] + name
            pending_zero = False
        elif text and number:
            pending_zero = True
    return text.removeprefix("一") if text.startswith("一十") else text


@dataclass(frozen=True, slots=True)
class Citation:
    """One place in one statute or document, e.g. 行政处罚法 第五十八条第一款第二项.

    ``article`` 0 cites the document as a whole; ``place`` carries a free reference such as
    "二(一)3" for documents that are not counted in articles.
    """

    statute: str
    article: int = 0
    paragraph: int = 0
    item: int = 0
    place: str = ""

    def __str__(self) -> str:
        text = f"《{self.statute}》"
        if self.article:
            text += f"第{chinese_number(self.article)}条"
        if self.paragraph:
            text += f"第{chinese_number(self.paragraph)}款"
        if self.item:
            text += f"第{chinese_number(self.item)}项"
        return text + self.place

    @property
    def compact(self) -> str:
        """The short form ``statute §article-paragraph(item)``, readable by :func:`cite`."""
        if not self.article:
            return f"{self.statute} {self.place}".strip()
        paragraph = f"-{self.paragraph}" if self.paragraph else ""
        item = f"({self.item})" if self.item else ""
        return f"{self.statute} §{self.article}{paragraph}{item}"


@lru_cache(maxsize=4096)
def cite(compact: str) -> Citation:
    """Read ``行政处罚法 §58-1(2)`` or ``浙政办发〔2019〕20号 二(一)3``.

    Raises ValueError when the text names no statute.
    """
    match = _COMPACT.match(compact.strip())
    if match:
        return Citation(
            match["statute"],
            int(match["article"]),
            int(match["paragraph"] or 0),
            int(match["item"] or 0),
        )
    statute, _, place = compact.strip().partition(" ")
    if not statute:
        raise ValueError("a citation names a statute")
    return Citation(statute, place=place)
