"""The declarations themselves: nothing names what does not exist, and everything cited does."""

import re
from pathlib import Path

import pytest

from mingzhi.calendars.rules.deadlines import ROLLS
from mingzhi.calendars.rules.lengths import length_of
from mingzhi.cases import rules
from mingzhi.cases.rules.deadlines import licence, ordinary
from mingzhi.cases.rules.documents import DOCUMENTS
from mingzhi.cases.rules.entries import check_entries
from mingzhi.cases.rules.procedure import FieldKind, Procedure, State
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.rules.lawbook import shipped
from mingzhi.kernel.citation import cite

ALL = list(PROCEDURES.values())
LIMITS = [
    limit
    for limit in (*vars(ordinary).values(), *vars(licence).values())
    if isinstance(limit, ordinary.Limit)
]
CLAUSES = re.compile(r"^\d(\.\d\.\d)?[a-e]$")


def name(value: object) -> str:
    return getattr(value, "code", "")


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_states_limits_and_documents_exist(procedure: Procedure) -> None:
    assert procedure.initial in procedure.by_state
    for step in procedure.steps:
        assert step.sources
        assert {*step.sources, step.target or step.sources[0]} <= set(procedure.by_state)
        limits = {*step.starts, *step.ends, *step.pauses, *step.resumes, *step.extends}
        assert limits | {code for _field, code in step.starts_if} <= set(procedure.by_limit), step.code
        assert not step.document or step.document in DOCUMENTS
    assert set(procedure.opening) <= set(procedure.by_limit)


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_every_limit_is_started_and_ended(procedure: Procedure) -> None:
    """A clock that nobody starts is no clock; one that nobody ends runs for ever (waiting times excepted)."""
    started = {*procedure.opening}
    ended: set[str] = set()
    for step in procedure.steps:
        started |= {*step.starts, *(code for _field, code in step.starts_if)}
        ended |= set(step.ends)
    assert started == set(procedure.by_limit)
    # rights of the party simply run out
    endless = {"reconsider", "sue", "enforcement_reconsider", "enforcement_sue"}
    assert started - ended <= endless


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_every_state_is_reached_and_left(procedure: Procedure) -> None:
    onward: dict[str, set[str]] = {code: set() for code in procedure.by_state}
    for step in procedure.steps:
        for source in step.sources:
            onward[source].add(step.target or source)
    assert _reached(procedure.initial, onward) == set(procedure.by_state)
    finals = {state.code for state in procedure.states if state.final}
    assert finals
    for code in procedure.by_state:
        assert _reached(code, onward) & finals, code


