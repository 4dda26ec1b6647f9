"""The chart is the declaration: every state once, every move once, nothing overlaps."""

import re

import pytest

from mingzhi.cases.rules.chart import NODE_HEIGHT, NODE_WIDTH, chart_of
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures import PROCEDURES

ALL = list(PROCEDURES.values())
PATH = re.compile(r"^M\d+ \d+ (L\d+ \d+|C\d+ \d+ \d+ \d+ \d+ \d+)$")


def name(value: object) -> str:
    return getattr(value, "code", "")


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_every_state_and_every_move_is_drawn(procedure: Procedure) -> None:
    chart = chart_of(procedure)
    assert {node.code for node in chart.nodes} == set(procedure.by_state)
    moves = {
        (source, step.target, step.code)
        for step in procedure.steps
        for source in step.sources
        if step.target and source != step.target
    }
    assert {(edge.source, edge.target, code) for edge in chart.edges for code in edge.steps} == moves
    assert len({(edge.source, edge.target) for edge in chart.edges}) == len(chart.edges)


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_nodes_lie_inside_and_apart(procedure: Procedure) -> None:
    chart = chart_of(procedure)
    boxes = [(node.x, node.y) for node in chart.nodes]
    for x, y in boxes:
        assert 0 < x <= chart.width - NODE_WIDTH
        assert 0 < y <= chart.height - NODE_HEIGHT
    for number, (x, y) in enumerate(boxes):
        for other_x, other_y in boxes[number + 1 :]:
            assert abs(x - other_x) >= NODE_WIDTH or abs(y - other_y) >= NODE_HEIGHT


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_paths_are_svg(procedure: Procedure) -> None:
    assert all(PATH.match(edge.path) for edge in chart_of(procedure).edges)


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_the_words_say_the_same_as_the_picture(procedure: Procedure) -> None:
    lines = chart_of(procedure).lines
    assert len(lines) == sum(len(step.sources) for step in procedure.steps)
    assert all(line.basis for line in lines)


def test_the_present_state_is_lit() -> None:
    chart = chart_of(PROCEDURES["ordinary"], now="noticed", passed=["clue", "investigating"])
    lights = {node.code: node.light for node in chart.nodes}
    assert [code for code, light in lights.items() if light == "now"] == ["noticed"]
    assert lights["investigating"] == "done"
    assert lights["served"] == "ahead"


def test_the_chart_carries_the_version_and_hash_of_what_is_executed() -> None:
    procedure = PROCEDURES["licence"]
    chart = chart_of(procedure)
    assert (chart.version, chart.hash) == (procedure.version, procedure.hash)


def test_the_main_line_leads_from_the_first_state_to_the_archive() -> None:
    for procedure in ALL:
        chart = chart_of(procedure)
        onward = {(edge.source, edge.target) for edge in chart.edges if edge.main}
        reached = {procedure.initial}
        for _state in chart.nodes:
            reached |= {target for source, target in onward if source in reached}
        assert "archived" in reached, procedure.code
