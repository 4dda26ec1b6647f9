"""The content core: what is reviewed, notified and decided, and nothing else.

Party, facts, articles breached and applied, penalties or grant, in canonical form (RFC 8785) with a
hash. Number, date and the account of the defence are not in it. The same core must have passed legal
review (行政处罚法 §58), have been told to the party (行政处罚法 §44) and stand in the decision.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mingzhi.kernel.canonical import Json, digest
from mingzhi.kernel.wording import gettext_noop as _

GRANT = (
    ("scope", _("许可内容")),
    ("valid_from", _("有效期自")),
    ("valid_until", _("有效期至")),
)
"""What a licence allows, and for how long."""
PENALTY = "penalty"
NO_PENALTY = (
    "minor",
    "first",
    "no_fault",
    "under_age",
    "incapable",
    "time_barred",
    "law_changed",
    "not_established",
)
"""Why there is no penalty (行政处罚法 §30, §31, §33, §36, §37, §57-1(3))."""
COUNTED_IN_MONEY = frozenset({"fine", "confiscate_income", "confiscate_goods"})
"""Kinds of penalty with a sum, or with things of a value (行政处罚法 §9-1(2))."""
SUMS = frozenset({"fine", "confiscate_income"})
WORDS = frozenset({"confiscate_goods", "other"})
"""Kinds that say nothing without a sum, or without words."""
MOST = 10**14
"""The largest whole number an entry may hold: more is a slip of the hand, and no column has room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """One penalty: ``kind`` as in severity.KINDS, money in cents, ``days`` for periods, else words."""

    kind: str
    amount: int = 0
    days: int = 0
    text: str = ""

    def as_json(self) -> dict[str, Json]:
        """Return the canonical object."""
        return {"kind": self.kind, "amount": self.amount, "days": self.days, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentCore:
    """The core of a decision.

    ``outcome`` is ``penalty``, one of NO_PENALTY, ``transfer``, ``crime``, ``grant``, ``refuse``,
    ``revoke`` or ``withdraw``; ``mitigation`` is ``""``, ``lighter`` (从轻), ``below_minimum`` (减轻) or
    ``heavier`` (从重); ``grant`` says what a licence allows, in the parts of GRANT; ``anew`` is the number of
    the fallen decision in whose place this one is made, so that it is reviewed and told of anew.
    """

    outcome: str
    party: Mapping[str, str]
    facts: str
    breached: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    mitigation: str = ""
    reasons: str = ""
    grant: Mapping[str, str] = field(default_factory=dict)
    anew: str = ""

    def as_json(self) -> dict[str, Json]:
        """Return the canonical object; its digest is the core hash."""
        return {
            "outcome": self.outcome,
            "party": dict(self.party),
            "facts": self.facts,
            "breached": list(self.breached),
            "basis": list(self.basis),
            "penalties": [penalty.as_json() for penalty in self.penalties],
            "mitigation": self.mitigation,
            "reasons": self.reasons,
            "grant": dict(self.grant),
            **({"anew": self.anew} if self.anew else {}),
        }

    @property
    def hash(self) -> str:
        """SHA-256 of the canonical form, hex."""
        return digest(self.as_json())

    @property
    def fine(self) -> int:
        """Sum of the fines in cents."""
        return sum(item.amount for item in self.penalties if item.kind == "fine")

    def fined(self, amount: int) -> "ContentCore":
        """Return the core with another sum of fines: what a change of the decision leaves of it."""
        first = next((item for item in self.penalties if item.kind == "fine"), None)
        kept = (
            replace(item, amount=amount) if item is first else item
            for item in self.penalties
            if item.kind != "fine" or (item is first and amount)
        )
        return replace(self, penalties=tuple(kept))

    def repeats(self, other: "ContentCore") -> bool:
        """Tell whether it punishes the same facts in the same way (行政复议法 §64-2; 行政诉讼法 §71)."""
        mine, others = self.as_json(), other.as_json()
        return all(mine[part] == others[part] for part in ("outcome", "facts", "basis", "penalties"))

    @property
    def money(self) -> int:
        """All money owed: fines and confiscated income, in cents."""
        return sum(item.amount for item in self.penalties if item.kind in ("fine", "confiscate_income"))


def read_core(value: Mapping[str, Any]) -> ContentCore:
    """Read a core from its canonical object.

    Raises ValueError when a part is missing or of the wrong kind.
    """
    try:
        penalties = tuple(_read_penalty(item) for item in value.get("penalties", ()))
        return ContentCore(
            outcome=_text(value["outcome"]),
            party={_text(name): _text(part) for name, part in value["party"].items()},
            facts=_text(value["facts"]),
            breached=tuple(_text(item) for item in value.get("breached", ())),
            basis=tuple(_text(item) for item in value.get("basis", ())),
            penalties=penalties,
            mitigation=_text(value.get("mitigation", "")),
            reasons=_text(value.get("reasons", "")),
            grant=_read_grant(value.get("grant", {})),
            anew=_text(value.get("anew", "")),
        )
    except (KeyError, AttributeError, TypeError) as error:
        raise ValueError(f"not a content core: {error}") from error


def _read_grant(value: Mapping[str, Any]) -> dict[str, str]:
    unknown = value.keys() - dict(GRANT)
    if unknown:
        raise TypeError(f"a grant has no {', '.join(sorted(unknown))}")
    return {name: _text(part) for name, part in value.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {type(value).__name__}")
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise TypeError("a whole number from 0 expected, of a size that can be written")
    return value


def _read_penalty(value: Mapping[str, Any]) -> Penalty:
    return Penalty(
        kind=_text(value["kind"]),
        amount=_whole(value.get("amount", 0)),
        days=_whole(value.get("days", 0)),
        text=_text(value.get("text", "")),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entered core: a sentence, what fills it, what to do."""

    sentence: str
    way_out: str
    params: Mapping[str, Any] = field(default_factory=dict)


def fault_of(value: Mapping[str, Any]) -> Fault | None:
    """Return the first thing wrong with an entered core; None for one that can be read and says something."""
    if not value.get("outcome"):
        return Fault(_("处理意见没有选择处理结果。"), _("请选择处理结果。"))
    if not str(value.get("facts", "")).strip():
        return Fault(_("处理意见没有写明事实。"), _("请写明查明的事实。"))
    given = value.get("penalties")
    rows = given if isinstance(given, list | tuple) else ()
    for number, row in enumerate(rows, 1):
        fault = _fault_of_penalty(number, row) if isinstance(row, Mapping) else None
        if fault is not None:
            return fault
    return _fault_of_outcome(value["outcome"] == PENALTY, bool(rows))


def _fault_of_outcome(punishes: bool, penalties: bool) -> Fault | None:
    """A penalty says which; who is not punished is not fined either (行政处罚法 §57-1)."""
    if punishes and not penalties:
        return Fault(_("处理结果是给予行政处罚，没有写处罚内容。"), _("请写明处罚的种类和数额。"))
    if penalties and not punishes:
        return Fault(
            _("处理结果不是给予行政处罚，不能写处罚内容。"), _("请清空处罚内容，或者选择给予行政处罚。")
        )
    return None


def _fault_of_penalty(number: int, row: Mapping[str, Any]) -> Fault | None:
    if not row.get("kind"):
        return Fault(_("第%(n)s项处罚没有选择种类。"), _("请选择种类，不要的项目请清空。"), {"n": number})
    if row.get("amount") and str(row["kind"]) not in COUNTED_IN_MONEY:
        return Fault(
            _("第%(n)s项处罚不以金额计算，不能填写金额。"),
            _("请清空金额，或者另起一项填写罚款、没收的数额。"),
            {"n": number},
        )
    for part, sentence in (
        ("amount", _("第%(n)s项处罚的金额“%(value)s”不是金额。")),
        ("days", _("第%(n)s项处罚的天数“%(value)s”不是整数。")),
    ):
        given = row.get(part, 0)
        if isinstance(given, str):
            return Fault(
                sentence, _("请只填写数字，金额以元为单位，最多两位小数。"), {"n": number, "value": given}
            )
    return _unsaid(number, row)


def _unsaid(number: int, row: Mapping[str, Any]) -> Fault | None:
    """A fine says how much, a confiscation of what (行政处罚法 §59-1(3))."""
    if row["kind"] in SUMS and not row.get("amount"):
        return Fault(_("第%(n)s项处罚没有写明数额。"), _("请填写金额（元）。"), {"n": number})
    if row["kind"] in WORDS and not str(row.get("text") or "").strip():
        return Fault(_("第%(n)s项处罚没有写明内容。"), _("请写明没收的物品或者处罚的内容。"), {"n": number})
    return None


_PARTS = {
    "outcome": _("处理结果"),
    "party": _("当事人"),
    "facts": _("违法事实"),
    "breached": _("违反的规定"),
    "basis": _("处理依据"),
    "penalties": _("处罚内容"),
    "mitigation": _("裁量情节"),
    "reasons": _("裁量理由"),
    "grant": _("许可内容"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of the core that differs, with both values."""

    part: str
    title: str
    before: Json
    after: Json


def differences(before: ContentCore, after: ContentCore) -> tuple[Difference, ...]:
    """List the parts in which two cores differ, in the order of the document."""
    old, new = before.as_json(), after.as_json()
    return tuple(
        Difference(part, title, old[part], new[part])
        for part, title in _PARTS.items()
        if old[part] != new[part]
    )
