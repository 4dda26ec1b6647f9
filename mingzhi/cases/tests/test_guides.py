"""Flow chart and service guide are printed from the procedures that are executed."""

import json

import pytest

from mingzhi.cases.guides import BY_ANALOGY, chart_text, register_lines
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.tests.factories import load
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.kernel import clock
from mingzhi.kernel.citation import cite

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.1b")]


@pytest.mark.parametrize("code", sorted(PROCEDURES))
def test_the_chart_holds_every_state_and_every_way(code):
    procedure = PROCEDURES[code]
    chart = json.loads(chart_text(procedure))
    assert [state["code"] for state in chart["states"]] == [state.code for state in procedure.states]
    drawn = {(way["from"], way["to"]) for way in chart["ways"]}
    executed = {
        (source, step.target)
        for step in procedure.steps
        if step.target and not step.beside
        for source in step.sources
        if source != step.target
    }
    assert drawn == executed


def test_the_register_carries_version_hash_steps_and_limits():
    lines = {line.key: line.values for line in register_lines(clock.today())["procedures"]}
    assert set(lines) == set(PROCEDURES)
    for code, values in lines.items():
        procedure = PROCEDURES[code]
        assert values["hash"] == procedure.hash and values["version"] == procedure.version
        assert set(values) == {column.code for column in REGISTERS["procedures"].columns}
        told = {line.split("\t")[0] for line in values["steps"].splitlines()}
        assert told == {step.title for step in procedure.steps}
        assert len(values["limits"].splitlines()) == len(procedure.limits)
        for line in values["steps"].splitlines():
            assert all(cite(part) for part in line.split("\t")[1:])


def test_a_guide_cites_the_rules_of_another_field_as_an_analogy_only():
    """市场监督管理行政处罚程序规定 §2 binds market regulators; other agencies follow it by analogy."""
    load()
    guides = [line.values for line in register_lines(clock.today())["guides"]]
    assert {"市场监管"} < {values["field"] for values in guides}
    for values in guides:
        told = "\n".join(values[name] for name in ("steps", "limits", "rights")).splitlines()
        of_market = [line for line in told if "市场监督管理行政处罚程序规定" in line]
        if values["field"] == "市场监管":
            assert BY_ANALOGY not in "\n".join(told)
        else:
            assert all(line.split("\t").count(BY_ANALOGY) == 1 for line in of_market)
            assert not [line for line in of_market if "\t行政处罚法" in line]
    assert any(BY_ANALOGY in values["limits"] for values in guides)
