"""Somebody says that something public is wrong: the clock, the limits, and who may not."""

from datetime import date, timedelta

import pytest

from mingzhi.disclosure import acts
from mingzhi.disclosure.models import Report, ReportWords
from mingzhi.disclosure.queries import reports
from mingzhi.disclosure.rules import reports as rules
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.report_factories import (
    WORDS,
    objected,
    party,
    public,
    reported,
)
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry, Payload

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c")]


def test_a_report_has_its_clock_its_articles_and_a_code_that_is_stored_nowhere():
    row, code = reported()
    assert (row.rule, row.due_on, row.confirmed) == ("zhejiang.error", date(2026, 5, 7), False)
    assert row.demands == ["政府信息公开条例 §6", "市场监督管理行政处罚信息公示规定 §12"]
    seen = reports.report_of_code(rules.written(code).upper())
    assert (seen.state, seen.notice_title, seen.has_contact) == ("open", row.publication.version.title, True)
    entry = Entry.objects.get(act="disclosure.report_error")
    kept = str(Payload.objects.get(entry=entry).content) + str(Report.objects.values()) + str(entry.hashes)
    assert code not in kept and "13700000000" not in kept and "三千元" not in kept
    assert entry.subject_urn == row.notice.subject_urn and entry.hashes["words"]


@pytest.mark.parametrize("code", ["", "0" * 20, "不是编码", "0" * 5000, "\x00"])
def test_a_made_up_code_opens_nothing(code):
    reported()
    with pytest.raises(NotKnown) as refused:
        reports.report_of_code(code)
    assert refused.value.code == "disclosure.report_code"


@pytest.mark.parametrize(
    ("kind", "matter", "region", "rule"),
    [
        ("error", "wrong", "339921", "zhejiang.error"),
        ("error", "wrong", "110101", "error"),
        ("objection", "incomplete", "339921", "zhejiang.objection"),
        ("objection", "wrong", "440101", "objection"),
        ("error", "personal", "339921", "personal"),
        ("objection", "personal", "440101", "personal"),
    ],
)
def test_each_kind_has_its_own_line_and_none_pretends_to_be_certain(kind, matter, region, rule):
    term = rules.term_for(kind=kind, matter=matter, region_code=region, on=date(2026, 4, 20))
    assert term.code == rule and not term.confirmed and term.note


def test_guangdong_and_the_market_regulator_add_their_articles():
    asked = {"matter": "personal", "region_code": "440101", "department": "市场监管"}
    assert rules.demands(kind="objection", **asked) == (
        "政府信息公开条例 §41",
        "个人信息保护法 §46",
        "市场监督管理行政处罚信息公示规定 §12",
        "广东省行政执法公示办法 §25",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"matter": "whim"}, "matter"),
        ({"reason": " \x00 "}, "reason"),
        ({"reason": "长" * 2001}, "reason"),
        ({"contact": "1" * 201}, "contact"),
    ],
)
def test_what_is_missing_or_too_long_is_named(wrong, field):
    notice = make.published_notice()
    with pytest.raises(Invalid) as refused:
        reported(notice, **wrong)
    assert refused.value.field == field and not Report.objects.exists()


def test_staff_do_not_report_and_a_draft_cannot_be_reported():
    with pytest.raises(NotAllowed):
        acts.report_error(actor=make.publisher(), notice=make.published_notice(), matter="wrong", words=WORDS)
    drafted = make.source("28")
    make.duties(drafted)
    with pytest.raises(NotKnown):
        reported(make.checked_version(drafted).notice)


def test_one_address_reports_only_so_often_and_its_address_is_not_kept():
    notice = make.published_notice()
    sent = {"actor": public(), "notice": notice, "matter": "wrong", "words": WORDS}
    for _time in range(rules.OFTEN):
        acts.report_error(**sent, address="203.0.113.9")
    with pytest.raises(NotNow) as refused:
        acts.report_error(**sent, address="203.0.113.9")
    assert refused.value.code == "disclosure.report_often"
    acts.report_error(**sent, address="203.0.113.10")
    assert not ReportWords.objects.filter(source__contains="203.0").exists()
    with clock.fixed(clock.now() + timedelta(hours=1, minutes=1)):
        acts.report_error(**{**sent, "actor": public()}, address="203.0.113.9")


def test_many_open_reports_on_one_notice_stop_the_next_but_not_the_party(monkeypatch):
    notice = make.published_notice()
    monkeypatch.setattr(rules, "MOST_OPEN", 2)
    for _time in range(2):
        reported(notice)
    with pytest.raises(NotNow) as refused:
        reported(notice)
    assert refused.value.code == "disclosure.report_many"
    assert objected(notice)


def test_the_party_objects_to_its_own_notice_with_evidence_and_once_at_a_time():
    notice = make.published_notice()
    with pytest.raises(Invalid) as refused:
        objected(notice, evidence=" ")
    assert refused.value.field == "evidence" and refused.value.citation.article == 41
    row = objected(notice)
    assert (row.rule, row.due_on, row.code_digest) == ("zhejiang.objection", date(2026, 4, 27), None)
    with pytest.raises(Conflict):
        objected(notice)
    assert [one.uid for one in reports.objections_of(party(), notice.subject_urn)] == [str(row.uid)]


def test_nobody_else_objects_and_nobody_else_reads_the_objections():
    notice = make.published_notice()
    for actor in (party("28"), public(), make.publisher()):
        with pytest.raises(NotKnown):
            acts.raise_objection(actor=actor, notice=notice, matter="wrong", words=WORDS)
        with pytest.raises(NotKnown):
            reports.objections_of(actor, notice.subject_urn)
        with pytest.raises(NotKnown):
            reports.notice_of_party(notice.uid, actor, notice.subject_urn)