def _reached(start: str, onward: dict[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for target in onward[waiting.pop()] - found:
            found.add(target)
            waiting.append(target)
    return found


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_every_citation_stands_in_the_law(procedure: Procedure) -> None:
    cited = {*procedure.basis, *(limit.basis for limit in procedure.limits)}
    for step in procedure.steps:
        assert step.basis, step.code
        cited |= {*step.basis, *(field.basis for field in step.fields if field.basis)}
    book = shipped()
    assert {compact: book.problem_of(compact) for compact in cited if book.problem_of(compact)} == {}
    assert all(cite(compact).article for compact in cited if "浙政办发" not in compact)


def test_every_citation_written_in_the_rules_stands_in_the_law() -> None:
    """Docstrings too: each “statute §n” of the room is checked against the shapes of the statutes."""
    book = shipped()
    wrong = {}
    for path in Path(rules.__path__[0]).rglob("*.py"):
        for found in re.findall(
            r"(行政处罚法|行政强制法|行政许可法|行政复议法|行政诉讼法|市场监督管理行政处罚程序规定)"
            r" (§\d+(?:-\d+)?(?:\(\d+\))?)",
            path.read_text(encoding="utf-8"),
        ):
            problem = book.problem_of(" ".join(found))
            if problem:
                wrong[" ".join(found)] = problem
    assert wrong == {}


@pytest.mark.parametrize("procedure", ALL, ids=name)
def test_fields_are_well_formed(procedure: Procedure) -> None:
    for step in procedure.steps:
        codes = [field.code for field in step.fields]
        assert len(codes) == len(set(codes)), step.code
        for field in step.fields:
            assert bool(field.choices) is (field.kind is FieldKind.CHOICE), (step.code, field.code)
            if field.when:
                other, values = field.when
                choices = {code for code, _label in next(f for f in step.fields if f.code == other).choices}
                assert set(values) <= choices
        for condition, _limit in step.starts_if:
            assert condition.removeprefix("!").partition("=")[0] in codes
        for limit, field_code in step.since:
            assert limit in procedure.by_limit and field_code in codes
        assert all(CLAUSES.match(clause) for clause in step.clauses), step.clauses


@pytest.mark.parametrize("limit", LIMITS, ids=name)
def test_limits_are_lengths_of_time(limit: ordinary.Limit) -> None:
    if limit.length:
        assert length_of(limit.length).count > 0
    else:  # a decision names the day: whoever starts it has to say which
        starting = [step for one in PROCEDURES.values() for step in one.steps if limit.code in step.starts]
        assert starting and all(step.effect for step in starting)
    assert not limit.extension or length_of(limit.extension).count > 0
    assert limit.roll in ROLLS
    assert limit.runs_for in ("agency", "party", "other")


@pytest.mark.parametrize(
    ("code", "length"),
    [
        # 行政处罚法 §85: 二日、三日、五日、七日 are working days; 十五日 and 九十日 are not
        ("preservation", "7wd"),
        ("waiting", "5wd"),
        ("hearing_notice", "7wd"),
        ("serve", "7wd"),
        ("withdraw", "3wd"),
        ("pay", "15d"),
        ("decide", "90d"),
        # 行政强制法 §69: up to ten days working days
        ("demand", "10wd"),
        ("seizure", "30d"),
        ("court", "3mo"),
    ],
)
def test_each_statute_counts_its_own_days(code: str, length: str) -> None:
    assert PROCEDURES["ordinary"].by_limit[code].length == length


def test_all_limits_of_the_licence_law_are_working_days() -> None:
    own = [limit for limit in licence.LICENCE if limit.basis.startswith("行政许可法")]
    assert len(own) == 9
    assert all(limit.length.endswith("wd") for limit in own)


def test_what_holds_back_property_never_rolls_over_a_holiday() -> None:
    for code in ("preservation", "seizure", "urgent_approval"):
        assert PROCEDURES["ordinary"].by_limit[code].roll == "none"


def test_a_changed_declaration_has_another_hash() -> None:
    ordinary = PROCEDURES["ordinary"]
    assert len(ordinary.hash) == 64
    changed = Procedure(
        code=ordinary.code,
        version=ordinary.version,
        title=ordinary.title,
        kind=ordinary.kind,
        basis=ordinary.basis,
        initial=ordinary.initial,
        states=(*ordinary.states, State(code="more", title="更多", stage=ordinary.states[0].stage)),
        steps=ordinary.steps,
        limits=ordinary.limits,
        opening=ordinary.opening,
    )
    assert changed.hash != ordinary.hash


def test_a_code_declared_twice_is_refused() -> None:
    ordinary = PROCEDURES["ordinary"]
    with pytest.raises(ValueError, match="declared twice"):
        Procedure(
            code="twice",
            version="1",
            title="重复",
            kind="行政处罚",
            basis=ordinary.basis,
            initial="clue",
            states=ordinary.states,
            steps=(ordinary.steps[0], ordinary.steps[0]),
        )


SHOWN_JUST_BEFORE = {"hand_over"}
NOT_BEFORE_PEOPLE = {"dispose_goods"}


@pytest.mark.serves("2.1.2a")
@pytest.mark.parametrize("procedure", PROCEDURES.values(), ids=lambda one: one.code)
def test_whoever_comes_to_people_shows_who_he_is_and_says_why(procedure: Procedure) -> None:
    for step in procedure.steps:
        fields = {field.code: field for field in step.fields}
        if step.officers >= 2 and step.code not in SHOWN_JUST_BEFORE | NOT_BEFORE_PEOPLE:
            shown = fields["id_shown"]
            assert shown.required and "着装" in shown.label, step.code
        if step.recording in {"inspection", "inquiry", "sampling", "preservation", "seizure"}:
            assert fields["rights_told"].required, step.code


@pytest.mark.serves("2.1.2a")
def test_a_paper_brought_in_person_is_served_by_somebody_who_shows_who_he_is() -> None:
    serve = PROCEDURES["ordinary"].by_step["serve_decision"]
    by_hand = {"manner": "direct", "served_on": "2026-04-15", "receiver": "本人"}
    assert [refusal.field for refusal in check_entries(serve, by_hand)] == ["id_shown"]
    assert list(check_entries(serve, {**by_hand, "manner": "post"})) == []
