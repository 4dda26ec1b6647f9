"""Single articles, line by line: from which day a limit runs, who decides, what stays open."""

from dataclasses import replace
from datetime import date

import pytest

from mingzhi.cases.rules.core import NO_PENALTY
from mingzhi.cases.rules.documents import place_of_receipt
from mingzhi.cases.rules.entries import check_entries, met
from mingzhi.cases.rules.facts import CaseFacts, ClockFact, MeasureFact, PartyFact, RemedyFact
from mingzhi.cases.rules.gate import offers, require
from mingzhi.cases.rules.guards import GUARDS, Question
from mingzhi.cases.rules.guards.ending import fitting_ground
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.standing import in_force_since
from mingzhi.cases.tests.given import AFTER, BEFORE, LONG_BEFORE, ON, actor, clock, core, given
from mingzhi.cases.tests.situations_later import GRANT
from mingzhi.cases.tests.walking import way
from mingzhi.kernel.refusal import Refusal

ORDINARY, SUMMARY, LICENCE = (PROCEDURES[code] for code in ("ordinary", "summary", "licence"))


@pytest.mark.parametrize(
    ("procedure", "step", "limit", "field"),
    [
        # 程序规定 §13: from the day the dispute arose
        ("ordinary", "dispute_jurisdiction", "jurisdiction", "disputed_on"),
        # 移送规定 §9, §12: from the day the notice of the police came
        ("ordinary", "police_file", "crime_goods", "received_on"),
        ("ordinary", "police_refuse", "crime_object", "received_on"),
        # 行政诉讼法 §45: from the day the decision on reconsideration came
        ("ordinary", "remedy_upheld", "sue_after", "received_on"),
        # 行政处罚法 §71: on the water from the day of landing
        ("summary", "collect_on_spot", "cash_officer", "landed_on"),
        ("summary", "hand_in", "cash_agency", "handed_on"),
        # 行政强制法 §57: from the day the court accepted
        ("ordinary", "record_acceptance", "court_rule", "accepted_on"),
        # 行政许可法 §42, §47
        ("licence", "accept", "licence_decide", "accepted_on"),
        ("licence", "tell_third_party", "licence_hearing_ask", "told_on"),
        ("licence", "open_hearing", "licence_hearing_hold", "requested_on"),
    ],
)
def test_a_limit_runs_from_the_day_the_article_names(
    procedure: str, step: str, limit: str, field: str
) -> None:
    declared = PROCEDURES[procedure].by_step[step]
    assert (limit, field) in declared.since
    assert limit in declared.starts


def test_the_file_of_a_decision_on_the_spot_is_due_from_the_decision() -> None:
    """程序规定 §70: seven working days from the decision, not from its delivery."""
    starting = [step.code for step in SUMMARY.steps if "summary_file" in step.starts]
    assert starting == ["decide_on_spot"]


def test_negotiation_and_designation_have_their_own_seven_days() -> None:
    """程序规定 §13 and §16."""
    dispute, report = (ORDINARY.by_step[code] for code in ("dispute_jurisdiction", "report_jurisdiction"))
    assert dispute.starts == ("jurisdiction",) and report.starts == ("designation",)
    assert "jurisdiction" in report.ends
    assert ORDINARY.by_limit["designation"].runs_for == "other"


def test_the_court_has_five_and_seven_working_days() -> None:
    """行政强制法 §56-1, §57, §69."""
    limits = ORDINARY.by_limit
    assert [limits[code].length for code in ("court_accept", "court_rule", "court_object")] == [
        "5wd",
        "7wd",
        "15d",
    ]


@pytest.mark.parametrize("ground", [code for code in NO_PENALTY if code != "not_established"])
def test_every_lawful_ground_of_no_penalty_can_be_decided(ground: str) -> None:
    """行政处罚法 §30, §31, §33, §36, §37; education where §33-3 demands it."""
    step = ORDINARY.by_step["decide_no_penalty"]
    choices = {code for field in step.fields if field.code == "ground" for code, _label in field.choices}
    assert ground in choices
    data = way(step, "reviewed").data | {"ground": ground}
    data.pop("educated", None)
    taught = ground in ("minor", "first", "no_fault", "under_age", "incapable")
    assert bool(list(check_entries(step, data))) is taught


@pytest.mark.parametrize(
    ("outcome", "age", "refused"),
    [
        ("under_age", 13, ""),
        ("under_age", None, ""),
        ("under_age", 14, "行政处罚法 §30"),
        ("incapable", 40, ""),
        ("no_fault", 40, ""),
    ],
)
def test_age_excuses_below_fourteen_alone(outcome: str, age: int | None, refused: str) -> None:
    """行政处罚法 §30, §31."""
    situation = given(proposed=core(outcome), party=PartyFact(kind="person", age=age))
    step = ORDINARY.by_step["decide_no_penalty"]
    question = Question(facts=situation.read(), step=step, actor=actor(), on=ON)
    refusal = GUARDS["excuse_fits_party"](question)
    assert (refusal.citation.compact if refusal and refusal.citation else "") == refused


