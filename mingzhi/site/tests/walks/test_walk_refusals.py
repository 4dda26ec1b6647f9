"""Wrong ways through a case: each is refused by name, and leaves nothing half-done."""

from datetime import datetime

import pytest

from mingzhi.cases.acts import open_case
from mingzhi.cases.models import Case, Clock, CoerciveDecision, Decision, Measure, Step
from mingzhi.cases.notices import draft_for
from mingzhi.cases.queries import case_page
from mingzhi.catalogue.queries import power_on
from mingzhi.disclosure.models import DutyState
from mingzhi.identity.models import Certificate, CertificateEvent
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Invalid, NotAllowed, NotNow
from mingzhi.records.models import Document, IssuedNumber
from mingzhi.review.models import Clearance, Submission
from mingzhi.site.jobs.completeness import lines_of
from mingzhi.site.tests.taking import at, refused, take

pytestmark = pytest.mark.django_db
BEYOND = 900
"""More articles than any act has, and more paragraphs than any article."""


def test_a_paper_cites_no_article_that_does_not_exist(walk):
    walk.play(before="order_to_correct")
    with at("2026-03-03T10:10"):
        for field, cited in (("breached", f"食品安全法 §{BEYOND}"), ("basis", f"行政处罚法 §28-{BEYOND}")):
            given = {"walk": walk, "step": "order_to_correct", "changes": {field: [cited]}}
            assert refused(Invalid, "cases.no_such_article", **given).field == field
        # what the catalogue does not hold cannot be looked up, and is left to those who cite it
        unknown = [f"清溪县暂行规定 §{BEYOND}", "县政府通告第三条"]
        take(walk, "order_to_correct", changes={"breached": unknown})


def test_nobody_is_detained_under_a_power_that_does_not_say_so(walk):
    walk.play(before="conclude")
    with at("2026-03-20T16:00"):
        core = walk.core("core", clock.today()) | {"penalties": [{"kind": "detention", "days": 5}]}
        found = refused(Invalid, "cases.detention", walk=walk, step="conclude", changes={"core": core})
        assert found.citation.compact == "行政处罚法 §18-3"


@pytest.mark.serves("2.1.2a", "2.1.1c")
def test_an_inspection_needs_two_certified_officers_their_cards_and_every_field(walk, people):
    walk.play(before="inspect")
    with at("2026-03-03T10:00"):
        for officers in ((), ("handler",), ("handler", "handler"), ("handler", "head")):
            found = refused(NotAllowed, "cases.officers", walk=walk, step="inspect", officers=officers)
            assert found.citation.compact == "行政处罚法 §42-1"
        found = refused(
            Invalid, "cases.field_missing", walk=walk, step="inspect", changes={"id_shown": False}
        )
        assert found.field == "id_shown" and found.citation.compact == "行政处罚法 §55-1"
        for name, value in (("started_at", "yesterday"), ("place", ["x"]), ("present", "nobody")):
            found = refused(Invalid, "cases.field_form", walk=walk, step="inspect", changes={name: value})
            assert found.field == name
        found = refused(Invalid, "cases.field_unknown", walk=walk, step="inspect", changes={"x": "y"})
        assert found.field == "x"
        # an expired certificate stops its holder the same day
        second = Certificate.objects.get(person=people.people["second"])
        CertificateEvent.objects.create(
            certificate=second, kind="suspended", on=clock.today(), recorded_at=clock.now()
        )
        refused(NotAllowed, "cases.officers", walk=walk, step="inspect")
    assert Step.objects.filter(code="inspect").count() == 0 and not Document.objects.exists()


def test_the_past_needs_a_reason_and_the_future_is_refused(walk):
    walk.play(before="inspect")
    with at("2026-03-06T10:00"):
        then = datetime(2026, 3, 3, 9, 40, tzinfo=clock.CHINA)
        refused(Invalid, "trail.late", walk=walk, step="inspect", occurred_at=then)
        later = datetime(2026, 3, 7, 9, 40, tzinfo=clock.CHINA)
        refused(Invalid, "trail.future", walk=walk, step="inspect", occurred_at=later)
        row = take(walk, "inspect", occurred_at=then, late_reason="现场没有网络")
        assert row.occurred_at == then and row.recorded_at == clock.now()


