"""Templates: every document has one, the law's contents are in it, and nobody below can take them out."""

from dataclasses import replace

import pytest

from mingzhi.catalogue.rules.reading import (
    read_field,
    read_section,
    template_files,
    write_field,
    write_section,
)
from mingzhi.catalogue.rules.templates import (
    Adaptation,
    FieldRef,
    SectionKind,
    SectionView,
    check_adaptation,
    merge,
    missing,
    shown,
)
from mingzhi.kernel.refusal import Invalid


def section(key: str, **columns: object) -> SectionView:
    return SectionView(key=key, kind=SectionKind.PARAGRAPH, **columns)  # type: ignore[arg-type]


@pytest.mark.serves("2.2.1a")
def test_there_is_a_template_for_the_whole_penalty_summary_and_licence() -> None:
    needed = {
        "filing_approval",
        "inspection_record",
        "inquiry_record",
        "preservation_notice",
        "seizure_decision",
        "seizure_inventory",
        "seizure_extension",
        "seizure_lifting",
        "order_to_correct",
        "investigation_report",
        "review_opinion",
        "penalty_notice",
        "hearing_notice",
        "hearing_record",
        "hearing_report",
        "defence_record",
        "discussion_record",
        "penalty_decision",
        "no_penalty_decision",
        "summary_decision",
        "service_receipt",
        "payment_plan_decision",
        "demand_notice",
        "late_fine_decision",
        "court_application",
        "crime_transfer",
        "case_transfer_letter",
        "goods_disposal",
        "closure_approval",
        "volume_cover",
        "volume_contents",
        "volume_note",
        "decision_correction",
        "decision_change",
        "licence_acceptance",
        "licence_no_acceptance",
        "licence_correction_notice",
        "licence_extension_notice",
        "licence_grant",
        "licence_refusal",
    }
    assert len(needed) >= 35
    assert needed <= set(template_files())
    assert all(view.title_en for view in template_files().values())


@pytest.mark.parametrize(
    ("code", "articles"),
    [
        ("penalty_decision", {f"行政处罚法 §59-1({item})" for item in range(1, 6)}),
        ("seizure_decision", {f"行政强制法 §24-2({item})" for item in range(1, 5)}),
        ("investigation_report", {f"市场监督管理行政处罚程序规定 §48({item})" for item in range(1, 7)}),
    ],
)
def test_the_contents_the_law_lists_are_mandatory_sections(code: str, articles: set[str]) -> None:
    mandatory = {s.citation for s in template_files()[code].sections if s.mandatory}
    assert articles <= mandatory


def test_the_summary_decision_tells_reconsideration_first() -> None:
    remedies = {
        s.key: s for s in template_files()["summary_decision"].sections if s.kind is SectionKind.REMEDIES
    }
    assert "remedies" not in remedies
    assert remedies["remedies_first"].citation == "行政复议法 §23-1(1)"
    assert "先" in remedies["remedies_first"].text


@pytest.mark.parametrize(
    "code", ["penalty_decision", "summary_decision", "licence_refusal", "seizure_decision"]
)
def test_a_decision_served_online_names_the_online_channel(code: str) -> None:
    online = next(s for s in template_files()[code].sections if s.key == "online")
    assert online.citation == "行政复议法 §22-2"
    assert shown(online, {"online_channel": "https://example.invalid"})
    assert not shown(online, {})


def test_a_no_penalty_decision_shows_the_one_ground_that_applies() -> None:
    view = template_files()["no_penalty_decision"]
    grounds = [s.key for s in view.sections if s.key.startswith("ground_") and shown(s, {"outcome": "first"})]
    assert grounds == ["ground_first"]
    education = next(s for s in view.sections if s.key == "education")
    assert not shown(education, {"outcome": "not_established"})


def test_the_codes_of_a_template_include_what_its_conditions_ask() -> None:
    """Whoever fills a template hands over exactly ``codes``; a condition must not starve."""
    assert "outcome" in template_files()["no_penalty_decision"].codes
    assert "hearing_told" in template_files()["penalty_notice"].codes
    for view in template_files().values():
        assert {s.when.partition("=")[0] for s in view.sections if s.when} <= set(view.codes)


def test_sections_survive_writing_and_reading() -> None:
    for view in template_files().values():
        for original in view.sections:
            assert read_section(write_section(original)) == original


@pytest.mark.parametrize("text", ["amount:罚款:money", "note?*:备注", "facts*:事实"])
def test_field_shorthand_round_trips(text: str) -> None:
    assert write_field(read_field(text)) == text


@pytest.mark.parametrize("text", ["Amount:x", "amount", "amount:x:float"])
def test_a_bad_field_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a field"):
        read_field(text)


def test_missing_fields_are_named() -> None:
    view = template_files()["order_to_correct"]
    names = {
        ref.code for ref in missing(view, {"party_name": "甲", "facts": "乙", "basis": ["行政处罚法 §28-1"]})
    }
    assert names == {"correction"}


ABOVE = replace(
    template_files()["order_to_correct"],
    sections=(
        section("facts", text="{facts}", fields=(FieldRef(code="facts", label="事实"),), mandatory=True),
        section("hint", text="提示"),
    ),
)


def adapt(**change: object) -> Adaptation:
    return Adaptation(jurisdiction="339900", version="2", **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        adapt(dropped=("facts",)),
        adapt(replaced=(section("facts", text="空"),)),
        adapt(replaced=(section("facts", text="{facts}", when="sometimes"),)),
        adapt(replaced=(section("unknown"),)),
        adapt(dropped=("unknown",)),
        adapt(added=(("", section("facts")),)),
    ],
)
def test_mandatory_content_cannot_be_dropped_emptied_or_doubled(change: Adaptation) -> None:
    with pytest.raises(Invalid) as refusal:
        check_adaptation(ABOVE, change)
    assert refusal.value.code == "catalogue.template.mandatory"


def test_a_lower_level_may_drop_add_and_reword_the_rest() -> None:
    reworded = section("facts", text="查明：{facts}，{weather}")
    change = adapt(replaced=(reworded,), added=(("facts", section("local", text="本地")),), dropped=("hint",))
    view = merge(ABOVE, change, uid="x")
    assert [s.key for s in view.sections] == ["facts", "local"]
    assert view.sections[0].mandatory and view.sections[0].from_jurisdiction == "339900"
    assert view.jurisdiction == "339900" and view.version == "2"


def test_mandatory_content_prevails_when_the_level_above_changed_afterwards() -> None:
    """The adaptation was lawful once; now the section it drops, rewords or adds is mandatory above."""
    old = section("facts", text="旧")
    change = adapt(dropped=("facts",), replaced=(old,), added=(("", old),))
    assert merge(ABOVE, change, uid="y").sections == ABOVE.sections
