"""What a published penalty came to: its kinds (行政处罚法 §9) and the fine, read from the public table.

Nothing but the public content is read, so the page, the files and a portal rebuilt from them agree, and
notices published before this table existed are found as well. What the table does not say is not guessed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from mingzhi.disclosure.rules.stated import stated, unquoted
from mingzhi.kernel.wording import gettext_noop as _

PENALTY = "penalty"
SAID_IN = "处罚内容"
"""The row of the table of a penalty that says what was imposed."""


class PenaltyKind(NamedTuple):
    """One kind of penalty and the words by which a notice names it."""

    code: str
    title: str
    basis: str
    words: str


PENALTY_KINDS = (
    PenaltyKind("warning", _("警告"), "行政处罚法 §9-1(1)", "警告"),
    PenaltyKind("criticism", _("通报批评"), "行政处罚法 §9-1(1)", "通报批评"),
    PenaltyKind("confiscate_income", _("没收违法所得"), "行政处罚法 §9-1(2)", "没收[^；，。]*违法所得"),
    PenaltyKind(
        *("confiscate_goods", _("没收非法财物"), "行政处罚法 §9-1(2)"),
        "没收(?!违法所得)|没收违法所得[、和及].*(?:财物|物品)",
    ),
    PenaltyKind("fine", _("罚款"), "行政处罚法 §9-1(2)", "(?<!加处)罚款"),
    PenaltyKind("suspend_licence", _("暂扣许可证件"), "行政处罚法 §9-1(3)", "暂扣"),
    PenaltyKind("restrict_business", _("限制开展生产经营活动"), "行政处罚法 §9-1(4)", "限制开展生产经营"),
    PenaltyKind("lower_grade", _("降低资质等级"), "行政处罚法 §9-1(3)", "降低资质"),
    PenaltyKind("stop_business", _("责令停产停业"), "行政处罚法 §9-1(4)", "停产停业|停业整顿"),
    PenaltyKind("restrict_trade", _("限制从业"), "行政处罚法 §9-1(4)", "(?:限制|禁止)从业"),
    PenaltyKind("revoke_licence", _("吊销许可证件"), "行政处罚法 §9-1(3)", "吊销"),
    PenaltyKind("close_down", _("责令关闭"), "行政处罚法 §9-1(4)", "责令关闭"),
    PenaltyKind("detention", _("行政拘留"), "行政处罚法 §9-1(5)", "拘留"),
    PenaltyKind(
        *("other", _("法律、行政法规规定的其他行政处罚"), "行政处罚法 §9-1(6)"), "规定的其他行政处罚"
    ),
)
"""Every kind; the place of a kind in this table is its bit in the index, so new ones go to the end."""
KINDS = {kind.code: kind for kind in PENALTY_KINDS}


class FineBand(NamedTuple):
    """A choice of fines: from so many cents on, or below them."""

    code: str
    title: str
    least: int
    below: bool = False

    def holds(self, level: int) -> bool:
        """Tell whether a fine of a level falls under this choice."""
        reached = level > LEVELS.index(self.least) + 1
        return level > 0 and reached != self.below


LEVELS = (1_000_000, 10_000_000, 100_000_000)
"""The sums in cents at which a fine is of the next level; without a fine the level is 0."""
FINES = {
    band.code: band
    for band in (
        FineBand("under10000", _("不满 1 万元"), LEVELS[0], below=True),
        FineBand("from10000", _("1 万元以上"), LEVELS[0]),
        FineBand("from100000", _("10 万元以上"), LEVELS[1]),
        FineBand("from1000000", _("100 万元以上"), LEVELS[2]),
    )
}
"""What can be asked for; as in statutes, "以上" includes the sum. For finding only: no rule rests on it."""
CONCLUSIONS = (SAID_IN, "许可内容", "执法结论")
"""The rows that say what was decided, the most telling first."""
_LONGEST = 60
_LEVEL_BITS = 3
_MOST_DIGITS = 12
_NO_KIND = 1 << 24
_FINE = "fine"
LEVEL_MASK = (1 << _LEVEL_BITS) - 1
_PARTS = re.compile(r"[；;。\n]+")
_NOT_IMPOSED = re.compile(r"不予|免予|免除|不再")
_DIGITS = re.compile(r"\d+")
_SUM = re.compile(
    r"(?<!加处)罚款[^\d；;。\n]{0,24}?(\d[\d,，]*(?:\.\d{1,2})?)\s*(万)?(?:元|圆|[）)]|$)"
)  # 罚款4,000元 · 罚款人民币肆仟元整（￥4000.00） · 罚款 1.5 万元
_NAMED = tuple((kind.code, re.compile(kind.words)) for kind in PENALTY_KINDS)


class Outcome(NamedTuple):
    """What a notice says was imposed: kinds, and the fines together in cents (0: none, or not read)."""

    kinds: tuple[str, ...] = ()
    fine: int = 0

    @property
    def packed(self) -> int:
        """Kinds and level of the fine as one number, as the index keeps them."""
        bits = sum(1 << at for at, kind in enumerate(PENALTY_KINDS) if kind.code in self.kinds)
        level = 1 + sum(self.fine >= least for least in LEVELS) if self.fine else 0
        return bits << _LEVEL_BITS | level

    @property
    def titles(self) -> tuple[str, ...]:
        """The kinds as they are called."""
        return tuple(KINDS[code].title for code in self.kinds)

    @property
    def yuan(self) -> str:
        """The fine in yuan with two places, empty without one."""
        return f"{self.fine // 100}.{self.fine % 100:02d}" if self.fine else ""

    @property
    def number(self) -> int | float | None:
        """The fine in yuan as a number for programs."""
        yuan, cents = divmod(self.fine, 100)
        return (self.fine / 100 if cents else yuan) or None


NOTHING = Outcome()


def outcome_of(kind: str, fields: Iterable[Sequence[str]]) -> Outcome:
    """Return what a notice of a kind says was imposed."""
    if kind != PENALTY:
        return NOTHING
    return read(next((value for label, value in fields if label == SAID_IN), ""))


def conclusion_of(fields: Iterable[Sequence[str]]) -> str:
    """Return in one line what was decided, cut where it is long."""
    rows = [*fields]
    told = (value for wanted in CONCLUSIONS for label, value in rows if label == wanted and value)
    said = " ".join(next(told, "").split())
    return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…"


def outcome_in(kind: str, content: bytes, table: int = 0) -> Outcome:
    """Return the same, read from JSON text that holds the table: without making objects of all the rest."""
    return read_stated(said_in(kind, content, table))


def said_in(kind: str, content: bytes, table: int = 0) -> bytes:
    """Return the words themselves, as they are written in JSON text; nothing where there are none."""
    return stated(SAID_IN, content, table) if kind == PENALTY else b""


@lru_cache(maxsize=1 << 14)
def read_stated(value: bytes) -> Outcome:
    """Read kinds and fine from what :func:`said_in` found."""
    return read.__wrapped__(unquoted(value))


@lru_cache(maxsize=1 << 14)
def read(said: str) -> Outcome:
    """Read kinds and fine from the words of the table; the same words stand in many notices."""
    kinds = frozenset[str]()
    fine = 0
    for part in _PARTS.split(said):
        named, sum_of_part = _imposed(part)
        kinds |= named
        fine += sum_of_part
    return Outcome(_in_order(kinds), fine)


@lru_cache(maxsize=1 << 14)
def _imposed(part: str) -> tuple[frozenset[str], int]:
    """Return kinds and fines of a part; parts are told again and again, in ever other company."""
    named = _named(_DIGITS.sub("0", part))
    return named, sum(_cents(*found) for found in _SUM.findall(part)) if _FINE in named else 0


@lru_cache(maxsize=1 << 10)
def _in_order(kinds: frozenset[str]) -> tuple[str, ...]:
    return tuple(kind.code for kind in PENALTY_KINDS if kind.code in kinds)


@lru_cache(maxsize=1 << 12)
def _named(part: str) -> frozenset[str]:
    """Return the kinds a part names, whatever its numbers; none where it says that nothing is imposed."""
    if _NOT_IMPOSED.search(part):
        return frozenset()
    return frozenset(code for code, words in _NAMED if words.search(part))


def _cents(digits: str, ten_thousand: str) -> int:
    whole, _point, parts = digits.replace(",", "").replace("，", "").partition(".")
    if len(whole) > _MOST_DIGITS:
        return 0  # no sum of money
    cents = int(whole or 0) * 100 + int(parts.ljust(2, "0") if parts else 0)
    return cents * 10_000 if ten_thousand else cents


def kinds_in(packed: int) -> list[str]:
    """Return the codes of the kinds in a packed number."""
    bits = packed >> _LEVEL_BITS
    return [kind.code for at, kind in enumerate(PENALTY_KINDS) if bits >> at & 1]


def bands_in(packed: int) -> list[str]:
    """Return the choices of fines that a packed number falls under."""
    level = packed & LEVEL_MASK
    return [band.code for band in FINES.values() if band.holds(level)]


def mask_of(code: str) -> int:
    """Return the bit of a kind in packed numbers; one that no number has for what is no kind."""
    return (
        next((1 << at for at, kind in enumerate(PENALTY_KINDS) if kind.code == code), _NO_KIND) << _LEVEL_BITS
    )


def levels_of(code: str) -> list[int]:
    """Return the levels of fines that a choice holds; none for what is no choice."""
    band = FINES.get(code)
    return [level for level in range(len(LEVELS) + 2) if band and band.holds(level)]


def tags(packed: int) -> list[str]:
    """Return the words by which filters find a packed number."""
    return [*map(penalty_tag, kinds_in(packed)), *map(fine_tag, bands_in(packed))]


def penalty_tag(code: str) -> str:
    """Return the tag of a kind of penalty."""
    return f"p{code.replace('_', '')}"


def fine_tag(code: str) -> str:
    """Return the tag of a choice of fines."""
    return f"f{code}"
