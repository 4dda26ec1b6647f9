"""Bounds as the law writes them.

以上, 以下 and 以内 include the number itself (市场监督管理行政处罚程序规定 第八十四条);
超过, 以外 and 不满 do not.
"""

from datetime import date
from typing import TypeVar

Value = TypeVar("Value", int, date)


def at_least(value: Value, bound: Value) -> bool:
    """以上: the bound itself is included."""
    return value >= bound


def at_most(value: Value, bound: Value) -> bool:
    """以下、以内: the bound itself is included."""
    return value <= bound


def more_than(value: Value, bound: Value) -> bool:
    """超过、以外: the bound itself is not included."""
    return value > bound


def less_than(value: Value, bound: Value) -> bool:
    """不满: the bound itself is not included."""
    return value < bound


def between(value: Value, low: Value, high: Value) -> bool:
    """以上……以下: both bounds are included."""
    return low <= value <= high
