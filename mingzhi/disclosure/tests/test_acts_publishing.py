from datetime import date, datetime

import pytest
from django.db import DatabaseError, transaction

from mingzhi.disclosure.acts import check_notice, correct, create_duties, prepare_notice, publish, withdraw
from mingzhi.disclosure.models import Check, Duty, DutyState, Leaf, Notice, Publication
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import canonical, clock
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.ledger.models import Leaf as LedgerLeaf
from mingzhi.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3a", "2.1.3b", "2.1.3c")]


def states(channel: str = "portal") -> set[str]:
    return set(DutyState.objects.filter(until=None, duty__channel=channel).values_list("state", flat=True))


def test_a_decision_creates_its_duties_with_derivation() -> None:
    rows = make.duties()
    due = {(row.channel_id, row.content): row.due_on for row in rows}
    assert due["portal", "decision"] == date(2026, 4, 23)
    lead = Duty.objects.get(is_lead=True)
    assert (lead.content, lead.rule) == ("decision", "plan.decision")
    assert lead.derivation["length"] == "7wd"
    assert lead.derivation["sentences"]
    assert states() == {"owed"}
    entry = Entry.objects.get(act="disclosure.create_duties")
    assert entry.subject_urn == "urn:mingzhi:cases:case:27"


def test_duties_arise_once() -> None:
    make.duties()
    with pytest.raises(Conflict):
        make.duties()


def test_duties_belong_to_the_deciding_agency() -> None:
    stranger = make.person("外人", agency="11330000MB0000000X")
    with pytest.raises(NotKnown):
        create_duties(actor=stranger, source=make.source())


def test_publication_fulfils_the_duties_and_is_sealed() -> None:
    notice = make.published_notice()
    publication = Publication.objects.get(notice=notice)
    assert states() == {"published"}
    assert states("gsxt") == {"owed"}
    assert publication.expires_on == date(2031, 4, 20)
    assert publication.period_basis == "浙政办发〔2019〕20号 二(一)3"
    leaf = publication.leaf
    assert canonical.commitment(bytes.fromhex(leaf.salt), leaf.content).hex() == leaf.commitment
    assert leaf.content["pdf_sha256"]
    assert LedgerLeaf.objects.filter(log="publications", commitment=bytes.fromhex(leaf.commitment)).exists()
    assert Entry.objects.filter(act="disclosure.publish").count() == 1


def test_the_sealed_content_holds_no_marks_and_no_hidden_names() -> None:
    make.published_notice()
    text = canonical.canonical(Leaf.objects.get().content).decode()
    assert "王秀兰" not in text
    assert "经营者姓名" not in text


def test_late_publication_is_marked_late() -> None:
    make.duties()
    with clock.fixed(datetime(2026, 4, 30, 9, tzinfo=clock.CHINA)):
        version = make.checked_version()
        publish(actor=make.publisher(), notice=version.notice, version=version)
    assert set(DutyState.objects.filter(state="published").values_list("late", flat=True)) == {True, False}


def test_nothing_is_published_without_a_passed_check() -> None:
    make.duties()
    version = prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft())
    with pytest.raises(NotNow):
        publish(actor=make.publisher(), notice=version.notice, version=version)
    check_notice(
        actor=make.checker(),
        version=version,
        passed=False,
        secrecy=True,
        privacy=False,
        same_text=True,
        remark="住址未隐去",
    )
    with pytest.raises(NotNow):
        publish(actor=make.publisher(), notice=version.notice, version=version)


def test_the_preparer_cannot_check() -> None:
    make.duties()
    both = make.person("林晓", "disclosure.prepare", "disclosure.check")
    version = prepare_notice(actor=both, source_urn=make.source().urn, draft=make.draft())
    with pytest.raises(NotAllowed):
        check_notice(actor=both, version=version, passed=True, secrecy=True, privacy=True, same_text=True)


@pytest.mark.parametrize(
    "claimed", ["urn:mingzhi:identity:person:林晓", "urn:mingzhi:identity:person:另一人"]
)
def test_the_database_itself_refuses_a_check_by_the_preparer(claimed: str) -> None:
    make.duties()
    version = prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft())
    with pytest.raises(DatabaseError), transaction.atomic():
        Check.objects.create(
            version=version,
            passed=True,
            secrecy=True,
            privacy=True,
            same_text=True,
            prepared_by_urn=claimed,
            checked_by_urn="urn:mingzhi:identity:person:林晓",
            checked_by_label="林晓",
            checked_at=clock.now(),
        )


