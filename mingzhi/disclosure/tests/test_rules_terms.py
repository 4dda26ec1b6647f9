from datetime import date

import pytest

from mingzhi.disclosure.rules import exemptions, periods, terms, withdrawals
from mingzhi.disclosure.rules.source import PeriodFacts
from mingzhi.disclosure.tests.factories import source
from mingzhi.kernel.citation import cite

pytestmark = pytest.mark.serves("2.1.3a", "2.1.3b", "2.1.3d")


def lines(**given):
    return {(rule.channel, rule.content): rule for rule in terms.terms_for(source(**given))}


def test_a_market_penalty_owes_three_channels_each_with_its_term() -> None:
    found = lines()
    assert found["portal", "decision"].length == "7wd"
    assert found["portal", "items"].length == "20wd"
    assert found["portal", "items"].jurisdiction == "33"  # the provincial plan over the national rule
    assert found["gsxt", "document"].length == "20wd"
    assert found["credit", "decision"].confirmed is False


def test_a_party_of_another_province_halves_the_term_of_the_enterprise_system() -> None:
    assert lines(party_region_code="310000")["gsxt", "document"].length == "10wd"


def test_other_departments_owe_nothing_to_the_enterprise_system() -> None:
    assert ("gsxt", "document") not in lines(department="交通运输")


def test_the_enterprise_system_has_no_term_before_its_rule() -> None:
    assert ("gsxt", "document") not in lines(decided_on=date(2021, 8, 31))
    assert ("gsxt", "document") in lines(decided_on=date(2021, 9, 1))


def test_an_inspection_owes_the_four_items_only() -> None:
    found = lines(act_kind="行政检查", penalty_kinds=())
    assert set(found) == {("portal", "items")}


def test_a_decision_not_to_punish_is_public_but_on_nobodys_record() -> None:
    assert set(lines(penalty_kinds=(), imposes=False)) == {("portal", "items")}


def test_a_refused_licence_is_public_but_owes_the_credit_platform_nothing() -> None:
    """行政许可法 §38-2, §40: what is refused is a decision, but no licence to publish as granted."""
    licence = {"act_kind": "行政许可", "penalty_kinds": ()}
    assert ("credit", "decision") in lines(**licence)
    assert set(lines(**licence, grants=False)) == {("portal", "decision"), ("portal", "items")}


def test_summary_procedure_is_left_out_by_the_market_rule_but_not_by_the_plan() -> None:
    on_the_spot = source(procedure="summary")
    found = {rule.channel for rule in terms.terms_for(on_the_spot)}
    assert "gsxt" not in found
    assert exemptions.no_duty(on_the_spot, "gsxt").basis == "市场监督管理行政处罚信息公示规定 §2-1"
    assert exemptions.no_duty(on_the_spot, "portal") is None


def test_a_mere_warning_is_left_out_of_the_enterprise_system() -> None:
    warned = source(penalty_kinds=("警告",))
    assert exemptions.no_duty(warned, "gsxt").basis == "市场监督管理行政处罚信息公示规定 §2-2"
    assert exemptions.no_duty(source(penalty_kinds=("警告", "罚款")), "gsxt") is None


def test_minors_are_barred_by_confirmed_lines_only() -> None:
    young = source(party_is_minor=True)
    assert exemptions.barred(young, "portal").basis == "政府信息公开条例 §15"
    assert {rule.code for rule in exemptions.unconfirmed(young, "portal")} == {"minor.zhejiang"}
    assert exemptions.barred(source(), "portal") is None


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        (PeriodFacts(), ("plan.longest", "5y")),
        (PeriodFacts(minor_and_corrected=True), ("plan.minor", "1y")),
    ],
)
@pytest.mark.serves("2.1.3d")
def test_the_plan_sets_one_to_five_years(facts, first) -> None:
    rules = periods.applicable(
        facts, kind="penalty", channel="portal", decided_on=date(2026, 4, 14), region_code="339921"
    )
    assert (rules[0].code, rules[0].length) == first


def test_later_credit_rules_stand_beside_as_unconfirmed_by_date_of_decision() -> None:
    def codes(day):
        return {
            rule.code: rule.confirmed
            for rule in periods.beside(
                PeriodFacts(department="市场监管"), kind="penalty", decided_on=day, region_code="339921"
            )
        }

    assert codes(date(2026, 4, 1))["credit.general"] is False
    assert "credit.general" not in codes(date(2026, 3, 31))
    assert codes(date(2026, 3, 31))["market.general"] is True