def test_what_ended_without_penalty_is_not_cleared_from_the_road_under_its_number() -> None:
    """行政强制法 §52: at once, while the case is under way."""
    now = ORDINARY.by_step["substitute_now"]
    assert {"clue", "investigating", "served"} <= set(now.sources)
    assert not {"no_penalty", "terminated", "transferred", "revoked"} & set(now.sources)


@pytest.mark.parametrize(
    ("state", "said", "ground"),
    [
        ("performed", "", "performed"),
        ("in_court", "terminated", "court_terminated"),
        ("in_court", "upheld", "other"),
        ("not_filed", "", ""),
    ],
)
def test_the_ground_of_closure_is_what_happened(state: str, said: str, ground: str) -> None:
    """程序规定 §77-1."""
    assert fitting_ground(given(court_outcome=said).read(state)) == ground


@pytest.mark.parametrize(
    ("position", "ticked"), [("principal", "collective"), ("deputy", "principal"), ("staff", "")]
)
def test_who_decides_on_the_recusal_of_whom(position: str, ticked: str) -> None:
    """程序规定 §4-1: the principal's collectively, a deputy's by the principal."""
    step = ORDINARY.by_step["decide_recusal"]
    data = way(step, "investigating").data | {"position": position}
    bare = {code: value for code, value in data.items() if code not in ("collective", "principal")}
    missing = [refusal.field for refusal in check_entries(step, bare)]
    assert missing == ([ticked] if ticked else [])
    assert not list(check_entries(step, bare | ({ticked: True} if ticked else {})))


def ask(name: str, data: dict[str, object] | None = None, **facts: object) -> Refusal | None:
    step = ORDINARY.by_step["apply_court"]
    case = CaseFacts(**{"state": "demanded", **facts})  # type: ignore[arg-type]
    return GUARDS[name](Question(facts=case, step=step, actor=actor(), on=ON, data=data))


def test_who_withdrew_a_remedy_may_still_sue_in_the_first_term() -> None:
    withdrawn = RemedyFact(kind="reconsideration", filed_on=LONG_BEFORE, ended_on=BEFORE, outcome="withdrawn")
    upheld = RemedyFact(kind="reconsideration", filed_on=LONG_BEFORE, ended_on=BEFORE, outcome="upheld")
    clocks = (*clock("sue", AFTER), *clock("sue_after", BEFORE))
    assert ask("remedy_time_over", remedies=(upheld,), clocks=clocks) is None
    refusal = ask("remedy_time_over", remedies=(withdrawn,), clocks=clocks)
    assert refusal is not None and AFTER.isoformat() in str(refusal)


@pytest.mark.parametrize(
    ("outcome", "due", "closes"),
    [
        ("", AFTER, False),
        ("allowed", AFTER, False),
        ("terminated", AFTER, True),
        ("refused", AFTER, False),  # the agency may still object, 行政强制法 §58-3
        ("refused", BEFORE, True),
        ("upheld", AFTER, True),
    ],
)
def test_when_a_case_in_court_is_over(outcome: str, due: date, closes: bool) -> None:
    clocks = clock("court_object", due)
    found = ask("court_ended", state="in_court", court_outcome=outcome, clocks=clocks)
    assert (found is None) is closes


def test_an_objection_to_the_ruling_is_made_once() -> None:
    ended = (ClockFact(code="court_object", due=AFTER, ended_on=BEFORE),)
    assert ask("ruling_objection_open", clocks=ended) is not None
    assert ask("ruling_objection_open") is not None


@pytest.mark.parametrize(
    ("ground", "outcome", "fits"),
    [
        ("court_terminated", "terminated", True),
        ("court_terminated", "refused", False),
        ("other", "refused", True),
        ("other", "terminated", False),
        ("performed", "terminated", False),
    ],
)
def test_the_ground_of_closure_is_what_the_court_said(ground: str, outcome: str, fits: bool) -> None:
    found = ask("closure_ground_fits", {"ground": ground}, state="in_court", court_outcome=outcome)
    assert (found is None) is fits


def test_a_condition_is_a_tick_or_a_choice() -> None:
    assert met("urgent", {"urgent": True}) and not met("urgent", {"urgent": "yes"})
    assert met("result=refused", {"result": "refused"}) and not met("result=refused", {"result": True})


def test_what_the_police_refused_twice_goes_to_the_procuratorate() -> None:
    """移送规定 §9-1, §9-2."""
    step = ORDINARY.by_step["object_police"]
    for refusals, ways in ((1, ("review", "prosecutor")), (2, ("prosecutor",))):
        facts = CaseFacts(state="crime_sent", police_answer="not_filed", police_refusals=refusals)
        for chosen in ("review", "prosecutor"):
            question = Question(facts=facts, step=step, actor=actor(), on=ON, data={"way": chosen})
            assert (GUARDS["police_reconsider_once"](question) is None) is (chosen in ways)


