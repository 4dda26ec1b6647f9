from datetime import date, datetime

import pytest

from mingzhi.disclosure.acts import (
    confirm_delivery,
    confirm_removal,
    end_early,
    exempt,
    expire,
    expire_due,
    publish,
    release_duties,
    withdraw,
)
from mingzhi.disclosure.models import Duty, DutyState, Exemption, Leaf, Publication
from mingzhi.disclosure.rules.periods import EARLY_END_CONDITIONS
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3c", "2.1.3d")]


def state(channel: str = "portal") -> str:
    return DutyState.objects.filter(until=None, duty__channel=channel).first().state


def at(*moment: int):
    return clock.fixed(datetime(*moment, tzinfo=clock.CHINA))


def test_withdrawal_counts_three_working_days_and_says_why() -> None:
    notice = make.published_notice()
    with at(2026, 6, 11, 9):
        row = withdraw(
            actor=make.publisher(),
            notice=notice,
            ground="revoked",
            reason="因决定被撤销，撤回公示信息。",
            since_day=date(2026, 6, 10),
            **make.FELL,
        )
    assert (row.due_on, row.late, row.basis) == (date(2026, 6, 15), False, "行政处罚法 §48-2")
    assert row.leaf.content["ends"] == Publication.objects.get().leaf.commitment
    assert "清溪县好味食品店" not in str(row.leaf.content)
    assert state() == "withdrawn"
    assert Entry.objects.get(act="disclosure.withdraw").basis == ["行政处罚法 §48-2"]


def test_a_late_withdrawal_is_marked_late() -> None:
    notice = make.published_notice()
    with at(2026, 6, 16, 9):
        row = withdraw(
            actor=make.publisher(),
            notice=notice,
            ground="revoked",
            reason="撤销",
            since_day=date(2026, 6, 10),
            **make.FELL,
        )
    assert row.late


def test_withdrawal_needs_reason_ground_and_a_day_that_has_come() -> None:
    notice = make.published_notice()
    for wrong in (
        {"ground": "revoked", "reason": " "},
        {"ground": "whim", "reason": "撤销"},
        {"ground": "revoked", "reason": "撤销", "since_day": date(2026, 4, 21)},
    ):
        with pytest.raises(Invalid):
            withdraw(actor=make.publisher(), notice=notice, **make.FELL, **wrong)


def test_what_should_not_be_public_comes_down_on_the_word_of_another_than_the_publisher() -> None:
    """政府信息公开条例 §17-1: who publishes could otherwise undo any publication alone."""
    notice, why = make.published_notice(), {"ground": "not_public", "reason": "涉及未成年人"}
    with pytest.raises(NotAllowed):
        withdraw(actor=make.person("承办人", "disclosure.prepare"), notice=notice, **why)
    withdraw(actor=make.person("负责人", "disclosure.exempt"), notice=notice, **why)
    assert state() == "withdrawn"


@pytest.mark.parametrize("by", ["", "urn:mingzhi:invented:ruling:2", "urn:mingzhi:cases:step:x", "nothing"])
def test_what_stands_is_not_taken_down_as_fallen(by: str) -> None:
    """行政处罚法 §48-2: the room of the matter says what fell; a room that says nothing lets nothing fall."""
    why = {"ground": "revoked", "reason": "撤销", "fallen_by": by}
    notice = make.published_notice()
    unowned = make.published_notice("28", about={"urn": "urn:mingzhi:nowhere:decision:28"})
    make.duties(make.source("29"))
    for one in (notice, unowned):
        with pytest.raises(NotNow, match="没有登记为被变更"):
            withdraw(actor=make.publisher(), notice=one, **why)
    with pytest.raises(NotNow, match="没有登记为被变更"):
        withdraw(actor=make.publisher(), notice=unowned, **{**why, **make.FELL})
    with pytest.raises(NotNow, match="没有登记为被变更"):
        release_duties(actor=make.publisher(), duty=Duty.objects.latest("pk"), **why)
    assert Publication.objects.filter(until=None).count() == 2


def test_a_duty_is_not_released_because_the_decision_should_not_be_public() -> None:
    """That is an exemption, filed with the justice department (政府信息公开条例 §15)."""
    make.duties()
    with pytest.raises(Invalid):
        release_duties(
            actor=make.publisher(), duty=Duty.objects.get(is_lead=True), ground="not_public", reason="隐私"
        )


def test_only_a_penalty_ends_early() -> None:
    make.published_licence()
    ask = {"conditions": frozenset(EARLY_END_CONDITIONS), "reason": "已履行", "applied_on": date(2026, 4, 19)}
    notice = Publication.objects.filter(until=None).latest("pk").notice
    with at(2027, 4, 21, 9), pytest.raises(NotNow, match="只有行政处罚信息"):
        end_early(actor=make.publisher(), notice=notice, **ask)


def test_a_decision_that_falls_before_publication_is_closed_without_tombstone() -> None:
    make.duties()
    version = make.checked_version()
    row = withdraw(
        actor=make.publisher(), notice=version.notice, ground="revoked", reason="撤销", seen="", **make.FELL
    )
    assert not row.was_public
    assert state() == "withdrawn"
    with pytest.raises(Conflict):
        publish(actor=make.publisher(), notice=version.notice, version=version)


