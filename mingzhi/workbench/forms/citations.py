"""Articles as people write them, 《食品安全法》第三十四条, and as the product keeps them, 食品安全法 §34."""

import re

from mingzhi.kernel.citation import Citation, cite

_WRITTEN = re.compile(
    r"^《(?P<statute>[^》]+)》\s*第(?P<article>[零〇一二三四五六七八九十百千两\d]+)条"
    r"(?:第(?P<paragraph>[零〇一二三四五六七八九十百千两\d]+)款)?"
    r"(?:第[（(]?(?P<item>[零〇一二三四五六七八九十百千两\d]+)[)）]?项)?[。；;]?$"
)
_FULL_NAME = "中华人民共和国"
_DIGITS = {char: n for n, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def read_citation(text: str) -> str:
    """Return the compact form of a written citation; other text is returned unchanged."""
    found = _WRITTEN.match(text.strip())
    if found is None:
        return text
    statute = found["statute"].removeprefix(_FULL_NAME)
    article, paragraph, item = (read_number(found[part] or "") for part in ("article", "paragraph", "item"))
    return Citation(statute, article, paragraph, item).compact


def show_citation(compact: str) -> str:
    """Return the written form of a compact citation."""
    try:
        return str(cite(compact))
    except ValueError:
        return compact


def read_number(text: str) -> int:
    """Read 一百二十四 or 124; an empty text is 0."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
