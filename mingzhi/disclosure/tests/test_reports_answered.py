"""A report is answered: founded and remedied, refused, forwarded; who sees it, and what is forgotten."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Correction, Report, ReportAnswer, ReportWords
from mingzhi.disclosure.queries import notices, reports
from mingzhi.disclosure.rules import reports as rules
from mingzhi.disclosure.tasks import forget_contacts
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.report_factories import (
    WORDS,
    handler,
    objected,
    public,
    reported,
    stranger,
    supervisor,
)
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]


def test_a_founded_report_is_closed_only_after_the_correction_it_led_to():
    notice = make.published_notice()
    row, code = reported(notice)
    asked = {"actor": make.publisher(), "report": row}
    with pytest.raises(NotNow) as early:
        acts.close_report(**asked, remedy="corrected", text="已更正")
    assert early.value.code == "disclosure.report_not_found"
    acts.find_report(**asked, text="经核对决定书，公示文本误录，将更正。")
    assert reports.report_of_code(code).state == "founded"
    for remedy, refusal in (("corrected", "report_uncorrected"), ("withdrawn", "report_still_public")):
        with pytest.raises(NotNow) as refused:
            acts.close_report(**asked, remedy=remedy, text="已更正")
        assert refused.value.code == f"disclosure.{refusal}"
    make.corrected(notice)  # a correction for another reason does not answer the report
    with pytest.raises(NotNow):
        acts.close_report(**asked, remedy="corrected", text="已更正")
    version = make.checked_version()
    acts.correct(actor=make.publisher(), notice=notice, version=version, reason="金额误录", report=row)
    acts.close_report(**asked, remedy="corrected", text="已更正，感谢您。")
    seen = reports.report_of_code(code)
    assert (seen.state, seen.closed_at, len(seen.answers)) == ("remedied", clock.now(), 2)
    assert seen.answers[-1].text == "已更正，感谢您。"
    history = notices.notice(notice.uid).versions
    assert [row.after_report for row in history] == [False, False, True]


def test_a_withdrawal_after_the_report_is_a_remedy_and_the_reporter_reads_no_fallen_title():
    notice = make.published_notice()
    row, code = reported(notice, matter="over")
    acts.find_report(actor=make.publisher(), report=row, text="属实，将撤回。")
    make.withdrawn(notice)
    acts.close_report(actor=make.publisher(), report=row, remedy="withdrawn", text="已撤回。")
    assert "好味" not in reports.report_of_code(code).notice_title
    assert not reports.reportable(notice.uid).title and not reports.reportable(notice.uid).standing


def test_a_correction_takes_only_a_founded_open_report_of_its_own_notice():
    notice, other = make.published_notice(), make.published_notice("28")
    row, _code = reported(notice)
    foreign, _code = reported(other)
    acts.find_report(actor=make.publisher(), report=foreign, text="属实")
    version = make.checked_version()
    for wrong in (row, foreign):
        with pytest.raises(Invalid) as refused:
            acts.correct(actor=make.publisher(), notice=notice, version=version, reason="误录", report=wrong)
        assert refused.value.field == "report"
    assert not Correction.objects.exists()


def test_unfounded_and_forwarded_close_with_reasons_and_only_one_of_two_wins():
    row, _code = reported()
    first, second = (Report.objects.get(pk=row.pk) for _one in range(2))
    with pytest.raises(Invalid):
        acts.refuse_report(actor=make.publisher(), report=row, text="  ")
    acts.refuse_report(actor=make.publisher(), report=first, text="经核对，与决定书一致。")
    with pytest.raises(Conflict) as late:
        acts.forward_report(actor=make.publisher(), report=second, recipient="某局", text="转送")
    assert late.value.code == "disclosure.report_closed"
    notice = row.notice
    again, code = reported(notice)
    for recipient in ("", make.AGENCY_NAME, "长" * 201):
        with pytest.raises(Invalid):
            acts.forward_report(actor=make.publisher(), report=again, recipient=recipient, text="转送")
    acts.forward_report(
        actor=make.publisher(), report=again, recipient="清溪县税务局", text="登记信息由其管理。"
    )
    assert reports.report_of_code(code).answers[0].recipient == "清溪县税务局"


def test_found_founded_cannot_be_turned_round():
    row, _code = reported()
    acts.find_report(actor=make.publisher(), report=row, text="属实")
    with pytest.raises(Conflict):
        acts.find_report(actor=make.publisher(), report=row, text="属实")
    with pytest.raises(Conflict):
        acts.refuse_report(actor=make.publisher(), report=row, text="不属实")
    acts.close_report(actor=make.publisher(), report=row, remedy="named", text="已通知信用平台同步更正。")


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (stranger, NotKnown),
        (handler, NotAllowed),
        (supervisor, NotAllowed),
        (make.checker, NotAllowed),
        (public, NotKnown),
    ],
)
def test_only_a_publisher_of_the_agency_answers_and_reads_the_contact(actor, refusal):
    row, _code = reported()
    for doing in (
        lambda: acts.find_report(actor=actor(), report=row, text="属实"),
        lambda: acts.refuse_report(actor=actor(), report=row, text="不属实"),
        lambda: acts.read_report_contact(actor=actor(), report=row),
    ):
        with pytest.raises(refusal):
            doing()
    assert not ReportAnswer.objects.exists()


def test_publishers_see_their_agencys_reports_by_time_left_and_supervisors_the_overdue_ones():
    notice = make.published_notice()
    late, _code = reported(notice)
    objection = objected(notice)
    soon, _code = reported(notice, matter="personal")
    order = [str(row.uid) for row in (soon, objection, late)]
    first = reports.reports_for(make.publisher(), limit=2)
    assert [row.uid for row in first] == order[:2]
    assert [row.uid for row in reports.reports_for(make.publisher(), after=first[-1].key)] == order[2:]
    assert [row.uid for row in reports.reports_for(supervisor())] == order
    assert reports.reports_for(supervisor(), show="overdue") == []
    with clock.fixed(datetime(2026, 4, 28, 9, tzinfo=clock.CHINA)):
        assert [row.uid for row in reports.reports_for(supervisor(), show="overdue")] == order[:2]
        assert acts.find_report(actor=make.publisher(), report=objection, text="属实").late
    assert reports.reports_for(stranger()) == [] and reports.reports_for(make.head()) == []
    for viewer in (stranger(), make.head(), handler(), public()):
        with pytest.raises(NotKnown):
            reports.report(soon.uid, viewer)
    for key in ("x", "2026-04-20", "2026-04-20.x", "9" * 30):
        with pytest.raises(Invalid):
            reports.reports_for(make.publisher(), after=key)


def test_the_list_asks_no_more_for_many_than_for_few(django_assert_num_queries):
    notice = make.published_notice()
    for _time in range(4):
        reported(notice)
    with django_assert_num_queries(2):
        assert len(reports.reports_for(make.publisher())) == 4


def test_every_look_at_a_contact_is_an_entry_and_the_reporter_can_take_it_back():
    row, code = reported()
    assert acts.read_report_contact(actor=make.publisher(), report=row) == WORDS["contact"]
    assert Entry.objects.get(act="disclosure.read_report_contact").actor_label == "林晓"
    with pytest.raises(NotKnown):
        acts.forget_report_contact(actor=public(), code="0" * 20)
    acts.forget_report_contact(actor=public(), code=code)
    assert ReportWords.objects.get().contact == "" and ReportWords.objects.get().contact_erased_at
    for doing in (
        lambda: acts.read_report_contact(actor=make.publisher(), report=row),
        lambda: acts.forget_report_contact(actor=public(), code=code),
    ):
        with pytest.raises(Conflict):
            doing()


def test_contacts_go_some_time_after_the_answer_and_addresses_after_a_day():
    notice = make.published_notice()
    done, _code = acts.report_error(
        actor=public(), notice=notice, matter="wrong", words=WORDS, address="203.0.113.9"
    )
    reported(notice)
    acts.refuse_report(actor=make.publisher(), report=done, text="与决定书一致。")
    assert forget_contacts() == 0 and not Entry.objects.filter(act="disclosure.forget_due_contacts").exists()
    with clock.fixed(clock.now() + timedelta(days=2)):
        assert forget_contacts() == 0
    assert not ReportWords.objects.exclude(source="").exists()
    with clock.fixed(clock.now() + rules.KEEP_CONTACT + timedelta(days=1)):
        assert forget_contacts() == 1
        assert forget_contacts() == 0
    assert ReportWords.objects.get(report=done).contact == ""
    assert ReportWords.objects.exclude(contact="").count() == 1  # the open one still has to be answered


def test_the_database_itself_keeps_reports_and_answers():
    row, _code = reported()
    acts.refuse_report(actor=make.publisher(), report=row, text="与决定书一致。")
    for statement in (
        "UPDATE disclosure_report SET closed_at = NULL",
        "UPDATE disclosure_report SET due_on = '2030-01-01'",
        "UPDATE disclosure_reportanswer SET text = 'x'",
        "DELETE FROM disclosure_reportwords",
        "UPDATE disclosure_reportwords SET reason = 'x'",
        "UPDATE disclosure_reportwords SET contact = 'x'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
