"""The fields of a form as the templates show them, each with its value, its options and its error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as part_of
from typing import Any

from mingzhi.cases.rules.entries import check_entries
from mingzhi.cases.rules.procedure import COLUMN_KINDS, Field, FieldKind, Step
from mingzhi.cases.rules.severity import KINDS
from mingzhi.cases.rules.summary_limits import KINDS as KINDS_ON_THE_SPOT
from mingzhi.kernel.refusal import Refusal
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.workbench.forms.reading import PENALTY_PARTS
from mingzhi.workbench.forms.showing import show

OUTCOMES = (
    ("penalty", _("给予行政处罚")),
    ("minor", _("违法行为轻微并及时改正，不予处罚")),
    ("first", _("初次违法且危害后果轻微并及时改正，可以不予处罚")),
    ("no_fault", _("没有主观过错，不予处罚")),
    ("under_age", _("不满十四周岁，不予处罚")),
    ("incapable", _("不能辨认或者不能控制自己行为，不予处罚")),
    ("time_barred", _("超过给予行政处罚的法定期限")),
    ("law_changed", _("作出决定时的规定不认为是违法")),
    ("not_established", _("违法事实不能成立")),
    ("transfer", _("移送其他行政机关")),
    ("crime", _("涉嫌犯罪，移送司法机关")),
)
LICENCE_OUTCOMES = (
    ("grant", _("准予许可")),
    ("refuse", _("不予许可")),
    ("revoke", _("撤销许可")),
    ("withdraw", _("撤回许可")),
)
MITIGATIONS = (
    ("", _("一般（不从轻、不从重）")),
    ("lighter", _("从轻")),
    ("below_minimum", _("减轻")),
    ("heavier", _("从重")),
)
FEW = 4
LONG_COLUMNS = frozenset({"answer", "question", "view"})
"""Columns of rows that hold what somebody said: they have room for several lines."""
PENALTY_KINDS = tuple((kind.code, kind.title) for kind in KINDS.values())
ON_THE_SPOT = tuple((code, KINDS[code].title) for code in KINDS_ON_THE_SPOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a form needs to know beyond its fields."""

    people: tuple[tuple[str, str], ...] = ()
    options: Mapping[str, tuple[tuple[str, str], ...]] = part_of(default_factory=dict)  # of text fields
    suggested: Mapping[str, tuple[str, ...]] = part_of(default_factory=dict)  # offered, not assumed
    demanded: frozenset[str] = frozenset()  # may be left empty elsewhere, not here
    licence: bool = False
    usual: tuple[str, ...] = ()  # kinds of penalty the power knows: they come first
    on_spot: bool = False  # a warning or a fine, nothing else (行政处罚法 §51)
    more_rows: str = ""
    settled: Mapping[str, Any] | None = None  # the content core that stands, shown to be read
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field on the page."""

    field: Field
    value: Any
    error: Refusal | None = None
    options: tuple[tuple[str, str], ...] = ()
    suggested: tuple[str, ...] = ()
    rows: tuple[dict[str, str], ...] = ()
    outcomes: tuple[tuple[str, str], ...] = part_of(default=())
    licence: bool = False
    on_spot: bool = False
    facts_above: bool = False  # a core whose facts are those asked before it, unless it says others
    optional: bool = False  # may be left empty
    chosen: bool = False  # a text that is chosen from what the case holds
    settled: Mapping[str, Any] | None = None
    within: str = ""  # which of several forms of a page it stands in
    mitigations: tuple[tuple[str, str], ...] = MITIGATIONS

    @property
    def id(self) -> str:
        """The element's id."""
        return f"f-{self.within}{self.field.code}"

    @property
    def described(self) -> str:
        """The ids of the guide and the error, for readers of the screen."""
        guide = f"{self.id}-guide" if self.field.guide or self.field.basis else ""
        return " ".join(filter(None, (guide, f"{self.id}-error" if self.error else "")))

    @property
    def template(self) -> str:
        """The template that shows this kind."""
        chosen = self.field.kind is FieldKind.TEXT and self.chosen
        return f"work/forms/fields/{'choice' if chosen else self.field.kind.value}.html"

    @property
    def radios(self) -> bool:
        """Few enough choices to lie open on the page; what may stay unsaid can be taken back, so it folds."""
        chosen = self.field.kind is FieldKind.CHOICE and not self.optional
        return chosen and len(self.options) <= FEW

    @property
    def grouped(self) -> bool:
        """Several inputs under one legend."""
        return self.field.kind in (FieldKind.ITEMS, FieldKind.CORE)

    @property
    def choices_of(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """The columns of a list that are chosen, with what there is to choose."""
        return dict(self.field.column_choices)

    @property
    def columns(self) -> list[tuple[str, str, str]]:
        """The columns of rows as (code, label, kind)."""
        return [
            (code, label, "long" if code in LONG_COLUMNS else COLUMN_KINDS.get(code, ""))
            for code, label in self.field.columns
        ]

    @property
    def when(self) -> str:
        """The condition as ``field=a,b`` for the script that hides what does not apply."""
        condition = self.field.when
        return f"{condition[0]}={','.join(condition[1])}" if condition else ""


def entries(
    fields: Sequence[Field],
    *,
    shown: Mapping[str, Any] | None = None,
    stored: Mapping[str, Any] | None = None,
    errors: Mapping[str, Refusal] | None = None,
    context: Context | None = None,
) -> list[Entry]:
    """Return the fields to show: with what was typed (``shown``), else with stored values."""
    typed, kept, wrong, around = shown or {}, stored or {}, errors or {}, context or Context()
    found = []
    for item in fields:
        value = typed[item.code] if item.code in typed else show(item.kind, kept.get(item.code))
        found.append(
            Entry(
                field=item,
                value=value,
                error=wrong.get(item.code),
                optional=not item.required and item.code not in around.demanded,
                options=_options(item, around),
                chosen=item.code in around.options,
                suggested=around.suggested.get(item.code, ()),
                rows=_rows(item, value, around.more_rows == item.code),
                outcomes=LICENCE_OUTCOMES if around.licence else OUTCOMES,
                licence=around.licence,
                on_spot=around.on_spot,
                facts_above=item.kind is FieldKind.CORE and any(one.code == "facts" for one in fields),
                settled=around.settled if item.kind is FieldKind.CORE else None,
                within=around.within,
            )
        )
    return found


def _options(item: Field, context: Context) -> tuple[tuple[str, str], ...]:
    if item.kind is FieldKind.PERSON:
        return context.people
    if item.kind is FieldKind.CORE:
        kinds = ON_THE_SPOT if context.on_spot else PENALTY_KINDS
        return tuple(sorted(kinds, key=lambda kind: kind[0] not in context.usual))
    return item.choices or context.options.get(item.code, ())


def _rows(item: Field, value: Any, one_more: bool) -> tuple[dict[str, str], ...]:
    """Return the rows of a table with at least one empty one to type into."""
    if item.kind is FieldKind.ITEMS:
        rows, parts = list(value or ()), tuple(code for code, _label in item.columns)
    elif item.kind is FieldKind.CORE:
        rows, parts = list((value or {}).get("penalties", ())), PENALTY_PARTS
    else:
        return ()
    empty = dict.fromkeys(parts, "")
    return (*rows, *([empty] if one_more or not rows else []))


def errors_of(step: Step, data: Mapping[str, Any], refusal: Refusal | None) -> dict[str, Refusal]:
    """Return every wrong field with its refusal, so that all are mended at once."""
    found: dict[str, Refusal] = {}
    for error in check_entries(step, data):
        found.setdefault(error.field, error)
    if refusal is not None and refusal.field:
        found[refusal.field] = refusal
    return found
