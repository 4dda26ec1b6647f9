"""Wrong ways through the later life of a case: failures, late money, corrections, strangers."""

from dataclasses import replace
from datetime import datetime

import pytest

from mingzhi.cases.acts import record_opinion, take_step
from mingzhi.cases.acts.effects import EFFECTS
from mingzhi.cases.models import Clock, Decision, Step
from mingzhi.cases.notices import draft_of
from mingzhi.disclosure.models import Duty, DutyState, Publication
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed, NotKnown, NotNow
from mingzhi.records.models import Document, IssuedNumber
from mingzhi.review.models import Submission
from mingzhi.site.tests.taking import at, refused, take

pytestmark = pytest.mark.django_db


@pytest.mark.serves("2.2.3a")
def test_a_failure_inside_the_act_leaves_nothing_and_voids_the_number(walk, monkeypatch):
    walk.play(before="decide_penalty")
    before = Step.objects.count(), Document.objects.count()

    def broken(work):
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(EFFECTS, "decide", broken)
    with at("2026-04-14T10:00"), pytest.raises(RuntimeError):
        take(walk, "decide_penalty", by="head", officers=())
    monkeypatch.undo()
    assert (Step.objects.count(), Document.objects.count()) == before
    assert not Decision.objects.exists() and not Duty.objects.exclude(act_kind="行政强制").exists()
    voided = IssuedNumber.objects.get(series__document_kind="处罚")
    assert voided.state == "voided" and "disk" in voided.void_reason
    with at("2026-04-14T10:05"):
        take(walk, "decide_penalty", by="head", officers=())
    assert Decision.objects.get().number == "清市监处罚〔2026〕2号"


@pytest.mark.serves("2.3.3a")
def test_an_opinion_is_for_the_reviewer_and_spends_no_number_when_refused(walk):
    walk.play(before="findings")
    submission = Submission.objects.get()
    with at("2026-03-26T10:00"):
        for role, kind in (("review_head", NotAllowed), ("handler", NotAllowed)):
            with pytest.raises(kind):
                record_opinion(
                    actor=walk.actor(role, clock.today()), submission=submission, kind="同意", text="同意"
                )
        with pytest.raises(NotNow) as refusal:
            record_opinion(
                actor=walk.actor("reviewer", clock.today()), submission=submission, kind="同意", text="同意"
            )
        assert refusal.value.code == "review.points_missing"
        refused(
            NotNow,
            "cases.clearance_given",
            walk=walk,
            step="pass_review",
            by="reviewer",
            officers=(),
            data={},
        )
    assert not IssuedNumber.objects.filter(series__document_kind="法审").exists()


def test_a_recused_officer_is_out_and_another_takes_over(walk, people):
    walk.play(before="inquire")
    with at("2026-03-05T09:00"):
        second = walk.actor("second", clock.today()).urn
        asked = {"whom": second, "asked_by": "party", "requested_on": "2026-03-05", "reason": "系亲属"}
        take(walk, "ask_recusal", officers=(), data=asked)
        decided = {"whom": second, "position": "staff", "result": "yes", "reason": "属实"}
        take(walk, "decide_recusal", by="head", officers=(), data=decided)
        refused(NotAllowed, "cases.recused", walk=walk, step="inquire")


def test_others_do_not_learn_that_the_case_exists(walk, people):
    walk.play(before="inspect")
    with at("2026-03-03T10:00"), pytest.raises(NotKnown):
        admin = people.cast("handler", clock.today())
        stranger = replace(admin, agency_code="x", agency_codes_seen=frozenset({"x"}))
        take_step(actor=stranger, case=walk.the_case(), step="check_clue", data={"facts": "x"})


@pytest.mark.serves("2.1.3c")
def test_a_decision_that_falls_before_it_was_public_owes_the_public_nothing(walk):
    walk.play(before="publish")
    with at("2026-04-17T09:00"):
        data = {"reason": "发现事实认定有误，自行纠正。", "decision_text": "撤销处罚决定。"}
        take(walk, "revoke_own", by="head", officers=(), data=data)
        duties = Duty.objects.filter(source_urn=Decision.objects.get().urn)
        assert duties.filter(states__state="owed", states__until=None).exists()
        take(walk, "withdraw_publication", by="publisher", officers=(), data={"reason": "决定已撤销。"})
        assert not duties.filter(states__state="owed", states__until=None).exists()
        take(walk, "redo", by="head", officers=(), data={"reason": "重新调查处理"})
    case = walk.the_case()
    assert case.state == "investigating" and case.closed_at is None
    assert not Clock.objects.filter(code__in=("pay", "court", "sue"), ended_at=None).exists()
    assert Clock.objects.filter(code="decide", ended_at=None).count() == 1


