"""The registry of clauses is whole, and no act, step or test claims a clause that is not in it."""

import ast
import re
from argparse import Namespace

import pytest

from mingzhi.site.clauses import registry
from mingzhi.site.commands import check_clauses

ASKED = Namespace(complete=False, brief=True, english=False)


def test_every_part_of_the_plan_is_there_in_two_tongues() -> None:
    known = registry.clauses()
    assert len(known) == 42
    for clause in known.values():
        assert re.fullmatch(r"\d(\.\d(\.\d)?)?[a-e]", clause.id)
        assert clause.citation[0] in "一二三" and len(clause.zh) > 8 and len(clause.en) > 20


def test_every_claim_names_a_known_clause(capsys: pytest.CaptureFixture[str]) -> None:
    assert check_clauses.run(ASKED) == 0, capsys.readouterr().out
    assert "42 clauses" in capsys.readouterr().out


def test_a_claim_to_an_unknown_clause_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {name: registry.Service() for name in registry.clauses()}
    wrong["9.9z"] = registry.Service(acts=["x.y"])
    monkeypatch.setattr(check_clauses, "services", lambda: wrong)
    assert check_clauses.run(ASKED) == 1
    assert "unknown clause 9.9z: x.y" in capsys.readouterr().out


def test_a_clause_without_a_test_fails_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = {name: registry.Service() for name in registry.clauses()}
    monkeypatch.setattr(check_clauses, "services", lambda: bare)
    assert check_clauses.run(ASKED) == 0
    assert check_clauses.run(Namespace(complete=True, brief=False, english=True)) == 1


def test_marks_are_found_on_functions_and_modules() -> None:
    source = """
pytestmark = [pytest.mark.serves("1a")]

@pytest.mark.serves("2.1.1a", "2.1.1b")
def test_x(): ...
"""
    found = sorted(registry._marks(ast.parse(source)))
    assert found == [("", "1a"), ("::test_x", "2.1.1a"), ("::test_x", "2.1.1b")]


@pytest.mark.serves("2.1.1c")
def test_this_very_test_is_found() -> None:
    here = "mingzhi/site/tests/running/test_clauses.py::test_this_very_test_is_found"
    assert here in registry.services()["2.1.1c"].tests