def test_the_police_answer_again_after_an_objection() -> None:
    refused = {"crime_sent_at": way(ORDINARY.by_step["police_file"], "crime_sent").facts.crime_sent_at}
    assert ask("police_answer_waiting", police_answer="not_filed", **refused) is not None
    assert ask("police_answer_waiting", police_answer="not_filed", police_objected=True, **refused) is None
    assert ask("police_answer_waiting", police_answer="filed", police_objected=True, **refused) is not None


def test_preserved_evidence_alone_needs_no_notice_of_the_goods() -> None:
    """行政强制法 §21 speaks of what is sealed, seized or frozen."""
    kept = MeasureFact(kind="preservation", until=AFTER)
    lifted = MeasureFact(kind="seizure", until=AFTER, lifted_on=BEFORE)
    assert ask("goods_told", {}, measures=(kept, lifted)) is None


def test_a_penalty_after_the_limit_of_prosecution_is_refused_at_the_decision_too() -> None:
    """行政处罚法 §36-1: the report may find that the act ended earlier than thought."""
    step = ORDINARY.by_step["decide_penalty"]
    found = way(step, "noticed")
    facts = CaseFacts(
        **{name: getattr(found.facts, name) for name in found.facts.__dataclass_fields__}
        | {"opened_on": date(2026, 3, 2), "act_ended_on": date(2024, 3, 1)}
    )
    with pytest.raises(Refusal) as caught:
        require(ORDINARY, facts, step.code, actor(), ON, data=found.data)
    assert caught.value.code == "cases.within_limitation"


@pytest.mark.parametrize("code", ["file_remedy", "remedy_upheld", "remedy_revoked", "withdraw_publication"])
def test_a_licence_decision_can_be_attacked_too(code: str) -> None:
    """行政许可法 §7; none of the rules on penalties is cited for it."""
    step = LICENCE.by_step[code]
    assert {"refused", "valid", "not_accepted"} <= set(step.sources)
    assert not any(compact.startswith("行政处罚法") for compact in step.basis)


def test_a_hearing_the_law_demands_is_announced_one_that_is_asked_for_has_a_day() -> None:
    """行政许可法 §46, §47-1."""
    step = LICENCE.by_step["open_hearing"]
    for ground, wanted in (("law", "announced"), ("public", "announced"), ("asked", "requested_on")):
        assert [refusal.field for refusal in check_entries(step, {"ground": ground})] == [wanted]


def test_a_declaration_stands_since_its_youngest_statute() -> None:
    """行政复议法 (2023) came into force on 1 January 2024; nothing cited by the procedures is younger."""
    assert {code: in_force_since(one) for code, one in PROCEDURES.items()} == dict.fromkeys(
        PROCEDURES, date(2024, 1, 1)
    )
    old = Procedure(
        code="old",
        version="1",
        title="旧",
        kind="行政处罚",
        basis=("行政强制法 §18-1", "行政许可法 §29-1"),
        initial="clue",
        states=(),
        steps=(),
    )
    assert in_force_since(old) == date(2019, 4, 23)


def test_receipts_stand_with_the_paper_they_prove() -> None:
    """程序规定 §78-2: the decision with its receipt, then other papers with theirs."""
    assert place_of_receipt("penalty_decision") == ("正卷", 2)
    assert place_of_receipt("penalty_notice") == ("正卷", 3)
    assert place_of_receipt("defence_answer") == ("正卷", 3)
    assert place_of_receipt("unknown") == ("正卷", 3)


@pytest.mark.parametrize("code", ["file", "refuse_filing"])
def test_only_a_named_report_is_answered_in_five_working_days(code: str) -> None:
    """市场监督管理投诉举报处理暂行办法 §31-2."""
    step = ORDINARY.by_step[code]
    assert step.starts_if == (("named_report", "informant"),)
    assert met("named_report", {"named_report": True}) and not met("named_report", {})
    assert ORDINARY.by_limit["informant"].length == "5wd"


def test_a_revocation_is_proposed_over_the_grant_that_stands() -> None:
    """行政许可法 §69: until it is proposed, the core of the case is what was granted."""
    found = way(LICENCE.by_step["propose_revocation"], "revoking")
    facts = replace(found.facts, proposed=GRANT)
    offered = {offer.step.code for offer in offers(LICENCE, facts, actor(), ON) if offer.possible}
    assert "propose_revocation" in offered
    with pytest.raises(Refusal):
        require(LICENCE, facts, "propose_revocation", actor(), ON, data={"core": GRANT.as_json()})
