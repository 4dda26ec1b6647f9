"""Which of several measures that stand at once a step acts on: each has its own time and its own end.

行政处罚法 §56; 行政强制法 §19, §25, §28, §32; 市场监督管理行政处罚程序规定 §33-2, §35.
Where several fit, the step names one by the number of its decision.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from mingzhi.cases.rules.deadlines.measures import FREEZING, PRESERVATION, SEIZURE, URGENT
from mingzhi.cases.rules.facts import MeasureFact

OF_A_MEASURE = frozenset(limit.code for limit in (PRESERVATION, URGENT, SEIZURE, FREEZING))
"""Limits that belong to one measure, from the step that took it: another one leaves them alone."""

Fits = Callable[[MeasureFact, date], bool]

_PRESERVED, _SEIZED = ("preservation",), ("seizure", "sealing")


def waits(measure: MeasureFact, _on: date) -> bool:
    """It was urgent and stands without the head's approval (行政强制法 §19; 程序规定 §33-2)."""
    return measure.urgent and measure.approved_at is None


def over(measure: MeasureFact, on: date) -> bool:
    """Its time is over; while things are tested it stands still (行政强制法 §25-3)."""
    return not measure.testing and measure.until is not None and measure.until < on


ACTS_ON: Mapping[str, tuple[tuple[str, ...], Fits]] = {
    "confirm_preservation": (_PRESERVED, waits),
    "handle_preservation": (_PRESERVED, lambda one, on: not over(one, on)),
    "lapse_preservation": (_PRESERVED, over),
    "confirm_seizure": (_SEIZED, waits),
    "extend_seizure": (_SEIZED, lambda one, on: not one.extended and not over(one, on)),
    "start_testing_period": (_SEIZED, lambda one, _on: not one.testing),
    "end_testing_period": (_SEIZED, lambda one, _on: one.testing),
    "lift_seizure": (_SEIZED, lambda _one, _on: True),
    "record_proceeds": (_SEIZED, lambda _one, _on: True),
}
"""Step → the kinds of measure it acts on, and which of those that stand it fits."""


def standing(measures: Iterable[MeasureFact], *kinds: str) -> list[MeasureFact]:
    """Return the measures of these kinds that stand, the one whose last day comes first before the others."""
    found = [one for one in measures if one.open and one.kind in kinds]
    return sorted(found, key=lambda one: one.until or date.max)


def fitting(measures: Iterable[MeasureFact], step: str, on: date) -> list[MeasureFact]:
    """Return the measures a step can act on that day, the one that ends first before the others."""
    kinds, fits = ACTS_ON.get(step, ((), waits))
    return [one for one in standing(measures, *kinds) if fits(one, on)]


def meant(measures: Sequence[MeasureFact], step: str, on: date, named: object) -> MeasureFact | None:
    """Return the measure a step acts on: the one ``named`` by its number, else the first that fits.

    Where none fits one that stands, so that a guard can say why not.
    """
    stand = standing(measures, *ACTS_ON.get(step, ((), waits))[0])
    by_name = [one for one in stand if named and one.number == named]
    return next(iter([*by_name, *fitting(measures, step, on), *stand]), None)
