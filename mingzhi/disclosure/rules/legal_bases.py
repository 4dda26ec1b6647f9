"""On which articles a published decision rests, read from the public table (行政处罚法 §59-1(3)).

Nothing but the public content is read, so the page, the files and a portal rebuilt from them agree. A law
is called by its name without the country and without the year of an amendment; articles are what is counted
in 第…条, paragraphs and items are left aside. What the table does not say is not guessed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from mingzhi.disclosure.rules.kinds import KINDS, NOT_PUNISHED
from mingzhi.disclosure.rules.outcomes import PENALTY
from mingzhi.disclosure.rules.stated import stated, unquoted
from mingzhi.kernel.citation import Citation, chinese_number

PENALTY_ROWS, OTHER_ROWS = ("处罚依据", NOT_PUNISHED[1]), ("执法依据", "依据")
"""The rows of the public table that say on what a decision rests, the first there is: of penalties and of
decisions not to punish, and of everything else."""
_STATED_IN = {
    code: PENALTY_ROWS if code == PENALTY else OTHER_ROWS for code, kind in KINDS.items() if kind.act_kind
}
_NUMBERS = {chinese_number(number): number for number in range(1, 2000)}
_CITED = re.compile(r"《([^《》]{2,80})》([^《]*)")
_ARTICLE = re.compile(rf"第([{''.join(sorted(set(''.join(_NUMBERS))))}]+|\d{{1,4}})条(?!之)")
_COMPACT = re.compile(r"([^§]{2,80}?)(?:§(\d{1,4})\b.*)?")
_EDITION = re.compile(r"[（(][^（()）]*[）)]$")
_UNFIT = re.compile(r"[^\w（）〔〕〈〉“”·、，：—-]+|_+")
"""What no name keeps: signs that address, index or file would read as their own."""
_COUNTRY = "中华人民共和国"
_MOST = 20
_NOWHERE = "§"
"""What no notice rests on."""


class Basis(NamedTuple):
    """One article of a law; article 0 is the law as such."""

    statute: str
    article: int = 0

    @property
    def code(self) -> str:
        """How it is asked for: 食品安全法§124, or 食品安全法 for any article."""
        return f"{self.statute}§{self.article}" if self.article else self.statute

    @property
    def title(self) -> str:
        """How it is called in writing."""
        return str(Citation(self.statute, self.article))

    @property
    def tag(self) -> str:
        """The word by which a filter finds it."""
        plain = "".join(filter(str.isalnum, self.statute)).lower()
        return f"b{plain}x{self.article}" if self.article else f"b{plain}"

    @property
    def needle(self) -> str:
        """What stands in the packed bases of the notices that rest on it."""
        return f";{self.statute}§{self.article};" if self.article else f";{self.statute}§"


def bases_of(kind: str, fields: Iterable[Sequence[str]]) -> tuple[Basis, ...]:
    """Return on what a notice of a kind rests, in the order of its table."""
    table = tuple(fields)
    said = (value for row in _STATED_IN.get(kind, ()) for label, value in table if label == row and value)
    return read(next(said, ""))


def bases_in(kind: str, content: bytes, table: int = 0) -> tuple[Basis, ...]:
    """Return the same, read from JSON text that holds the table: without making objects of all the rest."""
    return read_stated(said_in(kind, content, table))


def said_in(kind: str, content: bytes, table: int = 0) -> bytes:
    """Return the words themselves, as they are written in JSON text; nothing where there are none."""
    for row in _STATED_IN.get(kind, ()):
        if said := stated(row, content, table):
            return said
    return b""


@lru_cache(maxsize=1 << 14)
def read_stated(value: bytes) -> tuple[Basis, ...]:
    """Read laws and articles from what :func:`said_in` found."""
    return read.__wrapped__(unquoted(value))


@lru_cache(maxsize=1 << 14)
def read(said: str) -> tuple[Basis, ...]:
    """Read laws and articles from the words of the table; the same words stand in many notices."""
    found = dict.fromkeys(basis for name, rest in _CITED.findall(said) for basis in _cited(name, rest))
    return tuple(found)[:_MOST]


def _cited(name: str, rest: str) -> Iterator[Basis]:
    statute = _named(name)
    if not statute:
        return
    articles = [
        _NUMBERS.get(number) or int(number) for number in _ARTICLE.findall(rest) if _is_number(number)
    ]
    yield from (Basis(statute, article) for article in articles or [0])


def _is_number(text: str) -> bool:
    return text in _NUMBERS or text.isdecimal()


def _named(name: str) -> str:
    return _UNFIT.sub("", _EDITION.sub("", name.strip())).removeprefix(_COUNTRY)


def wanted(text: str) -> Basis | None:
    """Read what is asked: 食品安全法, 食品安全法§124, 《食品安全法》第一百二十四条; None for nothing."""
    if not text.strip():
        return None
    if written := read(text):
        return written[0]
    given = _COMPACT.fullmatch(text.strip())
    return Basis(_named(given[1]) or _NOWHERE, int(given[2] or 0)) if given else Basis(_NOWHERE)


def packed(bases: Iterable[Basis]) -> str:
    """Write bases as the index keeps them, each between semicolons; nothing where there are none."""
    told = "".join(f"{basis.statute}§{basis.article};" for basis in bases)
    return told and f";{told}"


@lru_cache(maxsize=1 << 14)
def unpacked(text: str) -> tuple[Basis, ...]:
    """Read bases as the index keeps them."""
    pairs = (part.split("§") for part in text.split(";") if part)
    return tuple(Basis(statute, int(article)) for statute, article in pairs)


def tags(text: str) -> list[str]:
    """Return the words by which filters find packed bases: each article, and each law once."""
    bases = unpacked(text)
    return [*dict.fromkeys(tag for basis in bases for tag in (basis.tag, Basis(basis.statute).tag))]


@lru_cache(maxsize=1 << 14)
def statutes_in(text: str) -> tuple[str, ...]:
    """Return the laws in packed bases, each once; the same ones stand in many notices."""
    return tuple(dict.fromkeys(basis.statute for basis in unpacked(text)))


def articles_in(text: str, statute: str) -> list[Basis]:
    """Return the articles of a law in packed bases."""
    return [basis for basis in unpacked(text) if basis.statute == statute and basis.article]


def title_of(code: str) -> str:
    """Return how what is asked for is called."""
    basis = wanted(code)
    return basis.title if basis else ""
