"""Every paper of every procedure, drawn from a walked case: nothing demanded is blank, nothing spills."""

import io

import pytest
from pypdf import PdfReader

from mingzhi.cases.tests.factories import company
from mingzhi.catalogue.rules.templates import Layout, SectionKind, missing
from mingzhi.kernel import clock
from mingzhi.records.render import LETTERS, facts_of, render
from mingzhi.records.rules.sheet import blocks
from mingzhi.records.rules.wording import BLANK
from mingzhi.site.tests.paper_samples import SCRIPTS, Sample, samples
from mingzhi.site.walk import Walk, scenario

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.2.1a")]

WHILE_SEIZED = ("extend_seizure", "start_testing_period", "lift_seizure")
"""Papers about a seizure that stands; the whole scenario ends without one."""
FAVOURABLE = ("seizure_lifting", "freezing_lifting")
"""Decisions that only give back."""
LEAST = 45
"""Characters of text a last page of a letter holds beside the agency's name, the date and the foot."""


def drawn(procedure: str) -> list[Sample]:
    walk = Walk(script=scenario(SCRIPTS[procedure]), cast=company().cast).play()
    with clock.fixed(walk.script["events"][-1]["at"]):
        return [one for one in samples(procedure, walk) if one.step not in WHILE_SEIZED]


def filled(paper: Sample) -> dict:
    return {**paper.data, **facts_of(paper.agency, number=paper.number, on=paper.on)}


@pytest.mark.parametrize("procedure", SCRIPTS)
def test_every_paper_of_the_procedure(procedure):
    papers = drawn(procedure)
    assert {one.name: found for one in papers if (found := missing(one.view, filled(one)))} == {}
    assert [problem for one in papers for problem in blanks(one)] == []
    assert [problem for one in papers for problem in wrong_remedies(one)] == []
    assert [one.name for one in papers if spills(one)] == []


def blanks(paper: Sample) -> list[tuple]:
    """Name what is demanded and empty, and headings over nothing."""
    mandatory = {section.key for section in paper.view.sections if section.mandatory}
    wrong = []
    for one in blocks(paper.view, filled(paper)):
        found = [cell["label"] for cell in one.get("cells", ()) if not cell["value"]]
        checks = {
            "blank": any(BLANK in line["text"] for line in one.get("paragraphs", ())),
            "empty": one["kind"] in ("paragraph", "remedies") and not one["paragraphs"],
            f"no {found}": one["kind"] == "fields" and bool(found),
            "no rows": one["kind"] == "items" and one["key"] in mandatory and not one["rows"],
            "unsigned": not all(box["name"] and box["date"] for box in one.get("boxes", ())),
        }
        wrong += [(paper.name, one["key"], name) for name, holds in checks.items() if holds]
    return wrong


def wrong_remedies(paper: Sample) -> list[tuple]:
    """A decision names body, court and terms (行政复议法 §20-1, §23-1(1); 行政诉讼法 §45, §46-1)."""
    if paper.view.layout is not Layout.DECISION or paper.view.code in FAVOURABLE:
        return []
    said = "".join(
        line["text"]
        for one in blocks(paper.view, filled(paper))
        if one["kind"] == SectionKind.REMEDIES.value
        for line in one["paragraphs"]
    )
    first = "先自收到" in said
    needed = (
        paper.agency.reconsideration_body,
        paper.agency.court,
        "六十日",
        "十五日内" if first else "六个月内",
    )
    lacking = [text for text in needed if text not in said]
    return [(paper.name, lacking)] if lacking or first is not (paper.view.code == "summary_decision") else []


def spills(paper: Sample) -> bool:
    """Tell whether a letter ends with a page of a few lines, or a paper is longer than anybody reads."""
    pdf = render(paper.view, paper.data, agency=paper.agency, number=paper.number, on=paper.on)
    pages = PdfReader(io.BytesIO(pdf)).pages
    if len(pages) == 1 or paper.view.layout not in LETTERS:
        return len(pages) > 3
    text = "".join(pages[-1].extract_text().split()).replace(paper.agency.name, "")
    return len(text) < LEAST


def test_the_papers_of_a_standing_seizure():
    """行政强制法 §25-2, §25-3, §28-1."""
    walk = Walk(script=scenario(SCRIPTS["ordinary"]), cast=company().cast).play(before="extend_seizure")
    with clock.fixed(walk.script["events"][0]["at"]):
        found = {one.step: one for one in samples("ordinary", walk) if one.step in WHILE_SEIZED}
    assert set(found) == set(WHILE_SEIZED)
    for paper in found.values():
        text = "".join(
            line["text"] for one in blocks(paper.view, filled(paper)) for line in one.get("paragraphs", ())
        )
        assert BLANK not in text
        if paper.step == "extend_seizure":
            assert "延长至2026年5月11日" in text
