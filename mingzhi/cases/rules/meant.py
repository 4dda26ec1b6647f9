"""Which of several measures that stand at once a step acts on: each has its own time and its own end.

行政处罚法 §56; 行政强制法 §19, §25, §28, §31–33; 市场监督管理行政处罚程序规定 §33-2, §35, §41-3.
Where several fit, the step names one by the number of its decision.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.cases.rules.deadlines.measures import FREEZING, FREEZING_NOTICE, PRESERVATION, SEIZURE, URGENT
from mingzhi.cases.rules.facts import MeasureFact

NAMED = "of_measure"
"""The field in which a step names its measure: the number of the decision by which it was taken."""
OF_A_MEASURE = frozenset(limit.code for limit in (PRESERVATION, URGENT, SEIZURE, FREEZING, FREEZING_NOTICE))
"""Limits that belong to one measure, from the step that took it: another one leaves them alone."""

Fits = Callable[[MeasureFact, date], bool]
ActsOn = tuple[tuple[str, ...], Fits]

_PRESERVED, _SEIZED, _FROZEN = ("preservation",), ("seizure", "sealing"), ("freezing",)


def waits(measure: MeasureFact, _on: date) -> bool:
    """It was urgent and stands without the head's approval (行政强制法 §19; 程序规定 §33-2)."""
    return measure.urgent and measure.approved_at is None


def over(measure: MeasureFact, on: date) -> bool:
    """Its time is over; while things are tested it stands still (行政强制法 §25-3)."""
    return not measure.testing and measure.until is not None and measure.until < on


def _extendable(measure: MeasureFact, on: date) -> bool:
    return not measure.extended and not over(measure, on)


def _any(_measure: MeasureFact, _on: date) -> bool:
    return True


ACTS_ON: Mapping[str, ActsOn] = {
    "confirm_preservation": (_PRESERVED, waits),
    "handle_preservation": (_PRESERVED, lambda one, on: not over(one, on)),
    "lapse_preservation": (_PRESERVED, over),
    "confirm_seizure": (_SEIZED, waits),
    "extend_seizure": (_SEIZED, _extendable),
    "start_testing_period": (_SEIZED, lambda one, _on: not one.testing),
    "end_testing_period": (_SEIZED, lambda one, _on: one.testing),
    "lift_seizure": (_SEIZED, _any),
    "dispose_early": (_SEIZED, _any),
    "serve_freezing": (_FROZEN, _any),
    "extend_freezing": (_FROZEN, _extendable),
    "lift_freezing": (_FROZEN, _any),
    "lapse_freezing": (_FROZEN, over),
    "record_proceeds": ((*_SEIZED, *_FROZEN), _any),
}
"""Step → the kinds of measure it acts on, and which of those that stand it fits."""
_OF_WHAT: Mapping[tuple[str, object], ActsOn] = {
    ("record_proceeds", "auction"): (_SEIZED, _any),
    ("record_proceeds", "transfer"): (_FROZEN, _any),
}
"""What is auctioned had been seized, what is transferred had been frozen (行政强制法 §46–49)."""
BY_ENTRY = frozenset(step for step, _entry in _OF_WHAT)
"""Steps of which only what is entered says on which kind of measure they act, if on any."""


def acts_on(step: str, data: Mapping[str, Any]) -> ActsOn:
    """Return the kinds of measure a step acts on, as it was entered, and which of them it fits."""
    return _OF_WHAT.get((step, data.get("from_what"))) or ACTS_ON.get(step, ((), _any))


def standing(measures: Iterable[MeasureFact], *kinds: str) -> list[MeasureFact]:
    """Return the measures of these kinds that stand, the one whose last day comes first before the others."""
    found = [one for one in measures if one.open and one.kind in kinds]
    return sorted(found, key=lambda one: one.until or date.max)


def fitting(
    measures: Iterable[MeasureFact], step: str, on: date, data: Mapping[str, Any]
) -> list[MeasureFact]:
    """Return the measures a step can act on that day, the one that ends first before the others."""
    kinds, fits = acts_on(step, data)
    return [one for one in standing(measures, *kinds) if fits(one, on)]


def meant(
    measures: Sequence[MeasureFact], step: str, on: date, data: Mapping[str, Any]
) -> MeasureFact | None:
    """Return the measure a step acts on: the one it names by its number, else the first that fits.

    Where none fits one that stands, so that a guard can say why not.
    """
    stand = standing(measures, *acts_on(step, data)[0])
    by_name = [one for one in stand if data.get(NAMED) and one.number == data[NAMED]]
    return next(iter([*by_name, *fitting(measures, step, on, data), *stand]), None)
