"""Filed exemptions: seen and checked by the justice department, counted, ended; others are refused."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingzhi.disclosure.acts import check_filing, end_exemption, exempt, prepare_notice, publish
from mingzhi.disclosure.models import Duty, DutyState, Exemption, ExemptionEnd, FilingCheck
from mingzhi.disclosure.queries.filings import counts_for, filing, filing_of, filing_row, filings_for
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a")]
FILING = {"ground": "privacy", "reason": "主要事实涉及隐私", "filed_with": "清溪县司法局", "receipt": "3号"}


def supervisor(*, seen: frozenset[str] = frozenset({make.AGENCY})) -> Actor:
    return make.person("司法监督员", "supervision.view", agency="11339921MB0W00001J", seen=seen)


def filed(key: str = "27", *, on: date = date(2026, 4, 20), **about: Any) -> Exemption:
    source = make.source(key, **about)
    make.duties(source)
    duty = Duty.objects.get(is_lead=True, source_urn=source.urn)
    return exempt(actor=make.publisher(), duty=duty, filed_on=on, **FILING)


def states() -> set[str]:
    return set(DutyState.objects.filter(until=None).values_list("state", flat=True))


def test_the_supervisor_accepts_and_the_agency_reads_it() -> None:
    row = filed()
    (line,) = filings_for(supervisor())
    assert (line.state, line.late, line.ground) == ("waiting", False, "案件主要事实涉及个人隐私")
    assert (
        line.due_on == Duty.objects.order_by("due_on").first().due_on and line.agency_name == make.AGENCY_NAME
    )
    check_filing(actor=supervisor(), exemption=row, outcome="accepted")
    assert filings_for(supervisor()) == []
    seen = filing(str(row.uid), make.publisher())
    assert (seen.state, seen.checked_by) == ("accepted", "司法监督员")
    assert filing_of(row.source_urn, make.publisher()) == seen
    entry = Entry.objects.get(act="disclosure.check_filing")
    assert entry.subject_urn == "urn:mingzhi:cases:case:27"
    with pytest.raises(Conflict):
        check_filing(actor=supervisor(), exemption=row, outcome="asked", remark="应当公开")
    assert states() == {"exempt"}


def test_asked_to_disclose_leads_to_the_duty_on_its_old_day() -> None:
    row = filed()
    for given, kind in (({"outcome": "asked"}, Invalid), ({"outcome": "x"}, Invalid)):
        with pytest.raises(kind):
            check_filing(actor=supervisor(), exemption=row, **given)
    with pytest.raises(Invalid):
        check_filing(actor=supervisor(), exemption=row, outcome="asked", remark="x" * 401)
    check_filing(actor=supervisor(), exemption=row, outcome="asked", remark="隐去姓名后可以公开")
    assert [line.remark for line in filings_for(make.publisher(), show="asked")] == ["隐去姓名后可以公开"]
    with pytest.raises(NotNow):
        prepare_notice(actor=make.publisher(), source_urn=row.source_urn, draft=make.draft())
    with pytest.raises(Invalid):
        end_exemption(actor=make.publisher(), exemption=row, reason=" ")
    due = set(DutyState.objects.filter(until=None).values_list("due_on", flat=True))
    end_exemption(actor=make.publisher(), exemption=row, reason="按核查意见隐去姓名后公开")
    assert states() == {"owed"}
    assert set(DutyState.objects.filter(until=None).values_list("due_on", flat=True)) == due
    assert filing(row.uid, supervisor()).state == "ended"
    version = make.checked_version()
    publish(actor=make.publisher(), notice=version.notice, version=version)
    assert "published" in states()
    for again in (
        lambda: end_exemption(actor=make.publisher(), exemption=row, reason="再来"),
        lambda: check_filing(actor=supervisor(), exemption=row, outcome="accepted"),
    ):
        with pytest.raises(Conflict):
            again()


def test_what_was_exempted_after_a_draft_is_not_published() -> None:
    make.duties()
    version = make.checked_version()
    duty = Duty.objects.get(is_lead=True)
    exempt(actor=make.publisher(), duty=duty, filed_on=date(2026, 4, 20), **FILING)
    with pytest.raises(NotNow, match="不予公示"):
        publish(actor=make.publisher(), notice=version.notice, version=version)


def test_what_the_law_bars_is_not_asked_for() -> None:
    row = filed(party_is_minor=True)
    assert filing(row.uid, supervisor()).barred
    with pytest.raises(NotNow):
        check_filing(actor=supervisor(), exemption=row, outcome="asked", remark="应当公开")
    with pytest.raises(NotNow):
        end_exemption(actor=make.publisher(), exemption=row, reason="应当公开")
    check_filing(actor=supervisor(), exemption=row, outcome="accepted")


def test_others_are_refused_and_strangers_know_nothing() -> None:
    row = filed()
    own = make.person("本机关监督", "supervision.view")
    for actor, kind in ((make.publisher(), NotAllowed), (own, NotAllowed)):
        with pytest.raises(kind):
            check_filing(actor=actor, exemption=row, outcome="accepted")
    with pytest.raises(NotAllowed):
        end_exemption(actor=supervisor(), exemption=row, reason="公开")
    strangers = (
        supervisor(seen=frozenset()),
        make.person("承办人", "cases.view", "cases.handle"),
        make.person("别处公示员", "disclosure.exempt", agency="11339922MB0W12343K"),
    )
    for actor in strangers:
        with pytest.raises(NotKnown):
            filing_row(row.uid, actor)
        with pytest.raises(NotKnown):
            check_filing(actor=actor, exemption=row, outcome="accepted")
        with pytest.raises(NotKnown):
            end_exemption(actor=actor, exemption=row, reason="公开")
        assert filing_of(row.source_urn, actor) is None
        assert filings_for(actor, show="all") == [] and counts_for(actor) == []
    with pytest.raises(NotKnown):
        filings_for(supervisor(), agency="11339922MB0W12343K")
    with pytest.raises(Invalid):
        filings_for(supervisor(), after="x")


def test_lateness_and_states_are_counted_for_each_agency() -> None:
    filed("1", on=date(2026, 4, 14))
    late = filed("2", on=date(2026, 4, 20), decided_on=date(2026, 3, 2))
    asked, ended = filed("3"), filed("4")
    other = {"agency_code": "11339922MB0W12343K", "agency_name": "望海县应急管理局"}
    source = make.source("5", **other)
    make.create_duties(actor=make.person("别处", agency=other["agency_code"]), source=source)
    duty = Duty.objects.get(is_lead=True, source_urn=source.urn)
    elsewhere = make.person("别处公示员", "disclosure.exempt", agency=other["agency_code"])
    exempt(actor=elsewhere, duty=duty, filed_on=date(2026, 4, 20), **FILING)
    check_filing(actor=supervisor(), exemption=late, outcome="accepted", remark="逾期，请改进")
    check_filing(actor=supervisor(), exemption=asked, outcome="asked", remark="应当公开")
    end_exemption(actor=make.publisher(), exemption=ended, reason="情况变化")
    (mine,) = counts_for(supervisor())
    assert (mine.filed, mine.late, mine.waiting, mine.accepted, mine.asked, mine.restored) == (
        4,
        1,
        1,
        1,
        1,
        1,
    )
    both = supervisor(seen=frozenset({make.AGENCY, other["agency_code"]}))
    assert [line.filed for line in counts_for(both)] == [4, 1]
    assert [line.uid for line in filings_for(both, show="late")] == [str(late.uid)]
    assert len(filings_for(both, show="all")) == 5
    first = filings_for(both, show="all", limit=2)
    rest = filings_for(both, show="all", after=first[-1].key)
    assert len({line.uid for line in first + rest}) == 5


def test_the_list_asks_the_same_however_long_it_is(django_assert_num_queries) -> None:
    filed("1")
    with django_assert_num_queries(2):
        filings_for(supervisor())
    for key in ("2", "3", "4"):
        filed(key)
    with django_assert_num_queries(2):
        assert len(filings_for(supervisor())) == 4


def test_the_database_keeps_what_was_said() -> None:
    row = filed()
    check_filing(actor=supervisor(), exemption=row, outcome="asked", remark="应当公开")
    end_exemption(actor=make.publisher(), exemption=row, reason="公开")
    for change in (
        lambda: FilingCheck.objects.update(outcome="accepted"),
        lambda: FilingCheck.objects.all().delete(),
        lambda: ExemptionEnd.objects.update(reason="别的"),
        lambda: ExemptionEnd.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    other = filed("2")
    with pytest.raises(IntegrityError), transaction.atomic():
        FilingCheck.objects.create(
            exemption=other, outcome="asked", remark="", checked_at=other.exempted_at, checked_by_label="x"
        )
