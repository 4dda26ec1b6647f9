"""The language in which procedures are declared: steps, states, limits, fields.

One declaration drives the gate in the act, the buttons and the "why not?" of the workbench, the
clocks, the list of documents and recordings, the published flow chart and service guide, and the
test that walks every edge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import Field as DataclassPart
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from mingzhi.kernel.canonical import Json, digest
from mingzhi.kernel.wording import gettext_noop as _

LATER = MappingProxyType({"later": True})
"""Marks a part of the language that came later: where it says nothing it is no part of the hash."""


class Stage(StrEnum):
    """The six stages every record carries (行政处罚法 第四十七条)."""

    START = _("启动")
    EVIDENCE = _("调查取证")
    REVIEW = _("审核")
    DECISION = _("决定")
    SERVICE = _("送达")
    EXECUTION = _("执行")


class FieldKind(StrEnum):
    """How a field of a step is entered and stored (all values are canonical JSON)."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"  # ISO text
    MOMENT = "moment"  # ISO text with offset
    MONEY = "money"  # whole cents
    NUMBER = "number"  # a whole number from 1
    CHOICE = "choice"
    YES = "yes"  # must be ticked when required
    LIST = "list"  # [text, text, …]
    ITEMS = "items"  # rows of texts and whole numbers; ``columns`` names them, the first is needed
    CORE = "core"  # the content core: facts, breached, basis, penalties or grant
    PERSON = "person"  # a person urn of the agency


GOODS = (
    ("name", _("名称")),
    ("specification", _("规格型号")),
    ("quantity", _("数量")),
    ("unit", _("单位")),
    ("note", _("备注")),
)
"""Columns of a list of goods."""
COLUMN_KINDS: Mapping[str, FieldKind] = {
    "amount": FieldKind.MONEY,
    "low": FieldKind.MONEY,
    "high": FieldKind.MONEY,
    "base_from": FieldKind.MONEY,
    "base_below": FieldKind.MONEY,
    "due_on": FieldKind.DATE,
}
"""Columns of rows that hold more than words or a number, by their name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing a step asks for. ``basis`` is the compact citation that demands it.

    ``when`` makes the field belong only where another choice field has one of the values:
    ``("manner", ("retained",))``. Elsewhere it is neither shown nor required. ``column_choices`` names
    the columns of a list that are chosen, not written.
    """

    code: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    guide: str = ""
    basis: str = ""
    when: tuple[str, tuple[str, ...]] | None = None
    columns: tuple[tuple[str, str], ...] = GOODS
    column_choices: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


NAMED = _("按决定写明的日期")
"""What the length of a limit is called where no statute counts days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A legal time limit: ``length`` as in ``7wd``, ``90d``, ``24h``, ``3mo``, ``2y``.

    The length is empty where no statute counts days and the decision names the last one.
    A limit with ``after`` starts on the day on which that other limit ends.
    """

    code: str
    title: str
    length: str
    basis: str
    extension: str = ""
    runs_for: str = "agency"  # or "party", "other"
    after: str = ""
    on_expiry: str = ""  # what the law makes of silence, in words
    roll: str = "next"  # a last day on a rest day moves to the next working day, or "none"
    earliest: bool = False  # a waiting time: the act may come only after it, not before
    excludes: tuple[str, ...] = ()  # what is not counted, in words
    unless: tuple[str, ...] = field(default=(), metadata=LATER)  # who may name another time, in words


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """One step: from which states, to which state, by whom, on which article, with what.

    Declared once and compared as itself, like its procedure: what follows from it can be kept.
    ``target`` empty leaves the state as it is. ``duty`` is the capability needed. ``guards`` name
    predicates of ``guards``; ``officers`` is how many certified officers must act;
    ``effect`` names the writer in ``cases/acts`` that does more than record the step.
    """

    code: str
    title: str
    sources: tuple[str, ...]
    target: str = ""
    duty: str = "cases.handle"
    stage: Stage = Stage.EVIDENCE
    basis: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    guards: tuple[str, ...] = ()
    officers: int = 0
    document: str = ""  # template code of the document it produces
    numbered: str = ""  # document kind of the number series, e.g. 处罚
    recording: str = ""  # code of the recording list item it falls under
    starts: tuple[str, ...] = ()  # limits started
    starts_if: tuple[tuple[str, str], ...] = ()  # (condition, limit): see entries.met
    since: tuple[tuple[str, str], ...] = ()  # (limit, field): it runs from the day entered there
    ends: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    effect: str = ""
    discloses: str = ""  # kind of act (行政强制) when the step is a decision of its own that becomes public
    repeatable: bool = True
    by_system: bool = False  # the law lets it happen by itself: a named job may record it
    beside: bool = False  # stands beside the main line: not drawn as an edge of the chart
    guide: str = ""
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of the case; ``stage`` places it on the chart, ``main`` on its main line."""

    code: str
    title: str
    stage: Stage
    final: bool = False
    main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Procedure:
    """One whole procedure with its version; a case keeps the version it was opened under."""

    code: str
    version: str
    title: str
    kind: str  # 行政处罚, 行政许可, …
    basis: tuple[str, ...]
    initial: str
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    limits: tuple[Limit, ...] = ()
    opening: tuple[str, ...] = ()  # limits that start when the case is opened
    by_state: Mapping[str, State] = field(init=False)
    by_step: Mapping[str, Step] = field(init=False)
    by_limit: Mapping[str, Limit] = field(init=False)
    _digest: str = field(init=False, default="", repr=False, compare=False)

    def __post_init__(self) -> None:
        for name, parts in (("by_state", self.states), ("by_step", self.steps), ("by_limit", self.limits)):
            index = {part.code: part for part in parts}
            if len(index) != len(parts):
                raise ValueError(f"{self.code}: a code is declared twice in {name}")
            object.__setattr__(self, name, MappingProxyType(index))

    @property
    def hash(self) -> str:
        """SHA-256 of the whole declaration: the chart that is published carries it."""
        if not self._digest:
            object.__setattr__(self, "_digest", digest(_plain(self)))
        return self._digest


def earlier(
    procedure: Procedure, version: str, *, without: Iterable[str] = (), otherwise: Iterable[Step] = ()
) -> Procedure:
    """Return the version before: without these steps and limits, with those steps otherwise declared."""
    gone, before = set(without), {step.code: step for step in otherwise}
    steps = tuple(before.get(step.code, step) for step in procedure.steps if step.code not in gone)
    limits = tuple(limit for limit in procedure.limits if limit.code not in gone)
    return replace(procedure, version=version, steps=steps, limits=limits)


def fitted(steps: Iterable[Step], limits: Iterable[Limit]) -> tuple[Step, ...]:
    """Return shared steps without the limits this procedure does not know."""
    known = {limit.code for limit in limits}

    def kept(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(code for code in codes if code in known)

    return tuple(
        replace(
            step,
            starts=kept(step.starts),
            starts_if=tuple(pair for pair in step.starts_if if pair[1] in known),
            since=tuple(pair for pair in step.since if pair[0] in known),
            ends=kept(step.ends),
            pauses=kept(step.pauses),
            resumes=kept(step.resumes),
            extends=kept(step.extends),
        )
        for step in steps
    )


def _said(part: DataclassPart[Any], value: object) -> bool:
    if part.name.startswith(("by_", "_")):
        return False
    return "later" not in part.metadata or bool(getattr(value, part.name))


def _plain(value: object) -> Json:
    """Return a declaration as canonical JSON; the indexes are left out, they repeat it."""
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value) if _said(part, value)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a declaration")
