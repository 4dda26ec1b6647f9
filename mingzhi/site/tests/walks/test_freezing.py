"""Freezing deposits through acts: approval, bank, party, extension, end (行政强制法 §29–33)."""

from datetime import timedelta

import pytest

from mingzhi.cases.acts import take_step
from mingzhi.cases.models import Clock, CoerciveDecision
from mingzhi.cases.queries import todo
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.disclosure.models import Duty
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Refusal
from mingzhi.records.models import Document
from mingzhi.site.tests.stages import staged
from mingzhi.site.walk import scenario

pytestmark = pytest.mark.django_db

WHAT = {
    "basis": ["行政强制法 §29-1"],
    "reason": "当事人正在转移货款。",
    "bank": "清溪农商银行城关支行",
    "account": "2010 0001 8888 6666",
    "amount": 3_200,
    "commensurate": True,
    "not_frozen_before": True,
}
FREEZE = {
    **WHAT,
    "started_at": "2026-03-12T16:00:00+08:00",
    "place": "清溪农商银行城关支行",
    "id_shown": True,
    "handed_to_bank": True,
    "facts": "向银行出示证件，交付通知书，银行当场冻结。",
}
SERVED = {"id_shown": True, "manner": "direct", "receiver": "王秀兰（本人）"}


@pytest.fixture
def walk(people):
    return staged(people, scenario("expired-food")).play(before="conclude")


def take(walk, step, role, data, at):
    with clock.fixed(at):
        people = [walk.actor(one, at.date()).urn for one in ("handler", "second")]
        needed = step in ("freeze", "serve_freezing")
        data = {**data, "started_at": at.isoformat()} if step == "freeze" else data
        return take_step(
            actor=walk.actor(role, at.date()),
            case=walk.the_case(),
            step=step,
            data=data,
            officers=people if needed else (),
        )


def now(walk):
    """An hour after what the walk has played."""
    events = walk.script["events"]
    played = [event.get("step") for event in events].index("conclude")
    return events[played - 1]["at"] + timedelta(hours=1)


def frozen(walk):
    at = now(walk)
    take(walk, "approve_freezing", "head", WHAT, at)
    take(walk, "freeze", "handler", FREEZE, at + timedelta(minutes=5))
    return at + timedelta(minutes=5)


def refused(walk, step, role, data, at):
    with pytest.raises(Refusal) as caught:
        take(walk, step, role, data, at)
    return caught.value.code


def test_a_freezing_runs_thirty_days_is_told_in_three_and_becomes_public(walk):
    at = now(walk)
    assert refused(walk, "freeze", "handler", FREEZE, at) == "cases.freezing_approved"
    at = frozen(walk)
    assert refused(walk, "freeze", "handler", FREEZE, at) == "cases.freezing_approved"
    day = at.astimezone(clock.CHINA).date()
    running = {row.code: row.due for row in Clock.objects.filter(ended_at__isnull=True)}
    assert running["freezing"] == day + timedelta(days=30)
    assert day < running["freezing_notice"] <= day + timedelta(days=5)
    made = set(Document.objects.values_list("template_code", flat=True))
    assert {"freezing_decision", "freezing_notice", "freezing_record"} <= made
    decision = CoerciveDecision.objects.get(kind="freeze")
    assert decision.number.startswith("清市监冻结〔2026〕")
    assert Duty.objects.filter(source_urn=decision.urn).exists()

    take(walk, "serve_freezing", "handler", {**SERVED, "served_on": day.isoformat()}, at)
    assert not Clock.objects.filter(code="freezing_notice", ended_at__isnull=True).exists()
    assert Clock.objects.get(code="enforcement_reconsider", about__code="freeze").started_at.date() <= day

    later = at + timedelta(days=20)
    take(walk, "extend_freezing", "head", {"reason": "货款流向复杂。", "told": True}, later)
    assert Clock.objects.get(code="freezing").due == day + timedelta(days=60)
    paper = Document.objects.get(template_code="freezing_extension")
    assert paper.fields["due_after"] == (day + timedelta(days=60)).isoformat()
    again = {"reason": "再延长。", "told": True}
    assert refused(walk, "extend_freezing", "head", again, later) == "cases.freezing_not_extended"

    ended = {"ground": "other", "reason": "货款已经查清。", "told": True}
    take(walk, "lift_freezing", "head", ended, later)
    assert facts_of(walk.the_case(), on=later.date()).measure("freezing") is None
    assert Document.objects.filter(template_code="freezing_release").count() == 1


