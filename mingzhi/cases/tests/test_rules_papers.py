"""Steps, templates and recording list name each other rightly."""

import tomllib
from typing import Any

import pytest

from mingzhi.cases.rules.core import NO_PENALTY
from mingzhi.cases.rules.documents import AUXILIARY, DOCUMENTS, MAIN
from mingzhi.cases.rules.procedure import Procedure, Step
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.rules.lawbook import DATA

STEPS = [(procedure, step) for procedure in PROCEDURES.values() for step in procedure.steps]


def name(value: object) -> str:
    return getattr(value, "code", "")


@pytest.fixture(scope="module")
def templates() -> dict[str, dict[str, Any]]:
    found = {}
    for path in sorted((DATA / "templates").glob("*.toml")):
        for raw in tomllib.loads(path.read_text(encoding="utf-8")).get("template", []):
            found[raw["code"]] = raw
    return found


def test_every_document_has_a_template(templates: dict[str, dict[str, Any]]) -> None:
    assert set(DOCUMENTS) <= set(templates)
    assert {code: kind.title for code, kind in DOCUMENTS.items()} == {
        code: templates[code]["title"] for code in DOCUMENTS
    }


@pytest.mark.parametrize(("procedure", "step"), [pair for pair in STEPS if pair[1].document], ids=name)
def test_a_step_numbers_what_its_template_numbers(
    procedure: Procedure, step: Step, templates: dict[str, dict[str, Any]]
) -> None:
    assert step.numbered == templates[step.document].get("numbered", "")


def test_the_recording_list_speaks_of_steps_that_exist() -> None:
    raw = tomllib.loads((DATA / "recording.toml").read_text(encoding="utf-8"))
    codes = {item["code"] for item in raw["item"]}
    assert {step.recording for _procedure, step in STEPS if step.recording} <= codes


def test_a_licence_is_recorded_by_its_own_list_not_by_the_rules_on_penalties() -> None:
    raw = tomllib.loads((DATA / "recording.toml").read_text(encoding="utf-8"))
    kinds = {item["code"]: item["kind"] for item in raw["item"]}
    licence = [step for procedure, step in STEPS if procedure.code == "licence" and step.recording]
    assert {kinds[step.recording] for step in licence} == {"行政许可"}


def test_every_document_has_its_place_in_the_volume() -> None:
    for kind in DOCUMENTS.values():
        assert kind.part in (MAIN, AUXILIARY)
        assert 0 <= kind.order <= 7


def test_decisions_stand_in_the_main_file_and_reports_in_the_auxiliary() -> None:
    """市场监督管理行政处罚程序规定 §78-2, §78-3."""
    assert DOCUMENTS["penalty_decision"].part == MAIN
    assert DOCUMENTS["filing_approval"].order == 1
    for code in ("investigation_report", "review_opinion", "hearing_report", "closure_approval"):
        assert DOCUMENTS[code].part == AUXILIARY


GROUND = {
    "minor": "行政处罚法 §33-1",
    "first": "行政处罚法 §33-1",
    "no_fault": "行政处罚法 §33-2",
    "under_age": "行政处罚法 §30",
    "incapable": "行政处罚法 §31",
    "time_barred": "行政处罚法 §36-1",
    "law_changed": "行政处罚法 §37",
    "not_established": "行政处罚法 §57-1(3)",
}


@pytest.mark.parametrize("outcome", NO_PENALTY)
def test_a_decision_not_to_punish_gives_its_one_reason(
    outcome: str, templates: dict[str, dict[str, Any]]
) -> None:
    sections = templates["no_penalty_decision"]["section"]
    reasons = [one for one in sections if one.get("title") == "不予处罚的理由"]
    (own,) = [one for one in reasons if one["when"] == f"outcome={outcome}"]
    assert own["citation"] == GROUND[outcome] and own["mandatory"]


@pytest.mark.parametrize(
    "code", ["no_filing_approval", "suspension_approval", "termination_approval", "closure_approval"]
)
def test_an_approval_names_the_ground_that_was_chosen(
    code: str, templates: dict[str, dict[str, Any]]
) -> None:
    """市场监督管理行政处罚程序规定 §20-1, §46-1, §47, §77-1."""
    assert any("{ground}" in one.get("text", "") for one in templates[code]["section"])
