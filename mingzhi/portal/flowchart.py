"""Lay out a published flow chart for phone and paper: the main line down, branches beside it.

Drawn are the main line and where each branch leaves it and comes back; every way stands in the list below
the drawing, which says the same to whoever does not look.
"""

import json
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

WIDTH = 380
MAIN_X, MAIN_WIDTH = 4, 176
SIDE_X, SIDE_WIDTH = 216, 160
HEIGHT, ROW, HEAD = 42, 66, 26
STAGE = 16
"""How far the name of a stage stands below the top of its band."""
TALLEST = 1000
"""A taller drawing is not readable on one page of A4: it is cut into two columns."""


@dataclass(frozen=True, slots=True)
class Box:
    """One state with its place."""

    code: str
    title: str
    x: int
    y: int
    width: int
    main: bool
    final: bool

    @property
    def middle(self) -> int:
        """Where the words stand."""
        return self.x + self.width // 2


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways out of one state, in words: (steps, where to)."""

    state: str
    final: bool
    out: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """All that the drawing and the list need."""

    height: int
    stages: tuple[tuple[str, int], ...]
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]
    branches: tuple[str, ...]
    ways: tuple[Ways, ...]

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return WIDTH

    @property
    def whole(self) -> tuple[tuple[int, int], ...]:
        """The drawing in one piece: (top, height)."""
        return ((0, self.height),)

    @property
    def columns(self) -> tuple[tuple[int, int], ...]:
        """The drawing as it fits a page: whole, or cut between the two stages nearest to its middle."""
        tops = [y - STAGE for _title, y in self.stages[1:]]
        if self.height <= TALLEST or not tops:
            return self.whole
        cut = min(tops, key=lambda top: abs(2 * top - self.height))
        return (0, cut), (cut, self.height - cut)


def flow_of(text: str) -> Flow | None:
    """Lay out the chart that was published as JSON text; None for what is no chart."""
    try:
        chart = json.loads(text)
        states, ways = chart["states"], chart["ways"]
        boxes, stages, height = _placed(states)
        return Flow(
            height=height,
            stages=tuple(stages),
            boxes=tuple(boxes.values()),
            lines=tuple(_main_lines([box for box in boxes.values() if box.main])),
            branches=tuple(_branches(boxes, ways)),
            ways=tuple(_in_words(states, ways)),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _placed(states: list[dict[str, Any]]) -> tuple[dict[str, Box], list[tuple[str, int]], int]:
    """Give each stage a band: its main states on the left, its branches on the right."""
    boxes: dict[str, Box] = {}
    stages: list[tuple[str, int]] = []
    top = 0
    for stage in dict.fromkeys(state["stage"] for state in states):
        here = [state for state in states if state["stage"] == stage]
        stages.append((stage, top + STAGE))
        top += HEAD
        rows = [0, 0]
        for state in here:
            column = 0 if state["main"] else 1
            x, width = ((MAIN_X, MAIN_WIDTH), (SIDE_X, SIDE_WIDTH))[column]
            y = top + rows[column] * ROW
            rows[column] += 1
            boxes[state["code"]] = Box(
                state["code"], state["title"], x, y, width, bool(state["main"]), bool(state["final"])
            )
        top += max(rows) * ROW
    return boxes, stages, top


def _main_lines(main: list[Box]) -> list[str]:
    ordered = sorted(main, key=lambda box: box.y)
    return [f"M{above.middle} {above.y + HEIGHT}V{below.y - 5}" for above, below in pairwise(ordered)]


def _branches(boxes: dict[str, Box], ways: list[dict[str, Any]]) -> list[str]:
    """Draw how each branch is first entered from the main line."""
    paths, entered = [], set()
    for way in ways:
        source, target = boxes[way["from"]], boxes[way["to"]]
        if not source.main or target.main or target.code in entered:
            continue
        entered.add(target.code)
        y1, y2 = source.y + HEIGHT // 2, target.y + HEIGHT // 2
        turn = SIDE_X - 12
        paths.append(f"M{source.x + source.width} {y1}H{turn}V{y2}H{target.x - 5}")
    return paths


def _in_words(states: list[dict[str, Any]], ways: list[dict[str, Any]]) -> list[Ways]:
    titles = {state["code"]: state["title"] for state in states}
    return [
        Ways(
            state["title"],
            bool(state["final"]),
            tuple((tuple(way["steps"]), titles[way["to"]]) for way in ways if way["from"] == state["code"]),
        )
        for state in states
    ]