def test_after_its_term_it_is_free_by_law_and_cannot_be_extended(walk):
    at = frozen(walk)
    over = at + timedelta(days=31)
    note = {"note": "银行已于期满日解除。"}
    assert (
        refused(walk, "lapse_freezing", "handler", note, at + timedelta(days=30)) == "cases.freezing_lapsed"
    )
    more = {"reason": "延长。", "told": True}
    assert refused(walk, "extend_freezing", "head", more, over) == "cases.freezing_not_expired"
    take(walk, "lapse_freezing", "handler", note, over)
    assert not any(
        one.open for one in facts_of(walk.the_case(), on=over.date()).measures if one.kind == "freezing"
    )


def test_two_accounts_are_frozen_each_with_its_own_days_and_its_own_end(walk):
    """Only the same account is not frozen twice (行政强制法 §29-2)."""
    first_at = frozen(walk)
    first = walk.the_case().steps.get(code="freeze")
    second_at = first_at + timedelta(days=2)
    take(walk, "approve_freezing", "head", WHAT, second_at)
    assert refused(walk, "freeze", "handler", FREEZE, second_at) == "cases.nothing_frozen"
    other = {**FREEZE, "account": "6217000000000000002", "amount": 300_00}
    take(walk, "freeze", "handler", other, second_at)
    second = walk.the_case().steps.filter(code="freeze").latest("id")

    def due(code):
        rows = Clock.objects.filter(code=code, ended_at__isnull=True).order_by("id")
        return {row.about_id: row.due for row in rows}

    days = {
        step.pk: at.astimezone(clock.CHINA).date() + timedelta(days=30)
        for step, at in ((first, first_at), (second, second_at))
    }
    assert due("freezing") == days, "the second leaves the first's thirty days alone (§32-1)"
    assert set(due("freezing_notice")) == {first.pk, second.pk}, "each is handed over within three days (§31)"

    served = {**SERVED, "served_on": second_at.astimezone(clock.CHINA).date().isoformat()}
    assert refused(walk, "serve_freezing", "handler", served, second_at) == "cases.measure_named"
    named = {"of_measure": first.document_number}
    take(walk, "serve_freezing", "handler", served | named, second_at)
    assert set(due("freezing_notice")) == {second.pk}
    assert {first.pk} == set(due("enforcement_sue")) & {first.pk, second.pk}
    receipt = Document.objects.filter(template_code="service_receipt").latest("id")
    assert receipt.fields["document_number"] == first.document_number

    later = second_at + timedelta(days=10)
    longer = {"reason": "货款流向复杂。", "told": True}
    assert refused(walk, "extend_freezing", "head", longer, later) == "cases.measure_named"
    take(walk, "extend_freezing", "head", longer | {"of_measure": second.document_number}, later)
    assert due("freezing") == {first.pk: days[first.pk], second.pk: days[second.pk] + timedelta(days=30)}
    paper = Document.objects.get(template_code="freezing_extension")
    longest = (days[second.pk] + timedelta(days=30)).isoformat()
    assert (paper.fields["account"], paper.fields["due_after"]) == (other["account"], longest)

    ended = {"ground": "other", "reason": "货款已经查清。", "told": True}
    take(walk, "lift_freezing", "head", ended | named, later)
    assert set(due("freezing")) == {second.pk}
    paper = Document.objects.get(template_code="freezing_lifting")
    assert (paper.fields["account"], paper.fields["measure_number"]) == (
        WHAT["account"],
        first.document_number,
    )
    left = [one for one in facts_of(walk.the_case(), on=later.date()).measures if one.open]
    assert [(one.number, one.extended) for one in left if one.kind == "freezing"] == [
        (second.document_number, True)
    ]


def test_the_line_of_a_freezing_names_its_account(walk, people):
    at = frozen(walk)
    number = walk.the_case().steps.get(code="freeze").document_number
    last_day = Clock.objects.get(code="freezing_notice").due
    with clock.fixed(at.replace(year=last_day.year, month=last_day.month, day=last_day.day)):
        lines = todo(people.cast("handler", clock.today())).mine
    (line,) = [one for one in lines if one.step == "serve_freezing"]
    assert line.subject == f"{number} · {WHAT['account']}" and line.given == ("of_measure", number)


@pytest.mark.parametrize("basis", ["道路运输条例 §64", "市场监督管理行政处罚程序规定 §36-1"])
def test_no_regulation_gives_the_power_to_freeze(walk, basis):
    at = now(walk)
    code = refused(walk, "approve_freezing", "head", {**WHAT, "basis": [basis]}, at)
    assert code == "cases.freezing_by_law"