def test_opening_is_for_handlers_of_the_agency_that_holds_the_power(walk, people):
    with at("2026-03-03T09:00"):
        today = clock.today()
        party = {"kind": "organisation", "name": "x", "code": "92339921MA7K9XY03N"}
        given = {
            "agency_code": people.agency_code,
            "power_uid": power_on("MZ-CF-SP-001", today).uid,
            "procedure": "ordinary",
            "cause": "x",
            "source": "x",
            "party": party,
        }
        handler = walk.actor("handler", today)
        with pytest.raises(NotAllowed):
            open_case(actor=walk.actor("reviewer", today), **given)
        with pytest.raises(NotAllowed):
            open_case(actor=handler, **{**given, "agency_code": "other"})
        for change, field in (
            ({"power_uid": power_on("MZ-CF-GG-001", today).uid}, "power_uid"),
            ({"procedure": "summary"}, "procedure"),
            ({"procedure": "nonsense"}, "procedure"),
            ({"cause": " "}, "cause"),
            ({"party": {**party, "code": "92339921MA7K9XY03X"}}, "party.code"),
            ({"party": {**party, "name": ""}}, "party.name"),
            ({"party": {**party, "kind": "ghost"}}, "party.kind"),
            ({"party": {**party, "birth_date": "tomorrow"}}, "party.birth_date"),
        ):
            with pytest.raises(Invalid) as refusal:
                open_case(actor=handler, **{**given, **change})
            assert refusal.value.field == field
    assert not Case.objects.exists() and not IssuedNumber.objects.exists()


def test_urgent_preservation_waits_for_approval_and_falls_when_refused(walk):
    walk.play(before="approve_preservation")
    with at("2026-03-03T10:20"):
        refused(NotNow, "cases.preservation_approved", walk=walk, step="preserve")
        take(walk, "preserve", changes={"urgent": True})
        waiting = Clock.objects.get(code="urgent_approval")
        assert waiting.due_at == datetime(2026, 3, 4, 11, 0, tzinfo=clock.CHINA)
    with at("2026-03-04T09:00"):
        data = {"result": "refused", "reason": "没有灭失的可能"}
        take(walk, "confirm_preservation", by="head", officers=(), data=data)
    measure = Measure.objects.get()
    assert measure.lifted_at is not None and measure.approved_at is None
    assert not Clock.objects.filter(code__in=("urgent_approval", "preservation"), ended_at=None).exists()


def test_an_urgent_seizure_is_public_only_once_approved_and_owes_nothing_when_refused(walk):
    walk.play(before="approve_seizure")
    with at("2026-03-12T10:30"):
        take(walk, "seize", changes={"urgent": True})
        decision = CoerciveDecision.objects.get()
        with pytest.raises(NotNow) as refusal:
            draft_for(decision.urn, walk.actor("publisher", clock.today()))
        assert refusal.value.code == "cases.measure_unapproved"
        assert refusal.value.citation.compact == "行政强制法 §19"
    with at("2026-03-12T16:00"):
        data = {"result": "refused", "reason": "不应当采取扣押"}
        take(walk, "confirm_seizure", by="head", officers=(), data=data)
    states = DutyState.objects.filter(duty__source_urn=decision.urn, until=None)
    assert [row.state for row in states] == ["withdrawn"]
    (line,) = lines_of(clock.today())
    assert line.missing == 0


def test_what_is_not_dealt_with_in_seven_working_days_is_free_by_law(walk):
    walk.play(before="handle_preservation")
    with at("2026-03-13T09:00"):
        refused(
            NotNow,
            "cases.preservation_in_time",
            walk=walk,
            step="handle_preservation",
            by="head",
            officers=(),
        )
        take(walk, "lapse_preservation", officers=(), data={"note": "已退还"})
    assert Measure.objects.get().lifted_at is not None