def test_the_database_itself_refuses_an_unchecked_publication() -> None:
    first = make.published_notice()
    version = prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft())
    old = Publication.objects.get(notice=first)
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.create(
            notice=first,
            version=version,
            channel_id="credit",
            since=clock.now(),
            first_published_at=clock.now(),
            leaf=old.leaf,
            published_by_label="x",
            kind="penalty",
            agency_code=first.agency_code,
            region_code=first.region_code,
        )


def test_a_publisher_needs_the_right_and_the_agency() -> None:
    make.duties()
    version = make.checked_version()
    with pytest.raises(NotAllowed):
        publish(actor=make.person("无权", "cases.view"), notice=version.notice, version=version)
    with pytest.raises(NotKnown):
        publish(
            actor=make.person("外人", "disclosure.prepare", agency="11330000MB0000000X"),
            notice=version.notice,
            version=version,
        )


def test_publishing_twice_is_a_conflict() -> None:
    notice = make.published_notice()
    with pytest.raises(Conflict):
        publish(actor=make.publisher(), notice=notice, version=notice.versions.get())


def test_another_period_needs_a_reason_and_an_applicable_rule() -> None:
    make.duties()
    version = make.checked_version()
    with pytest.raises(Invalid):
        publish(actor=make.publisher(), notice=version.notice, version=version, period_rule="market.light")
    with pytest.raises(Invalid):
        publish(actor=make.publisher(), notice=version.notice, version=version, period_rule="plan.minor")


def test_minors_are_not_published() -> None:
    young = make.source(party_is_minor=True)
    make.duties(young)
    with pytest.raises(NotNow):
        prepare_notice(actor=make.publisher(), source_urn=young.urn, draft=make.draft(young))


def test_an_incomplete_notice_is_refused_before_anything_is_written() -> None:
    make.duties()
    with pytest.raises(Invalid):
        prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft(fields=()))
    assert not Notice.objects.exists()


def test_correction_keeps_both_versions_and_the_period() -> None:
    notice = make.published_notice()
    old = Publication.objects.get()
    with clock.fixed(datetime(2026, 5, 11, 9, tzinfo=clock.CHINA)):
        new = make.corrected(notice, text=make.TEXT.replace("溪滨路", "溪宾路"))
    old.refresh_from_db()
    assert (old.ended, old.until == new.since) == ("corrected", True)
    assert new.first_published_at == old.first_published_at
    assert new.expires_on == old.expires_on
    assert new.leaf.content["action"] == "correct"
    assert DutyState.objects.filter(until=None, is_lead=True, state="published", corrected=True).exists()


def test_correcting_what_another_has_changed_is_a_conflict() -> None:
    notice = make.published_notice()
    seen = str(Publication.objects.get().uid)
    make.corrected(notice)
    version = make.checked_version()
    with pytest.raises(Conflict):
        correct(actor=make.publisher(), notice=notice, version=version, reason="再改", seen=seen)


def test_of_publish_and_withdraw_exactly_one_wins() -> None:
    make.duties()
    version = make.checked_version()
    publish(actor=make.publisher(), notice=version.notice, version=version)
    with pytest.raises(Conflict):  # the withdrawer looked at an unpublished notice
        withdraw(
            actor=make.publisher(),
            notice=version.notice,
            ground="revoked",
            reason="撤销",
            seen="",
            **make.FELL,
        )


def test_after_withdrawal_nothing_can_be_published_or_corrected() -> None:
    notice = make.published_notice()
    later = make.checked_version()
    withdraw(actor=make.publisher(), notice=notice, ground="revoked", reason="复议撤销", **make.FELL)
    notice.refresh_from_db()
    for attempt in (
        lambda: publish(actor=make.publisher(), notice=notice, version=later),
        lambda: correct(actor=make.publisher(), notice=notice, version=later, reason="更正"),
    ):
        with pytest.raises(Conflict):
            attempt()
    with pytest.raises(NotNow):
        prepare_notice(actor=make.publisher(), source_urn=make.source().urn, draft=make.draft())


@pytest.mark.parametrize("model", [Duty, Notice, Leaf])
def test_rows_cannot_be_deleted(model) -> None:
    make.published_notice()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)


def test_a_closed_publication_stays_closed() -> None:
    notice = make.published_notice()
    withdraw(actor=make.publisher(), notice=notice, ground="void", reason="确认无效", **make.FELL)
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(notice=notice).update(until=None, ended="")