def test_other_channels_are_confirmed_and_taken_down_with_receipts() -> None:
    notice = make.published_notice()
    duty = Duty.objects.get(channel="gsxt")
    with pytest.raises(Invalid):
        confirm_delivery(actor=make.publisher(), duty=duty, receipt="")
    confirm_delivery(actor=make.publisher(), duty=duty, receipt="GS-1")
    assert state("gsxt") == "published"
    with pytest.raises(Conflict):
        confirm_delivery(actor=make.publisher(), duty=duty, receipt="GS-2")
    withdraw(actor=make.publisher(), notice=notice, ground="revoked", reason="撤销", **make.FELL)
    assert state("gsxt") == "removal"
    confirm_removal(actor=make.publisher(), duty=duty, receipt="GS-3")
    assert state("gsxt") == "withdrawn"


def test_this_platform_is_delivered_by_publication_only() -> None:
    make.duties()
    with pytest.raises(NotNow):
        confirm_delivery(
            actor=make.publisher(), duty=Duty.objects.get(channel="portal", is_lead=True), receipt="x"
        )


def test_a_notice_expires_by_itself_after_its_last_day() -> None:
    notice = make.published_notice()
    job = system_actor("disclosure-expiry", on=date(2031, 4, 20))
    with at(2031, 4, 20, 12), pytest.raises(NotNow):
        expire(actor=job, notice=notice)
    with at(2031, 4, 21, 0, 5):
        assert expire_due(actor=job) == 1
        assert expire_due(actor=job) == 0
    assert state() == "expired"
    assert Leaf.objects.get(action="expire").content["ends"]


def test_no_person_can_expire() -> None:
    notice = make.published_notice()
    with pytest.raises(NotAllowed):
        expire(actor=make.publisher(), notice=notice)


def test_an_early_end_needs_all_conditions_and_one_year() -> None:
    notice = make.published_notice()
    all_met = frozenset(EARLY_END_CONDITIONS)
    ask = {"actor": make.publisher(), "notice": notice, "reason": "已履行", "applied_on": date(2027, 4, 19)}
    with pytest.raises(NotNow):
        end_early(conditions=all_met, **ask)
    with at(2027, 4, 21, 9):
        with pytest.raises(Invalid):
            end_early(conditions=all_met - {"fulfilled"}, **ask)
        end_early(conditions=all_met, **ask)
    assert state() == "ended_early"


def test_exemption_is_filed_inside_the_term() -> None:
    make.duties(make.source(party_is_minor=True))
    duty = Duty.objects.get(is_lead=True)
    filing = {
        "ground": "minor",
        "reason": "当事人十六周岁",
        "filed_with": "清溪县司法局",
        "filed_on": date(2026, 4, 20),
        "receipt": "清司备〔2026〕3号",
    }
    with pytest.raises(NotAllowed):
        exempt(actor=make.checker(), duty=duty, **filing)
    with pytest.raises(Invalid):
        exempt(actor=make.publisher(), duty=duty, **{**filing, "receipt": ""})
    row = exempt(actor=make.publisher(), duty=duty, **filing)
    assert row.inside_term
    assert set(DutyState.objects.filter(until=None).values_list("state", flat=True)) == {"exempt"}
    with pytest.raises(Conflict):
        exempt(actor=make.publisher(), duty=duty, **filing)


def test_a_filing_after_the_term_is_recorded_as_late() -> None:
    make.duties()
    with at(2026, 4, 24, 9):
        exempt(
            actor=make.publisher(),
            duty=Duty.objects.get(is_lead=True),
            ground="privacy",
            reason="主要事实涉及隐私",
            filed_with="清溪县司法局",
            filed_on=date(2026, 4, 24),
            receipt="4号",
        )
    assert not Exemption.objects.get().inside_term
    assert DutyState.objects.get(until=None, is_lead=True).late


def test_what_is_public_cannot_be_exempted() -> None:
    make.published_notice()
    with pytest.raises(Conflict):
        exempt(
            actor=make.publisher(),
            duty=Duty.objects.get(is_lead=True),
            ground="privacy",
            reason="x",
            filed_with="清溪县司法局",
            filed_on=date(2026, 4, 20),
            receipt="4号",
        )


def test_a_decision_that_falls_before_any_notice_owes_nothing_more() -> None:
    make.duties()
    duty = Duty.objects.get(is_lead=True)
    with pytest.raises(NotAllowed):
        release_duties(actor=make.checker(), duty=duty, ground="revoked", reason="复议撤销", **make.FELL)
    with pytest.raises(Invalid):
        release_duties(actor=make.publisher(), duty=duty, ground="revoked", reason="", **make.FELL)
    release_duties(actor=make.publisher(), duty=duty, ground="revoked", reason="复议撤销", **make.FELL)
    assert set(DutyState.objects.filter(until=None).values_list("state", flat=True)) == {"withdrawn"}
    with pytest.raises(Conflict):
        release_duties(actor=make.publisher(), duty=duty, ground="revoked", reason="复议撤销", **make.FELL)


def test_where_a_notice_stands_it_is_withdrawn_instead() -> None:
    make.published_notice()
    with pytest.raises(Conflict):
        release_duties(
            actor=make.publisher(),
            duty=Duty.objects.get(is_lead=True),
            ground="revoked",
            reason="撤销",
            **make.FELL,
        )
