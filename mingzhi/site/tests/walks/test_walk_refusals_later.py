"""Wrong ways through the later life of a case: failures, late money, corrections, strangers."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from mingzhi.cases.acts import record_opinion, take_step
from mingzhi.cases.acts.effects import EFFECTS
from mingzhi.cases.models import Clock, Decision, Step
from mingzhi.cases.notices import draft_of
from mingzhi.cases.queries import facts_of
from mingzhi.disclosure.models import Duty, DutyState, Publication
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.records.models import Document, IssuedNumber
from mingzhi.review.acts import record_finding
from mingzhi.review.models import Submission
from mingzhi.site.tests.pages import browser, text
from mingzhi.site.tests.taking import at, refused, take

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


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


@pytest.mark.serves("2.3.4c")
def test_an_opinion_lies_after_its_submission_and_its_findings_and_spends_no_number(walk):
    """行政处罚法 §58-1: what is entered late keeps the order in which it happened."""
    walk.play(before="opinion")
    submission = Submission.objects.get()
    found = max(item.found_at for item in submission.findings.all())
    with at("2026-03-27T10:00"):
        reviewer = walk.actor("reviewer", clock.today())
        given = {"kind": "建议纠正", "text": "请补正。", "late_reason": "补录"}
        for moment in (submission.submitted_at - HOUR, submission.submitted_at + HOUR, found - HOUR / 20):
            with pytest.raises(NotNow) as refusal:
                record_opinion(actor=reviewer, submission=submission, occurred_at=moment, **given)
            assert refusal.value.code == "review.out_of_order"
        with pytest.raises(NotNow) as refusal:
            record_finding(
                actor=reviewer,
                submission=submission,
                point="facts",
                verdict="有问题",
                text="事实不清。",
                occurred_at=submission.submitted_at - HOUR,
                late_reason="补录",
            )
        assert refusal.value.code == "review.out_of_order"
        assert not IssuedNumber.objects.filter(series__document_kind="法审").exists()
        record_opinion(actor=reviewer, submission=submission, occurred_at=found, **given)


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


def test_what_grew_until_a_late_payment_is_still_owed(walk):
    """Paid on the fourth day after the last: three days of growth, imposed once (行政处罚法 §72-1(1))."""
    walk.play(before="pay")
    late = {"by": "head", "officers": (), "data": {"counted_until": "2026-05-12"}}
    with at("2026-05-12T10:00"):
        take(walk, "pay", changes={"paid_on": "2026-05-04"})
        ahead = {**late, "data": {"counted_until": "2026-05-13"}}
        refused(Invalid, "cases.late_fine_left", walk=walk, step="impose_late_fine", **ahead)
        row = take(walk, "impose_late_fine", **late)
        assert (row.data["amount"], row.data["days"]) == (36_000, 3)
        assert "逾期至2026年5月4日才缴清" in str(Document.objects.get(uid=row.document_uid).fields)
        refused(NotNow, "cases.late_fine_left", walk=walk, step="impose_late_fine", **late)
        assert facts_of(walk.the_case(), on=clock.today()).payment.left == 36_000
        page = text(browser(walk.people, "handler").get(reverse("work:case", args=[walk.the_case().uid])))
        assert "有待办理：送达其他文书" in page, "the party has to be told of it"
        take(walk, "pay", changes={"amount": 36_000, "paid_on": "2026-05-12"})
        assert facts_of(walk.the_case(), on=clock.today()).payment.settled


CLOSING = {"ground": "other", "result": "没有缴纳。", "reason": "当事人已注销，没有财产。"}


def test_who_closes_while_money_is_owed_says_why(walk):
    """程序规定 §77-1(5); 行政强制法 §40, §53: the reason is one the file does not contradict."""
    walk.play(before="pay").play(start="lift_seizure", before="complete")

    def no(kind, code, **more):
        data = {**CLOSING, **more}
        refused(kind, f"cases.{code}", walk=walk, step="close", by="head", officers=(), data=data)

    with at("2026-05-12T10:00"):
        no(Invalid, "unperformed_explained")
        no(Invalid, "unperformed_reason_fits", left_open="court_time_over")
        step = take(walk, "close", by="head", officers=(), data={**CLOSING, "left_open": "dissolved"})
    fields = str(Document.objects.get(uid=step.document_uid).fields)
    assert "又无义务承受人" in fields and "403200" in fields
    assert not Clock.objects.filter(code__in=("pay", "court"), ended_at=None).exists(), "nobody waits for it"
    assert walk.the_case().state == "closed"


def test_what_is_wholly_paid_is_closed_as_performed(walk):
    walk.play(before="complete")
    with at("2026-05-12T10:00"):
        data = {**CLOSING, "left_open": "otherwise"}
        refused(
            NotNow, "cases.unperformed_explained", walk=walk, step="close", by="head", officers=(), data=data
        )


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


def test_only_what_the_paper_says_can_be_put_right(walk):
    """Before a number is reserved: nothing is voided because somebody mistyped the slip."""
    walk.play(before="publish")
    with at("2026-04-17T09:00"):
        data = {"before": "溪滨路81号", "after": "溪滨路18号", "slip_only": True, "reason": "门牌笔误"}
        refusal = refused(
            Invalid,
            "cases.correction_before",
            walk=walk,
            step="correct_decision",
            by="head",
            officers=(),
            data=data,
        )
    assert refusal.field == "before" and not IssuedNumber.objects.filter(state="voided").exists()


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
        data = {"before": "溪滨路18-1号", "after": "溪滨路18-2号", "slip_only": True, "reason": "又一处笔误"}
        take(walk, "correct_decision", by="head", officers=(), data=data)
        take(walk, "serve_correction", data={**served, "served_on": "2026-05-06"})
    assert DutyState.objects.get(duty__content="correction.2", until=None).state == "owed"


def told(decision):
    """The publications of a decision, oldest first."""
    return Publication.objects.filter(version__notice__source_urn=decision.urn).order_by("id")