def test_late_fine_is_counted_capped_and_written_into_its_paper(walk):
    walk.play(before="pay")
    with at("2026-04-30T10:00"):
        late = {"counted_until": "2026-04-30"}
        refused(
            NotNow,
            "cases.payment_overdue",
            walk=walk,
            step="impose_late_fine",
            by="head",
            officers=(),
            data=late,
        )
    with at("2026-05-12T10:00"):
        row = take(walk, "impose_late_fine", by="head", officers=(), data={"counted_until": "2026-05-11"})
    # 4,000 yuan at three per cent for the eleven days from 1 to 11 May
    assert (row.data["amount"], row.data["days"]) == (132_000, 11)
    with at("2026-07-30T10:00"):
        row = take(walk, "impose_late_fine", by="head", officers=(), data={"counted_until": "2026-07-29"})
    assert row.data["amount"] == 400_000  # never more than the fine


@pytest.mark.parametrize(
    ("until", "court_until"),
    [
        ("2026-07-31", "2027-01-15"),  # three months after the time for remedies, which ends on 15 October
        ("2026-11-30", "2027-03-01"),  # three months after the plan, moved on from a Sunday
    ],
)
def test_a_plan_to_pay_moves_the_time_to_pay_and_the_time_to_go_to_court(walk, until, court_until):
    walk.play(before="pay")
    with at("2026-04-20T10:00"):
        asked = {"requested_on": "2026-04-20", "reason": "经营困难"}
        take(walk, "ask_plan", officers=(), data=asked)
        granted = {"decision_text": "准予延期。", "until": until, "told": True}
        take(walk, "grant_plan", by="head", officers=(), data=granted)
    pay, court = (Clock.objects.get(code=code, ended_at=None) for code in ("pay", "court"))
    assert pay.due.isoformat() == until and pay.changes.get().kind == "extend"
    assert court.due.isoformat() == court_until


def test_a_correction_must_be_served_before_the_public_text_may_change(walk):
    walk.play(before="publish")
    with at("2026-04-17T09:00"):
        data = {"before": "溪滨路18号", "after": "溪滨路18-1号", "slip_only": True, "reason": "门牌笔误"}
        take(walk, "correct_decision", by="head", officers=(), data=data)
        with pytest.raises(NotNow) as refusal:
            draft_of(Decision.objects.get(), walk.actor("publisher", clock.today()))
        assert refusal.value.code == "cases.correction_unserved"
        served = {"id_shown": True, "manner": "direct", "served_on": "2026-04-17", "receiver": "王秀兰"}
        take(walk, "serve_correction", data=served)
        draft = draft_of(Decision.objects.get(), walk.actor("publisher", clock.today()))
        assert draft.pdf.startswith(b"%PDF") and "溪滨路18-1号" in draft.text
    assert not Duty.objects.filter(content="correction").exists()  # nothing prepared yet, nothing to follow


@pytest.mark.serves("2.1.3c")
def test_a_served_correction_obliges_the_public_text_to_follow_it(walk):
    walk.play(before="lift_seizure")
    decision = Decision.objects.get()
    with at("2026-04-29T09:00"):
        data = {"before": "溪滨路18号", "after": "溪滨路18-1号", "slip_only": True, "reason": "门牌笔误"}
        take(walk, "correct_decision", by="head", officers=(), data=data)
        served = {"id_shown": True, "manner": "direct", "served_on": "2026-04-29", "receiver": "王秀兰"}
        take(walk, "serve_correction", data=served)
        duty = Duty.objects.get(source_urn=decision.urn, content="correction")
        assert duty.due_on.isoformat() == "2026-05-07" and not duty.confirmed  # three working days, May Day
        assert not duty.is_lead and duty.subject_urn == walk.the_case().urn
    correct = {
        "do": "correct",
        "at": datetime(2026, 4, 30, 9, tzinfo=clock.CHINA),
        "by": "@publisher",
        "checker": "@checker",
        "reason": "随决定书的更正一并更正。",
    }
    walk.perform(correct)
    assert DutyState.objects.get(duty=duty, until=None).state == "published"
    old, new = (row.version.text for row in told(decision))
    assert "溪滨路18-1号" in new and "溪滨路18-1号" not in old
    with at("2026-05-06T09:00"):
        data = {"before": "王记", "after": "王记", "slip_only": True, "reason": "无"}
        take(walk, "correct_decision", by="head", officers=(), data=data)
        take(walk, "serve_correction", data={**served, "served_on": "2026-05-06"})
    assert DutyState.objects.get(duty__content="correction.2", until=None).state == "owed"


def told(decision):
    """The publications of a decision, oldest first."""
    return Publication.objects.filter(version__notice__source_urn=decision.urn).order_by("id")
