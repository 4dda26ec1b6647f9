"""The scenario of the expired food, from inspection to archive and to the fall of its decision."""

from datetime import date, datetime

import pytest

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock, CoerciveDecision, Decision, Measure
from mingzhi.cases.queries import decisions_until
from mingzhi.disclosure.models import Correction, Duty, Publication, Withdrawal
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed, NotNow
from mingzhi.records.models import Document, IssuedNumber
from mingzhi.review.queries import rounds_of
from mingzhi.site.jobs.completeness import lines_of
from mingzhi.trail.models import Entry

pytestmark = pytest.mark.django_db


def at(text):
    return clock.fixed(datetime.fromisoformat(text).replace(tzinfo=clock.CHINA))


def due(code):
    return Clock.objects.filter(code=code).latest("id").due


@pytest.mark.serves("1a", "2.1.3a", "2.1.3b", "2.1.3c", "2.2.3a", "2.3.2b", "2.3.4c")
def test_it_is_walked_from_inspection_to_archive_and_its_decision_falls(walk, people):
    walk.play(before="submit_review")
    case = walk.the_case()
    assert case.number == "清市监案〔2026〕1号" and case.state == "concluded"
    assert due("decide") == date(2026, 6, 2)  # 4 March + 90 calendar days
    assert due("preservation") == date(2026, 3, 12)  # 3 March + 7 working days
    assert due("seizure") == date(2026, 4, 11)  # a Saturday: a holiday never prolongs a measure


def test_review_duties_and_publication_leave_their_marks(walk, people):
    walk.play()
    case = walk.the_case()
    assert case.state == "archived" and case.closed_at is not None
    assert [item.opinion for item in rounds_of(case.urn)] == ["建议纠正", "同意"]
    decision = Decision.objects.get()
    assert decision.number == "清市监处罚〔2026〕1号" and decision.told_publication
    duties = Duty.objects.filter(source_urn=decision.urn)
    assert duties.filter(due_on=date(2026, 4, 23)).exists()  # 14 April + 7 working days
    assert decisions_until(date(2026, 4, 14)) == {people.agency_code: 3}  # with the seizure and its end
    assert due("seizure") == date(2026, 5, 11)
    assert due("pay") == date(2026, 4, 30)  # 15 April + 15 calendar days
    assert due("sue") == date(2026, 10, 15)
    assert due("court") == date(2027, 1, 15)  # three months after the time to sue is over
    assert not Measure.objects.filter(lifted_at__isnull=True).exists()
    told = Publication.objects.filter(version__notice__source_urn=decision.urn)
    assert told.count() == 2 and Correction.objects.count() == 1
    texts = [row.version.text for row in told.order_by("id")]
    assert "溪宾路" in texts[0] and "溪滨路" in texts[1] and "溪宾路" not in texts[1]
    assert all("王秀兰" not in text and "13900000000" not in text for text in texts)
    assert not IssuedNumber.objects.exclude(state="used").exists()
    opinions = Document.objects.filter(case_urn=case.urn, template_code="review_opinion")
    assert opinions.count() == 2 and {row.part for row in opinions} == {"副卷"}
    walk.play("later")
    decision.refresh_from_db()
    assert decision.standing == "revoked" and decision.fallen_at is not None
    assert walk.the_case().state == "revoked"
    assert due("withdraw") == date(2026, 6, 15)  # 10 June + 3 working days
    down = Withdrawal.objects.get()
    assert down.ground == "revoked" and down.due_on == date(2026, 6, 15) and not down.late
    assert not told.filter(until__isnull=True).exists()


