from datetime import date, datetime, timedelta

import pytest

from mingzhi.disclosure.acts import builders, prepare_notice, seal_statement, withdraw
from mingzhi.disclosure.models import Leaf, Notice
from mingzhi.disclosure.queries import notices, receipts, statements
from mingzhi.disclosure.queries.fallen import fallen
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.kernel.refusal import Conflict, NotAllowed, NotKnown

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3c", "2.1.3d")]
JOB = "disclosure-statement"


def test_the_public_view_holds_the_band_of_time() -> None:
    view = notices.notice(make.published_notice().uid)
    assert (view.status, view.current.number, view.duty.due_on) == ("public", 1, date(2026, 4, 23))
    assert view.expires_on == date(2031, 4, 20)
    assert view.duty.derivation["sentences"]


def test_drafts_are_not_known() -> None:
    make.duties()
    version = prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft())
    with pytest.raises(NotKnown):
        notices.notice(version.notice.uid)
    with pytest.raises(NotKnown):
        notices.notice("no-uid")


def test_a_tombstone_hands_out_no_content() -> None:
    row = make.published_notice()
    withdraw(actor=make.publisher(), notice=row, ground="revoked", reason="复议撤销", **make.FELL)
    view = notices.notice(row.uid)
    assert (view.status, view.current, list(view.versions)) == ("withdrawn", None, [])
    assert view.end.reason == "复议撤销"
    assert "好味" not in repr(view)
    assert "好味" not in repr(notices.withdrawn())
    assert notices.latest() == []


def test_versions_are_both_traceable() -> None:
    row = make.published_notice()
    make.corrected(row, text="新文")
    view = notices.notice(row.uid)
    assert [version.text for version in view.versions] == [make.TEXT, "新文"]
    assert view.versions[1].reason.startswith("公示文本地址误录")


def test_the_receipt_of_a_fallen_notice_is_that_of_its_withdrawal() -> None:
    row = make.published_notice()
    published = receipts.receipt_of_notice(str(row.uid))
    assert published.action == "publish"
    withdraw(actor=make.publisher(), notice=row, ground="revoked", reason="复议撤销", **make.FELL)
    assert receipts.receipt_of_notice(str(row.uid)).action == "withdraw"
    with pytest.raises(NotKnown, match="只有停止公示的回执"):
        receipts.receipt_of_notice(str(row.uid), version=1)


def test_queries_of_a_notice_page_are_few(django_assert_max_num_queries) -> None:
    row = make.published_notice()
    make.corrected(row)
    with django_assert_max_num_queries(5):
        notices.notice(row.uid)


def test_the_statement_accounts_for_every_state() -> None:
    make.published_notice("1")
    make.duties(make.source("2"))
    withdraw(
        actor=make.publisher(),
        notice=make.published_notice("3"),
        ground="revoked",
        reason="撤销",
        **make.FELL,
    )
    make.duties(make.source("4", decided_on=date(2026, 3, 2)))
    counts = statements.standing().counts
    assert (counts.published, counts.not_yet_due, counts.withdrawn, counts.overdue) == (1, 1, 1, 1)
    assert counts.accounted == 4


def test_yesterday_is_counted_as_it_was() -> None:
    row = make.published_notice("1")
    with clock.fixed(datetime(2026, 4, 22, 9, tzinfo=clock.CHINA)):
        withdraw(actor=make.publisher(), notice=row, ground="revoked", reason="撤销", **make.FELL)
        assert statements.live(day=date(2026, 4, 21))[0].counts.published == 1
        assert statements.live()[0].counts.withdrawn == 1
        assert statements.live(day=date(2026, 4, 19)) == []


def test_a_decision_without_duty_shows_as_a_mismatch_and_is_sealed_so() -> None:
    make.published_notice("1")
    rows = seal_statement(
        actor=system_actor(JOB, on=clock.today()),
        day=clock.today(),
        decisions_by_agency={make.AGENCY: 2, "X": 1},
    )
    whole = rows[-1]
    assert (whole.decisions, whole.missing, whole.agency_code) == (3, 2, "")
    assert {row.agency_code: row.missing for row in rows[:-1]} == {make.AGENCY: 1, "X": 1}
    assert Leaf.objects.filter(action="statement").count() == 3
    view = statements.statement(clock.today())
    assert (view.whole.missing, view.sealed_at is not None) == (2, True)
    assert statements.statement(clock.today(), make.AGENCY).whole.decisions == 2


def test_a_day_is_sealed_once_and_by_the_system() -> None:
    job = system_actor(JOB, on=clock.today())
    seal_statement(actor=job, day=clock.today(), decisions_by_agency={})
    with pytest.raises(Conflict):
        seal_statement(actor=job, day=clock.today(), decisions_by_agency={})
    with pytest.raises(NotAllowed):
        seal_statement(actor=make.publisher(), day=clock.today(), decisions_by_agency={})


def test_lists_go_by_the_day_of_publication_and_page_by_key() -> None:
    late = make.published_notice("1")
    with clock.fixed(datetime(2026, 4, 18, 9, tzinfo=clock.CHINA)):
        early = make.published_notice("2")
    assert [row.uid for _key, row in notices.latest()] == [str(late.uid), str(early.uid)]
    first = notices.latest(limit=1)
    assert [row.uid for _key, row in notices.latest(after=first[0][0])] == [str(early.uid)]
    assert len(notices.latest(after="nonsense")) == 2
    for row in (early, late):
        make.withdrawn(row)
    gone = notices.withdrawn(limit=1)
    assert [row.uid for _key, row in (*gone, *notices.withdrawn(after=gone[0][0]))] == [
        str(late.uid),
        str(early.uid),
    ]


def _came_down(count: int, **of: str) -> None:
    """Write endings of another agency as the acts would leave them, many at once."""
    moment = clock.now() + timedelta(days=1)
    given = make.draft(make.source("x"), **of)
    rows = [
        builders.notice(given, source_urn=f"urn:x:{n}", subject=("", ""), moment=moment) for n in range(count)
    ]
    for row in rows:
        row.closed_at = moment
    said = {"at": moment.isoformat(timespec="seconds"), "reason": "公示期限届满"}
    Leaf.objects.bulk_create(
        builders.leaf("expire", said, of=notice, moment=moment) for notice in Notice.objects.bulk_create(rows)
    )


@pytest.mark.parametrize("few", [10, 10_000])
def test_what_one_agency_took_down_is_found_behind_all_the_others(monkeypatch, few) -> None:
    monkeypatch.setattr("mingzhi.disclosure.queries.fallen._FEW", few)
    mine = make.published_notice()
    make.withdrawn(mine)
    make.duties(make.source("9"))
    make.withdrawn(make.checked_version(make.source("9")).notice)
    _came_down(2_100, agency_code="B", region_code="330102")
    for asked in ({"agency": make.AGENCY}, {"region": "3399"}, {"region": "33", "agency": make.AGENCY}):
        assert [one.uid for one in fallen(**asked)] == [mine.uid], "what was never public is not told"
    newest = fallen()
    assert len(newest) == 100 and mine.uid not in {one.uid for one in newest}
    assert newest == sorted(newest, key=lambda one: one.at, reverse=True)
    assert len(fallen(agency="B", kinds=["penalty"], region="3301")) == 100
    assert fallen(agency="B", region="3302") == fallen(agency="B", kinds=["licence"]) == []
