"""What the procedures ask of the catalogue is there: templates, recording lines, number series, words."""

import pytest

from mingzhi.cases.queries.rows import PARAMETERS, general_review
from mingzhi.cases.rules.documents import DOCUMENTS
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.severity import KINDS
from mingzhi.catalogue.acts.shipped import parameter_wishes, power_tables, recording_wishes
from mingzhi.catalogue.rules.powers import PENALTY_KINDS, ActKind
from mingzhi.catalogue.rules.reading import template_files
from mingzhi.workbench.views.registers.overview import RATIO

STEPS = [(procedure, step) for procedure in PROCEDURES.values() for step in procedure.steps]


@pytest.mark.serves("2.2.1a")
def test_every_document_kind_has_its_template_with_the_same_name_and_place() -> None:
    views = template_files()
    assert set(DOCUMENTS) <= set(views)
    for code, kind in DOCUMENTS.items():
        assert (views[code].title, views[code].part) == (str(kind.title), kind.part), code


def test_every_step_numbers_its_document_as_the_template_says() -> None:
    wrong = [
        f"{procedure.code}:{step.code}"
        for procedure, step in STEPS
        if step.document and step.numbered and template_files()[step.document].numbered != step.numbered
    ]
    assert not wrong


@pytest.mark.serves("2.2.2a")
def test_every_recording_code_is_a_line_that_names_the_step() -> None:
    lines = {wish.identity["code"]: wish.content["steps"] for wish in recording_wishes()}
    wrong = [
        f"{procedure.code}:{step.code}:{step.recording}"
        for procedure, step in STEPS
        if step.recording and step.code not in lines.get(step.recording, ())
    ]
    assert not wrong


def test_every_parameter_a_level_may_set_is_read_somewhere() -> None:
    shipped = {wish.identity["code"] for wish in parameter_wishes()}
    reviewed = {general_review(kind) for kind in ActKind}
    assert shipped - reviewed == {*PARAMETERS, RATIO} and shipped & reviewed


def test_kinds_of_penalty_have_one_vocabulary() -> None:
    assert set(KINDS) == set(PENALTY_KINDS)


def test_powers_name_declared_procedures_or_kinds_still_to_come() -> None:
    later = {"execution", "measure", "inspection", "levy"}
    named = {name for raw in power_tables() for name in raw["procedures"]}
    assert named - later <= set(PROCEDURES)