@pytest.mark.serves("2.3.2b")
def test_nothing_heavier_than_notified_without_new_facts_a_new_review_and_a_new_notice(walk):
    walk.play(before="record_defence")
    with at("2026-04-03T09:00"):
        heavier = walk.core("core", clock.today())
        heavier["penalties"] = [*heavier["penalties"][:2], {"kind": "fine", "amount": 900_000}]
        data = {"ground": "defence", "core": heavier, "reason": "x"}
        found = refused(
            NotNow,
            "cases.heavier_only_on_new_facts",
            walk=walk,
            step="revise_proposal",
            officers=(),
            data=data,
        )
        assert found.citation.compact == "行政处罚法 §45-2"
        take(walk, "supplement", officers=(), data={"reason": "发现新的销售记录"})
        taken = {
            "id_shown": True,
            "rights_told": True,
            "evidence_items": [{"name": "销售记录", "kind": "书证"}],
            "form": "original",
        }
        take(walk, "collect_evidence", data=taken)
        take(walk, "conclude", officers=(), changes={"core": heavier})
        refused(NotNow, "cases.state", walk=walk, step="decide_penalty", by="head", officers=())
        take(walk, "submit_review", officers=())
    walk.perform({**_first(walk, "assign"), "at": _moment("2026-04-03T10:00")})
    walk.perform({**_last(walk, "findings"), "at": _moment("2026-04-03T11:00")})
    walk.perform({**_last(walk, "opinion"), "at": _moment("2026-04-03T12:00")})
    with at("2026-04-14T09:00"):
        decided = {"core": heavier}
        found = refused(
            NotNow, "cases.hearing_right_was_told", walk=walk, step="decide_penalty", by="head", officers=(),
            changes=decided,
        )  # fmt: skip
        take(walk, "approve_proposal", by="head", officers=())
        refused(
            Invalid,
            "cases.hearing_right_told",
            walk=walk,
            step="serve_notice",
            changes={**decided, "served_on": "2026-04-14"},
        )
        take(walk, "serve_notice", changes={**decided, "served_on": "2026-04-14", "hearing_told": True})
        refused(
            NotNow,
            "cases.waiting_over",
            walk=walk,
            step="decide_penalty",
            by="head",
            officers=(),
            changes=decided,
        )
    assert Clearance.objects.count() == 2 and not Decision.objects.exists()


def _first(walk, do):
    return next(item for item in walk.script["events"] if item["do"] == do)


def _last(walk, do):
    return [item for item in walk.script["events"] if item["do"] == do][-1]


def _moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=clock.CHINA)


def test_a_hearing_is_held_on_time_and_reviewed_again(walk):
    walk.changes = {name: {"penalties": [{"kind": "fine", "amount": 600_000}]} for name in ("core", "first")}
    walk.play(before="serve_notice")
    with at("2026-04-02T10:00"):
        take(walk, "serve_notice", changes={"hearing_told": True})
    with at("2026-04-13T09:00"):
        data = {"requested_on": "2026-04-13", "note": "罚款过重"}
        refused(NotNow, "cases.hearing_in_time", walk=walk, step="ask_hearing", officers=(), data=data)
    with at("2026-04-09T09:00"):
        take(walk, "ask_hearing", officers=(), data={**data, "requested_on": "2026-04-09"})
        assert Clock.objects.get(code="decide").paused_at is not None
        host = walk.actor("review_head", clock.today()).urn
        notice = {
            "hearing_at": "2026-04-16T09:00:00+08:00",
            "place": "本机关听证室",
            "host": walk.actor("handler", clock.today()).urn,
            "public": "yes",
            "id_shown": True,
            "manner": "direct",
            "served_on": "2026-04-09",
            "receiver": "王秀兰",
        }
        refused(
            Invalid, "cases.host_not_investigator", walk=walk, step="notify_hearing", officers=(), data=notice
        )
        notice["host"] = host
        found = refused(
            Invalid,
            "cases.hearing_set_early_enough",
            walk=walk,
            step="notify_hearing",
            officers=(),
            data=notice,
        )
        assert "2026-04-21" in str(found)  # seven whole working days lie between
        take(walk, "notify_hearing", officers=(), data={**notice, "hearing_at": "2026-04-21T09:00:00+08:00"})
        told = case_page(walk.the_case().uid, walk.actor("handler", clock.today())).hearing
        assert told and told.place == "本机关听证室" and told.at.isoformat() == "2026-04-21T09:00:00+08:00"
    with at("2026-04-21T11:00"):
        held = {
            "started_at": "2026-04-21T09:00:00+08:00",
            "place": "本机关听证室",
            "host": host,
            "facts": "调查人员陈述事实、证据和建议。",
            "defence": "当事人认为过重。",
            "checked": True,
            "signed": "signed",
        }
        take(walk, "hold_hearing", officers=(), data=held)
        refused(NotNow, "cases.hearing_reported", walk=walk, step="submit_review", officers=(), data={})
    with at("2026-04-22T09:00"):
        report = {"course": "按程序举行。", "facts": "双方意见", "conclusion": "维持处理意见"}
        take(walk, "report_hearing", officers=(), data=report)
        decide = Clock.objects.get(code="decide")
        assert decide.paused_at is None and decide.due.isoformat() == "2026-06-15"  # 13 days not counted
        take(walk, "submit_review", officers=(), data={})
    submission = Submission.objects.latest("id")
    assert submission.after_hearing and submission.round == 3
