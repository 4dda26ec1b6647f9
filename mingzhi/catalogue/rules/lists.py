"""The audio-video recording list and the local parameters: what they hold, how levels go together."""

from dataclasses import dataclass
from enum import StrEnum

from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _

Value = bool | int | str

MET_IN: dict[str, tuple[str, ...]] = {
    "行政处罚": ("行政处罚", "行政检查", "行政强制"),
    "行政强制": ("行政强制", "行政检查"),
    "行政许可": ("行政许可", "行政检查"),
}
"""Which kinds of act a procedure of a kind meets on its way: a penalty case inspects and seizes too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingItemView:
    """One line of the recording list (音像记录事项清单; 浙政办发〔2019〕20号 二(二)2)."""

    uid: str
    code: str
    kind: str
    steps: tuple[str, ...]
    title: str
    occasion: str
    manner: str
    starts: str
    ends: str
    points: str
    phrase: str
    uninterrupted: bool
    demanded: bool  # must be recorded; otherwise where needed
    retention: str
    citation: str
    jurisdiction: str
    confirmed: bool


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


def check_departure(above: ParameterView | None, below: Value, *, title: str) -> None:
    """Refuse a local value that goes where the level above does not allow."""
    if above is None:
        return
    if type(above.value) is not type(below) or not departs_lawfully(above.direction, above.value, below):
        raise Invalid(
            "catalogue.parameter.departure",
            _("“%(title)s”的本地取值超出上级允许的范围。"),
            way_out=_("请按上级规定的方向取值，或者报上级调整。"),
            params={"title": title},
            field="value",
        )
