"""A holiday notice is entered: what it moves is listed first, then running limits are counted anew."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from mingzhi.calendars.models import HolidayNotice, NoticeRecount
from mingzhi.calendars.queries import not_recounted
from mingzhi.calendars.tasks import recount_limits
from mingzhi.cases.acts.recounting import recount_limits as recount
from mingzhi.cases.models import Clock, ClockRecount
from mingzhi.identity.tests import factories as identity
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotAllowed
from mingzhi.site.checking.witnesses import limits
from mingzhi.site.tests.pages import play, text
from mingzhi.trail.models import Entry
from mingzhi.workbench.registers.announcing import read_days
from mingzhi.workbench.tests.doors import client_for

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3b", "2.3.4a")]
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知"


def keeper(region="330000", role="admin"):
    agency = identity.make_agency(name="之江省目录管理机关", sign="之目", region=identity.make_region(region))
    return identity.make_staff(role, agency=agency)


@pytest.fixture
def waiting(people):
    """A case of which a limit ends on a working day; the day after its last day is worked as well."""
    case = play(people, before="submit_review")
    with clock.fixed(case.state_since + timedelta(hours=1)):
        row = Clock.objects.filter(case=case, ended_at=None, paused_at=None).order_by("due").last()
        yield case, row


def words(row, **changed):
    line = f"{row.due} 休 临时放假"
    return {"year": str(row.due.year), "source": SOURCE, "scope": "nation", "days": line, **changed}


def test_what_moves_is_listed_then_confirmed_and_counted_anew(waiting):
    case, row = waiting
    client, where, before = client_for(keeper()), reverse("work:calendar"), row.due
    listed = text(client.post(where, words(row, doing="list")))
    assert "录入后将变动" in listed and str(row.title) in listed and case.number not in listed
    assert not HolidayNotice.objects.exists() and "确认录入" in listed
    assert client.post(where, words(row, doing="confirm")).status_code == 302
    notice = HolidayNotice.objects.get()
    assert Entry.objects.filter(act="catalogue.enter_holidays", subject_label=SOURCE).exists()
    row.refresh_from_db()
    assert row.due == before and list(not_recounted()) == [notice]
    assert recount_limits() >= 1 and not list(not_recounted())
    row.refresh_from_db()
    case.refresh_from_db()
    assert row.due > before and row.derivation["due"] == row.due.isoformat()
    told = ClockRecount.objects.get(clock=row)
    assert (told.due_before, told.due, told.source) == (before, row.due, SOURCE)
    assert Entry.objects.filter(act="cases.recount_limits", subject_urn=case.urn).count() == 1
    assert case.nearest_due == min(
        clock.due
        for clock in Clock.objects.filter(case=case, ended_at=None, runs_for="agency", earliest=False)
    )
    assert not list(limits._clocks()) and recount_limits() == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        NoticeRecount.objects.update(moved=0)
    assert "已重新计算" in text(client.get(where))


def test_a_whole_year_is_no_longer_provisional(people):
    with clock.fixed(datetime(2026, 12, 1, 9, tzinfo=clock.CHINA)):
        case = play(people, before="submit_review")
    row = Clock.objects.filter(case=case, ended_at=None, paused_at=None).order_by("due").last()
    Clock.objects.filter(pk=row.pk).update(
        provisional=True, due=date(2027, 2, 10), derivation={**row.derivation, "provisional": True}
    )
    client = client_for(keeper())
    given = words(
        row, year="2027", whole_year="1", days="2027-01-01 至 2027-01-03 休 元旦\n2027-01-09 班 调休上班日"
    )
    assert client.post(reverse("work:calendar"), {**given, "doing": "confirm"}).status_code == 302
    recount_limits()
    row.refresh_from_db()
    assert not row.provisional and ClockRecount.objects.get(clock=row).due_before == date(2027, 2, 10)


def test_only_the_province_enters_for_the_country_others_for_their_own_region(waiting):
    case, row = waiting
    where = reverse("work:calendar")
    county = client_for(keeper("339921", "standards"))
    assert county.post(where, words(row, doing="confirm")).status_code == 403
    one_agency = client_for(keeper("339921"))
    assert one_agency.post(where, words(row, doing="confirm", scope="local")).status_code == 403
    elsewhere = client_for(keeper("339922", "standards"))
    assert elsewhere.post(where, words(row, doing="confirm", scope="local")).status_code == 302
    before = row.due
    assert recount_limits() == 0
    assert county.post(where, words(row, doing="confirm", scope="local")).status_code == 302
    assert recount_limits() >= 1
    row.refresh_from_db()
    assert row.due > before
    with pytest.raises(NotAllowed):
        recount(actor=keeper(), case=case, notice=HolidayNotice.objects.first())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"days": "2027年2月5日 休 春节"}, "work.holiday_line"),
        ({"days": "2027-02-30 休 春节"}, "work.holiday_line"),
        ({"days": "2027-02-11 至 2027-02-05 休 春节"}, "work.holiday_line"),
        ({"days": "2027-02-05 至 2028-02-05 休 春节"}, "work.holiday_line"),
        ({"days": "2027-02-05 休 春节\n2027-02-05 班 春节", "doing": "confirm"}, "calendars.twice"),
        ({"days": "2026-02-05 休 春节", "doing": "confirm"}, "calendars.year"),
        ({"days": " "}, "work.holiday_words"),
        ({"source": " "}, "work.holiday_words"),
        ({"year": "二〇二七"}, "work.holiday_year"),
    ],
)
def test_what_cannot_be_read_is_said_and_what_was_typed_stays(changed, code):
    given = {"year": "2027", "source": SOURCE, "scope": "nation", "days": "2027-01-01 休 元旦", **changed}
    answer = client_for(keeper()).post(reverse("work:calendar"), {"doing": "list", **given})
    page = text(answer)
    assert answer.status_code == 422 and code in page
    assert given["days"].strip() in page and not HolidayNotice.objects.exists()


def test_lines_are_days_and_runs_of_days():
    lines = "2027-02-05 至 2027-2-6 休 春节 \n\n2027-02-14 班 春节调休上班日"
    assert read_days(
        lines.replace("至", "to").replace("休 ", "free ").replace("班 ", "worked ")
    ) == read_days(lines)
    assert read_days(lines) == (
        (date(2027, 2, 5), False, "春节"),
        (date(2027, 2, 6), False, "春节"),
        (date(2027, 2, 14), True, "春节调休上班日"),
    )
