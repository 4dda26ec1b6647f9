"""After a holiday notice every day counted in working days is counted anew, not only those of cases."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from mingzhi.calendars.acts.notices import enter_notice
from mingzhi.calendars.acts.recounting import moves_under
from mingzhi.calendars.models import DayMove, NoticeRecount
from mingzhi.calendars.queries import calendar, calendar_with
from mingzhi.calendars.rules.announced import Announced
from mingzhi.calendars.rules.reach import Reach
from mingzhi.calendars.tasks import recount_limits
from mingzhi.cases.models import Clock, Measure, PartyRequest
from mingzhi.cases.queries.party.requests import request_view, requests_waiting
from mingzhi.disclosure import acts as disclosure
from mingzhi.disclosure.models import Duty, DutyState, Report
from mingzhi.disclosure.queries import desk, filings, reports
from mingzhi.disclosure.queries.notices import notice as public_notice
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests import report_factories as said
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.review import acts as review
from mingzhi.review.queries import waiting_for
from mingzhi.review.tests import factories as rounds
from mingzhi.site.checking.witnesses import days, limits
from mingzhi.site.tests.asking import DEFENCE, IN_TIME, ask, noticed
from mingzhi.site.tests.pages import play
from mingzhi.site.tests.taking import at
from mingzhi.supervision.acts.recounting import recount_tasks
from mingzhi.supervision.queries.adjustments import mine
from mingzhi.supervision.queries.escalating import overdue
from mingzhi.supervision.tests.factories import County
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3b", "2.1.3c", "2.3.4a")]
SOURCE = "关于临时放假的通知"
FILING = {"ground": "privacy", "reason": "主要事实涉及隐私", "filed_with": "清溪县司法局", "receipt": "3号"}


def freed(day, *more, **given):
    """Enter a notice that makes days free, and let the job count."""
    free = tuple((one, False, "临时放假") for one in (day, *more))
    announced = Announced(year=day.year, source=SOURCE, days=free, **given)
    entered = enter_notice(actor=system_actor("test", on=clock.today()), announced=announced)
    moved = recount_limits()
    assert NoticeRecount.objects.get(notice=entered).moved == moved and recount_limits() == 0
    assert problems() == []
    return moved


def problems():
    return [said for look in (*days.LOOKS, *limits.LOOKS) for said in look()]


def next_working(day):
    return calendar().working_on_or_after(day + timedelta(days=1))


@pytest.fixture
def standing():
    with at("2026-04-15T09:30"):
        yield


def on(day):
    return at(f"{day.isoformat()}T09:30")


@pytest.fixture
def owed(standing):
    make.duties()
    return desk.duties_for(make.publisher())


def test_a_duty_to_publish_follows_the_notice_and_is_not_late_on_its_new_day(owed):
    first, state = owed[0], DutyState.objects.get(duty__uid=owed[0].uid)
    after = next_working(first.due_on)
    assert freed(first.due_on) >= 1
    line = next(row for row in desk.duties_for(make.publisher()) if row.uid == first.uid)
    assert (line.due_on, line.overdue) == (after, False)
    assert any("临时放假" in sentence for sentence in line.derivation["sentences"])
    state.refresh_from_db()
    now = DutyState.objects.get(duty=state.duty, until=None)
    assert state.until == now.since and state.duty.due_on == first.due_on, "the first day stays on record"
    entry = Entry.objects.get(act="disclosure.recount_duties")
    assert entry.subject_urn == make.source().subject_urn and after.isoformat() in str(entry.payload.content)
    with on(after):
        assert not [
            row for row in desk.duties_for(make.publisher(), overdue_only=True) if row.uid == first.uid
        ]
        version = make.checked_version()
        disclosure.publish(actor=make.publisher(), notice=version.notice, version=version)
        shown = public_notice(version.notice.uid)
    assert not shown.duty.late and shown.duty.due_on >= after
    assert DutyState.objects.get(duty=state.duty, until=None).due_on == now.due_on and problems() == []


def test_pages_of_duties_go_by_the_day_that_counts_now(owed):
    make.duties(make.source("28", decided_on=date(2026, 4, 15)))
    freed(desk.duties_for(make.publisher())[0].due_on)
    whole = desk.duties_for(make.publisher())
    assert [row.due_on for row in whole] == sorted(row.due_on for row in whole)
    paged, after = [], ""
    while part := desk.duties_for(make.publisher(), after=after, limit=1):
        paged, after = [*paged, *part], part[-1].key
    assert [row.uid for row in paged] == [row.uid for row in whole]


def test_an_exemption_filed_on_the_new_day_is_filed_in_time(owed):
    first = owed[0].due_on
    freed(first, next_working(first))
    moved = desk.duties_for(make.publisher())[0]
    with on(moved.due_on):
        duty = Duty.objects.get(uid=moved.uid)
        disclosure.exempt(actor=make.publisher(), duty=duty, filed_on=clock.today(), **FILING)
    filed = filings.filing_of(make.source().urn, make.publisher())
    assert filed is not None and not filed.late and filed.due_on == moved.due_on


def test_a_local_notice_moves_what_lies_in_its_region_only(owed):
    assert freed(owed[0].due_on, jurisdiction="339922") == 0
    assert freed(owed[0].due_on, jurisdiction="339900") >= 1
    assert DayMove.objects.filter(notice__jurisdiction="339900").exists()


def test_reports_and_objections_wait_for_their_new_day(standing):
    notice = make.published_notice()
    report, _code = said.reported(notice)
    objection = said.objected(notice)
    before = {row.uid: row.due_on for row in (report, objection)}
    assert freed(*set(before.values())) >= 2
    for view in reports.reports_for(make.publisher()):
        row = Report.objects.get(uid=view.uid)
        assert view.due_on > before[row.uid] == row.due_on and not view.overdue
    view = next(view for view in reports.reports_for(make.publisher()) if view.uid == str(report.uid))
    with on(view.due_on):
        assert view.uid not in [row.uid for row in reports.reports_for(make.publisher(), show="overdue")]
        disclosure.refuse_report(actor=make.publisher(), report=report, text="经核实，决定书载明四千元。")
        assert not report.answers.get().late


def test_what_the_party_asked_for_moves_with_its_case(people):
    walk = noticed(people)
    case = walk.the_case()
    with at(IN_TIME):
        row = ask(case, "defence", **DEFENCE)
        before = row.due_on
        freed(before)
        row = PartyRequest.objects.get()
        handler = people.cast("handler", clock.today())
        _case, view = request_view(row.uid, handler)
        assert row.due_on == before < view.due_on == requests_waiting(handler, limit=9)[0].last_day
        entry = Entry.objects.get(act="cases.recount_limits", subject_urn=case.urn)
        assert entry.payload.content["asked"] == {str(row.uid): view.due_on.isoformat()}
        for column, value in (("moved_to", before), ("due_on", view.due_on)):
            with pytest.raises(DatabaseError), transaction.atomic():
                PartyRequest.objects.update(**{column: value})


def test_a_measure_lasts_as_long_as_its_limit_after_the_recount(people):
    case = play(people, before="handle_preservation")
    with clock.fixed(case.state_since + timedelta(hours=1)):
        row = Clock.objects.get(case=case, code="preservation", ended_at=None)
        before = row.due
        freed(before)
    assert Measure.objects.get(case=case, kind="preservation").until > before


def test_an_open_round_of_review_and_its_longer_limit(standing):
    submission = rounds.submitted()
    first = submission.due
    assert freed(first) == 1
    submission.refresh_from_db()
    moved = waiting_for(rounds.review_head())[0].due
    assert submission.due == first < moved == submission.last_day
    longer = review.extend_limit(
        actor=rounds.agency_head(), submission=submission, length="3wd", reason="案情复杂"
    )
    assert waiting_for(rounds.review_head())[0].due == longer.due > moved and problems() == []
    assert freed(longer.due) == 1
    assert waiting_for(rounds.review_head())[0].due > longer.due


def test_a_task_of_dynamic_adjustment_goes_up_only_after_its_new_day(at_noon):
    county = County()
    change = county.change()
    row = change.tasks.get(kind="guide")
    freed(*sorted({task.due_on for task in change.tasks.all()}))
    row.refresh_from_db()
    assert row.last_day > row.due_on and mine(county.publisher).tasks[0].task.last_day == row.last_day
    assert row not in overdue(row.last_day), "nobody can be late on the last day"
    with pytest.raises(NotAllowed):
        recount_tasks(actor=county.keeper, change=change, notice=DayMove.objects.first().notice)


def test_what_would_move_is_listed_for_every_room_without_a_name(owed):
    rounds.submitted()
    said.reported(make.published_notice("28"))
    day = owed[0].due_on
    some = [(day + timedelta(days=n), False, "临时放假") for n in range(-10, 30)]

    def calendar_of(region):
        return calendar_with(some, source=SOURCE, region=region)

    found = moves_under(calendar_of, Reach("", some[0][0]))
    kinds = {row.kind for row in found.rows}
    assert {"公示义务", "公示信息的错误报告和更正申请", "法制审核期限"} <= kinds
    assert found.number >= 3 and make.source().number not in str(found) and not DayMove.objects.exists()


def test_a_day_moved_without_a_notice_is_found(owed):
    state = DutyState.objects.get(duty__uid=owed[0].uid)
    at_once = clock.now()
    DutyState.objects.filter(pk=state.pk).update(until=at_once)
    state.pk, state.since, state.due_on = None, at_once, state.due_on + timedelta(days=30)
    state.save(force_insert=True)
    assert any("公示义务状态" in one for one in problems())


def test_a_move_that_no_notice_explains_is_found(standing):
    report, _code = said.reported(make.published_notice())
    freed(report.due_on)
    told = DayMove.objects.get(of_table="disclosure_report")
    announced = Announced(year=2026, source="另一份", days=((date(2026, 12, 1), False, "x"),))
    other = enter_notice(actor=system_actor("test", on=clock.today()), announced=announced)
    forged = DayMove(of_table=told.of_table, of_row=told.of_row, notice=other, at=clock.now())
    forged.due_before, forged.due = told.due, told.due + timedelta(days=20)
    forged.derivation = {**told.derivation, "due": forged.due.isoformat()}
    forged.save(force_insert=True)
    Report.objects.update(moved_to=forged.due, moved_derivation=forged.derivation)
    assert any("期限按放假安排变动" in one for one in problems())
