"""Local parameters: what a level may set, how values of several levels go together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

Value = bool | int | str

HOURS = re.compile(r"(?P<first>\d{1,2})-(?P<last>\d{1,2})")
"""From an hour to an hour of the clock, as ``execution.night`` is written."""


class Direction(StrEnum):
    """How far a lower level may depart from the value above."""

    FREE = "free"
    AT_MOST = "at_most"  # lower or equal
    AT_LEAST = "at_least"  # higher or equal
    ONLY_ON = "only_on"  # may switch on, never off
    FIXED = "fixed"  # no departure


DEPARTURES = {
    Direction.FREE: _("可以另定"),
    Direction.AT_MOST: _("只能更低"),
    Direction.AT_LEAST: _("只能更高"),
    Direction.ONLY_ON: _("可以开启，不得关闭"),
    Direction.FIXED: _("不得改动"),
}
"""What a lower level may do, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterView:
    """One value in force in a place on a day, with its source."""

    code: str
    title: str
    value: Value
    unit: str
    citation: str
    confirmed: bool
    jurisdiction: str
    direction: Direction
    note: str = ""

    @property
    def number(self) -> int:
        """The value as a whole number; raises TypeError for switches and texts."""
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise TypeError(f"{self.code} is no number")
        return self.value

    @property
    def switch(self) -> bool:
        """Whether the value is yes or no."""
        return isinstance(self.value, bool)

    @property
    def departure(self) -> str:
        """What a lower level may do with it, in words."""
        return DEPARTURES[self.direction]

    @property
    def on(self) -> bool:
        """The value of a switch; raises TypeError for others."""
        if not isinstance(self.value, bool):
            raise TypeError(f"{self.code} is no switch")
        return self.value


def departs_lawfully(direction: Direction, above: Value, below: Value) -> bool:
    """Tell whether the lower level's value stays within what the level above leaves open."""
    if direction is Direction.FREE or above == below:
        return True
    if direction is Direction.FIXED:
        return False
    if direction is Direction.ONLY_ON:
        return below is True
    if isinstance(above, str) or isinstance(below, str):
        return False
    return below <= above if direction is Direction.AT_MOST else below >= above


def binds(above: ParameterView, jurisdiction: str) -> bool:
    """Tell whether the value of a wider level binds a place.

    What is shipped but not confirmed does not bind a province: it stands where the province has yet to say
    its own (行政处罚法 §63-1(1), (2): 较大数额 is for the province to fix).
    """
    return bool(above.jurisdiction) or above.confirmed or jurisdiction[2:] != "0000"


def effective(views: Iterable[ParameterView], chain: Sequence[str]) -> ParameterView | None:
    """Return the value that counts in a place: the nearest level's, as far as those above leave it open.

    ``chain`` names the place and those around it, nearest first. A level that tightens its value overrules
    what was set below it before.
    """
    held: ParameterView | None = None
    for view in sorted(views, key=lambda view: chain.index(view.jurisdiction), reverse=True):
        if held is None or not binds(held, view.jurisdiction) or _fits(held, view.value):
            held = view
    return held


def _fits(above: ParameterView, below: Value) -> bool:
    return type(above.value) is type(below) and departs_lawfully(above.direction, above.value, below)


def check_departure(above: ParameterView, below: Value, *, jurisdiction: str) -> None:
    """Refuse a local value that goes where the level above does not allow."""
    same_kind = type(above.value) is type(below)
    if same_kind and (not binds(above, jurisdiction) or _fits(above, below)):
        return
    raise Invalid(
        "catalogue.parameter.departure",
        _("“%(title)s”的本地取值超出上级允许的范围。"),
        way_out=_("请按上级规定的方向取值，或者报上级调整。"),
        params={"title": above.title},
        field="value",
    )


def check_form(above: ParameterView, below: Value) -> None:
    """Refuse what no reader of the parameter could read: less than nothing, no hours where hours stand."""
    if isinstance(below, str) and isinstance(above.value, str) and HOURS.fullmatch(above.value):
        if not _are_hours(below):
            raise _unreadable(above, _("请写成“22-6”的格式：起止两个不同的钟点，0至23。"))
    elif isinstance(below, int) and below < 0:
        raise _unreadable(above, _("请填写不小于零的数。"))


def _are_hours(text: str) -> bool:
    found = HOURS.fullmatch(text)
    hours = [int(part) for part in found.groups()] if found else []
    return len(set(hours)) == 2 and max(hours) <= 23


def _unreadable(above: ParameterView, way_out: str) -> Invalid:
    return Invalid(
        "catalogue.parameter.form",
        _("“%(title)s”的取值无法识别。"),
        way_out=way_out,
        params={"title": above.title},
        field="value",
    )