@pytest.mark.serves("2.1.3a", "2.1.3b")
def test_every_coercive_decision_owes_the_public_its_items_and_is_counted(walk, people):
    walk.play(before="conclude")
    row = CoerciveDecision.objects.get()
    assert (row.kind, row.title) == ("seize", "扣押财物") and row.number == row.step.document_number
    duty = Duty.objects.get(source_urn=row.urn)
    assert (duty.content, duty.is_lead, duty.act_kind) == ("items", True, "行政强制")
    assert duty.due_on == date(2026, 4, 10)  # 12 March + 20 working days, Qingming moved
    assert duty.created_at == row.step.recorded_at
    assert decisions_until(date(2026, 3, 12)) == {people.agency_code: 1}
    version = Publication.objects.get(version__notice__source_urn=row.urn).version
    said = dict(version.fields)
    assert said["执法结论"] == "扣押财物，期限自2026年3月12日至2026年4月11日"
    assert said["依据"] == "《食品安全法》第一百一十条第四项"
    assert said["执法对象"] == walk.the_case().party_name and said["决定文书号"] == row.number
    assert "火腿肠" not in version.text and "13900000000" not in version.text
    walk.play(start="conclude")
    made = list(CoerciveDecision.objects.order_by("id"))
    assert [one.kind for one in made] == ["seize", "extend_seizure", "lift_seizure"]
    longer = Publication.objects.get(version__notice__source_urn=made[1].urn).version
    assert "《行政强制法》第二十五条" in dict(longer.fields)["依据"]  # its own law, where nobody enters one
    (line,) = lines_of(date(2026, 5, 31))
    assert line.decisions == 4 and line.missing == 0 and line.counts.published == 4


def test_every_step_is_one_entry_with_stage_basis_and_hash(walk):
    walk.play(before="submit_review")
    case = walk.the_case()
    entries = Entry.objects.filter(subject_urn=case.urn, act__startswith="cases.")
    steps = case.steps.all()
    assert entries.count() == steps.count()
    inspect = entries.get(act="cases.inspect")
    assert (inspect.title, inspect.stage) == ("现场检查", "调查取证")
    assert "行政处罚法 §55-2" in inspect.basis and "document" in inspect.hashes


@pytest.mark.serves("2.1.2a", "2.3.2b", "2.3.5a")
def test_the_decision_is_refused_early_by_others_with_another_core_heavier_or_undiscussed(walk, people):
    walk.play(before="serve_notice")
    decide = next(event for event in walk.script["events"] if event.get("step") == "decide_penalty")

    def refused(moment, kind, code, citation, *, by="head", core=None, before=None):
        with at(moment), pytest.raises(kind) as refusal:
            data = walk.filled(dict(decide["data"]), clock.today())
            if core:
                data["core"] = {**data["core"], **core}
            take_step(
                actor=walk.actor(by, clock.today()), case=walk.the_case(), step="decide_penalty", data=data
            )
        assert refusal.value.code == code
        assert refusal.value.citation.compact == citation
        assert refusal.value.way_out

    # not yet told
    refused("2026-04-01T17:00", NotNow, "cases.notice_served", "行政处罚法 §62")
    walk.play(start="serve_notice", before="discuss")
    # the fifth working day after 2 April is 10 April: Qingming on 4–6 April does not count
    refused("2026-04-10T17:00", NotNow, "cases.waiting_over", "市场监督管理行政处罚程序规定 §57-2")
    refused("2026-04-13T09:00", NotNow, "cases.discussion_held", "行政处罚法 §57-2")
    walk.play(start="discuss", before="decide_penalty")
    refused("2026-04-14T09:00", NotAllowed, "cases.duty", "行政处罚法 §57-1(1)", by="handler")
    heavier = [{"kind": "fine", "amount": 900_000}]
    refused("2026-04-14T09:00", NotNow, "cases.core_cleared", "行政处罚法 §58-1", core={"penalties": heavier})
    refused("2026-04-14T09:00", NotNow, "cases.core_cleared", "行政处罚法 §58-1", core={"facts": "另一事实"})
    assert not IssuedNumber.objects.filter(series__document_kind="处罚").exists()
    walk.play(start="decide_penalty", before="serve_decision")
    # whoever decides second finds the state moved on
    refused("2026-04-14T11:00", NotNow, "cases.state", "行政处罚法 §57-1(1)")
    assert Decision.objects.count() == 1
