from datetime import datetime

import pytest

from mingzhi.disclosure.acts import check_notice
from mingzhi.disclosure.queries import desk
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotKnown

pytestmark = pytest.mark.django_db


def stranger():
    return make.person("外人", "disclosure.prepare", agency="11330000MB0000000X")


def test_what_is_owed_comes_by_due_day_and_pages_by_key() -> None:
    make.duties(make.source("1"))
    make.duties(make.source("2"))
    lines = desk.duties_for(make.publisher(), limit=100)
    assert [line.due_on for line in lines] == sorted(line.due_on for line in lines)
    first = desk.duties_for(make.publisher(), limit=3)
    rest = desk.duties_for(make.publisher(), after=first[-1].key, limit=100)
    assert [line.uid for line in (*first, *rest)] == [line.uid for line in lines]


def test_overdue_duties() -> None:
    make.duties()
    assert desk.duties_for(make.publisher(), overdue_only=True) == []
    with clock.fixed(datetime(2026, 4, 24, 9, tzinfo=clock.CHINA)):
        overdue = desk.duties_for(make.publisher(), overdue_only=True)
    assert {(line.channel, line.overdue) for line in overdue} == {("portal", True), ("credit", True)}


def test_strangers_see_nothing() -> None:
    version = make.draft_only()
    source = make.source().urn
    assert desk.duties_for(stranger()) == []
    for ask in (
        lambda: desk.duties_for(stranger(), agency=make.AGENCY),
        lambda: desk.duties_of(source, stranger()),
        lambda: desk.duties_of_subject("urn:mingzhi:cases:case:27", stranger()),
        lambda: desk.versions_of(source, stranger()),
        lambda: desk.version_row(version.uid, stranger()),
        lambda: desk.version_row("nonsense", make.publisher()),
    ):
        with pytest.raises(NotKnown):
            ask()


def test_a_version_wanders_over_the_desk() -> None:
    version = make.draft_only()
    assert [row.uid for row in desk.waiting_for_check(make.checker())] == [str(version.uid)]
    assert desk.waiting_for_check(make.publisher()) == []  # the preparer is no second person
    check_notice(
        actor=make.checker(), version=version, passed=True, secrecy=True, privacy=True, same_text=True
    )
    assert [row.state for row in desk.waiting_for_publication(make.publisher())] == ["checked"]
    assert [rule.code for rule in desk.period_options(version)] == [
        "plan.longest",
        "plan.shortened",
    ]


def test_public_and_replaced_versions_name_what_is_open() -> None:
    notice = make.published_notice()
    new = make.corrected(notice)
    rows = desk.versions_of(make.source().urn, make.publisher())
    assert [(row.number, row.state) for row in rows] == [(2, "public"), (1, "replaced")]
    assert rows[0].publication == str(new.uid)
    assert desk.waiting_for_publication(make.publisher()) == []
    make.withdrawn(notice)
    rows = desk.versions_of(make.source().urn, make.publisher())
    assert [row.state for row in rows] == ["ended", "replaced"]