def test_a_channel_that_leaves_a_decision_out_has_no_period_for_it() -> None:
    """市场监督管理行政处罚信息公示规定 §2-1, §2-2; 浙江省公共信用信息管理条例 §15-2."""

    def channels(person=False, **facts):
        given = PeriodFacts(department="市场监管", **{"penalty_kinds": ("罚款",), **facts})
        place = {"kind": "penalty", "decided_on": date(2026, 4, 1), "region_code": "339921"}
        return {rule.channel for rule in periods.beside(given, person=person, **place)}

    assert channels() == {"gsxt", "credit"}
    assert channels(summary_procedure=True) == {"credit"} == channels(penalty_kinds=("警告",))
    assert channels(person=True) == {"gsxt"} and channels(person=True, summary_procedure=True) == set()


def test_who_is_not_punished_stands_on_the_portal_alone() -> None:
    """The other channels publish penalties (市场监督管理行政处罚信息公示规定 §2)."""
    facts = PeriodFacts(department="市场监管", minor_and_corrected=True, imposes=False)
    place = {"kind": "penalty", "decided_on": date(2026, 4, 1), "region_code": "339921"}
    assert periods.beside(facts, **place) == ()
    default = periods.takeable(facts, channel=periods.PORTAL, **place)[0]
    assert default.code == "plan.minor"


@pytest.mark.parametrize(
    ("days", "code", "length"),
    [
        (1096, "market.general", "3y"),
        (1097, "market.restriction", "1097d"),
        (3650, "market.restriction", "3650d"),
    ],
)
def test_a_restriction_beyond_three_years_is_published_as_long_as_it_lasts(days, code, length) -> None:
    """市场监督管理行政处罚信息公示规定 §13-3."""
    facts = PeriodFacts(department="市场监管", penalty_kinds=("限制从业",), restricted_days=days)
    rule = periods.applicable(
        facts, kind="penalty", channel="gsxt", decided_on=date(2026, 4, 14), region_code="339921"
    )[0]
    assert (rule.code, rule.length) == (code, length)


def test_a_shortened_term_of_the_plan_is_chosen_never_the_default() -> None:
    rules = periods.applicable(
        PeriodFacts(), kind="penalty", channel="portal", decided_on=date(2026, 4, 14), region_code="339921"
    )
    assert [rule.code for rule in rules] == ["plan.longest", "plan.shortened"]


def test_on_the_spot_penalties_and_credit_files_are_to_be_confirmed() -> None:
    found = exemptions.unconfirmed(source(procedure="summary"), "credit")
    assert "credit.summary" in {rule.code for rule in found}


def test_licences_have_no_term() -> None:
    assert not periods.applicable(
        PeriodFacts(), kind="licence", channel="portal", decided_on=date(2026, 4, 14), region_code="339921"
    )


def test_early_end_is_barred_for_heavy_market_penalties() -> None:
    assert not periods.may_end_early(PeriodFacts(department="市场监管", penalty_kinds=("责令停产停业",)))
    assert periods.may_end_early(PeriodFacts(department="市场监管", penalty_kinds=("罚款",)))


@pytest.mark.parametrize(
    ("kind", "ground", "region", "length", "basis"),
    [
        ("penalty", "revoked", "339921", "3wd", "行政处罚法 §48-2"),
        ("licence", "revoked", "339921", "", "浙政办发〔2019〕20号 二(一)3"),
        ("licence", "revoked", "440100", "3wd", "广东省行政执法公示办法 §24-1"),
        ("penalty", "not_public", "339921", "", "政府信息公开条例 §15"),
    ],
)
def test_withdrawal_terms_are_cited_per_kind(kind, ground, region, length, basis) -> None:
    rule = withdrawals.rule_for(kind=kind, ground=ground, region_code=region)
    assert (rule.length, rule.basis) == (length, basis)


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(KeyError):
        withdrawals.rule_for(kind="penalty", ground="whim", region_code="33")


def test_every_basis_is_a_citation() -> None:
    tables = (*terms.TERMS, *exemptions.EXEMPTIONS, *periods.PERIODS, *withdrawals.WITHDRAWALS)
    assert all(cite(line.basis).statute for line in tables)
