"""The chart of a procedure, laid out as pure data: what is drawn is what is executed.

The six stages (行政处罚法 §47) are columns. The main line runs along the top, side states stand below
it in the column of their stage. The case page lights the present state; the published flow chart carries the
version and hash of the declaration (浙政办发〔2019〕20号 二(一)1).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mingzhi.cases.rules.procedure import Procedure, Stage, Step

NODE_WIDTH = 132
NODE_HEIGHT = 40
LANE = 184
ROW = 64
MARGIN = 16
HEAD = 40
GAP = 24


@dataclass(frozen=True, slots=True)
class Node:
    """One state with its place; ``light`` is ``now``, ``done`` or ``ahead``."""

    code: str
    title: str
    stage: str
    x: int
    y: int
    main: bool
    final: bool
    light: str

    @property
    def width(self) -> int:
        """Width of the box."""
        return NODE_WIDTH

    @property
    def height(self) -> int:
        """Height of the box."""
        return NODE_HEIGHT


@dataclass(frozen=True, slots=True)
class Edge:
    """All steps that lead from one state to another; ``path`` is the ``d`` of an SVG path."""

    source: str
    target: str
    steps: tuple[str, ...]
    titles: tuple[str, ...]
    path: str
    main: bool
    back: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One stage with the left edge and width of its column."""

    stage: str
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """The chart in words, for readers who do not look: one step from a state."""

    source: str
    title: str
    target: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything an SVG needs, and the same in words."""

    declared: Procedure
    width: int
    height: int
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        """Code of the procedure drawn."""
        return self.declared.code

    @property
    def title(self) -> str:
        """Title of the procedure drawn."""
        return self.declared.title

    @property
    def version(self) -> str:
        """Version of its declaration."""
        return self.declared.version

    @property
    def hash(self) -> str:
        """SHA-256 of its declaration."""
        return self.declared.hash


def chart_of(procedure: Procedure, *, now: str = "", passed: Iterable[str] = ()) -> Chart:
    """Lay out the procedure; ``now`` is the present state, ``passed`` the states gone through."""
    columns, places = _places(procedure)
    done = frozenset(passed)
    nodes = tuple(
        Node(
            state.code,
            state.title,
            state.stage,
            *places[state.code],
            state.main,
            state.final,
            "now" if state.code == now else "done" if state.code in done else "ahead",
        )
        for state in procedure.states
    )
    last = columns[-1]
    return Chart(
        declared=procedure,
        width=last.x + last.width + MARGIN,
        height=max(node.y for node in nodes) + NODE_HEIGHT + MARGIN,
        columns=columns,
        nodes=nodes,
        edges=_edges(procedure, places),
        lines=_lines(procedure),
    )


def _places(procedure: Procedure) -> tuple[tuple[Column, ...], dict[str, tuple[int, int]]]:
    columns: list[Column] = []
    places: dict[str, tuple[int, int]] = {}
    deepest = max(sum(s.main for s in procedure.states if s.stage is stage) for stage in Stage)
    for stage in Stage:
        here = [state for state in procedure.states if state.stage is stage]
        if not here:
            continue
        left = MARGIN + len(columns) * LANE
        columns.append(Column(stage, left, NODE_WIDTH))
        main = [state for state in here if state.main]
        side = [state for state in here if not state.main]
        for row, state in (*enumerate(main), *enumerate(side, start=deepest)):
            places[state.code] = (left, HEAD + row * ROW + (0 if state.main else GAP))
    return tuple(columns), places


def _edges(procedure: Procedure, places: dict[str, tuple[int, int]]) -> tuple[Edge, ...]:
    found: dict[tuple[str, str], list[Step]] = {}
    for step in procedure.steps:
        if not step.target or step.beside:
            continue
        for source in step.sources:
            if source != step.target:
                found.setdefault((source, step.target), []).append(step)
    order = [state.code for state in procedure.states]
    edges = []
    for (source, target), steps in found.items():
        back = order.index(target) < order.index(source)
        ends = procedure.by_state[source].main and procedure.by_state[target].main
        edges.append(
            Edge(
                source,
                target,
                tuple(step.code for step in steps),
                tuple(step.title for step in steps),
                _path(places[source], places[target]),
                ends and not back,
                back,
            )
        )
    return tuple(edges)


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Curve from box to box: side by side to the right, on top of each other downwards, back below."""
    (x1, y1), (x2, y2) = start, end
    middle = NODE_HEIGHT // 2
    if x1 == x2:
        x = x1 + NODE_WIDTH // 2
        if 0 < y2 - y1 <= ROW:
            return f"M{x} {y1 + NODE_HEIGHT} L{x} {y2}"
        side = x1 + NODE_WIDTH
        return (
            f"M{side} {y1 + middle} C{side + 20} {y1 + middle} {side + 20} {y2 + middle} {side} {y2 + middle}"
        )
    if x2 > x1:
        a, b = x1 + NODE_WIDTH, x2
        half = (a + b) // 2
        return f"M{a} {y1 + middle} C{half} {y1 + middle} {half} {y2 + middle} {b} {y2 + middle}"
    a, b, low = x1 + NODE_WIDTH // 2, x2 + NODE_WIDTH // 2, max(y1, y2) + NODE_HEIGHT
    return f"M{a} {y1 + NODE_HEIGHT} C{a} {low + 16} {b} {low + 16} {b} {y2 + NODE_HEIGHT}"


def _lines(procedure: Procedure) -> tuple[Line, ...]:
    return tuple(
        Line(
            procedure.by_state[source].title,
            step.title,
            procedure.by_state[step.target].title if step.target else "",
            step.basis,
        )
        for state in procedure.states
        for step in procedure.steps
        for source in step.sources
        if source == state.code
    )
