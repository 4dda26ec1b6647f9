"""Who keeps outlets, what they owe, and what the database itself refuses."""

import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingzhi.disclosure.acts import (
    Receipt,
    close_outlet,
    confirm_push,
    end_early,
    give_up_push,
    open_outlet,
    retry_push,
)
from mingzhi.disclosure.acts import test_outlet as try_outlet
from mingzhi.disclosure.acts.outlets.carrying import Call, claim, note, postpone
from mingzhi.disclosure.models import Delivery, Outlet
from mingzhi.disclosure.queries import outlets as queries
from mingzhi.disclosure.rules.periods import EARLY_END_CONDITIONS
from mingzhi.disclosure.tests import factories as make
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, system_actor
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotKnown, NotNow
from mingzhi.trail.models import Entry, Payload

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.4.2a")]
OTHER = "11339921MB0W99999X"
FILE = f"""
[[connection]]
agency = "{make.AGENCY}"
name = "hall"
kind = "webhook"
address = "https://hall.example/in"
secret = "whsec_c2VjcmV0"

[[connection]]
agency = "{make.AGENCY}"
name = "half"
kind = "wechat"
appid = "wx1"

[[connection]]
agency = "{OTHER}"
name = "theirs"
kind = "webhook"
address = "https://other.example/in"
secret = "whsec_c2VjcmV0"
"""
RECEIPT = Receipt(remote_id="7", answer_sha256="ab" * 32)


@pytest.fixture(autouse=True)
def file(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "channels.toml"
    path.touch(mode=0o600)
    path.write_text(FILE)
    settings.CHANNELS_FILE = str(path)


def job() -> Actor:
    return system_actor("carry-pushes", on=clock.today())


def admin() -> Actor:
    return make.person("管理员", "identity.manage")


def stranger() -> Actor:
    return make.person("邻居", "disclosure.prepare", agency=OTHER)


def opened() -> Outlet:
    return open_outlet(actor=make.publisher(), name="大厅公示屏", connection="hall")


def claimed() -> Delivery:
    row = claim()
    assert row is not None
    return row


def test_publisher_and_administrator_open_and_close() -> None:
    outlet = opened()
    assert (outlet.kind, outlet.agency_code) == ("webhook", make.AGENCY)
    entry = Entry.objects.get(act="disclosure.open_outlet")
    content = Payload.objects.get(entry=entry).content
    assert content["host"] == "hall.example" and "whsec" not in str(content)
    close_outlet(actor=admin(), outlet=outlet, reason="大厅改造")
    with pytest.raises(Conflict):
        close_outlet(actor=admin(), outlet=outlet, reason="再次")
    with pytest.raises(Conflict):
        try_outlet(actor=admin(), outlet=outlet)
    assert opened().pk != outlet.pk, "a closed connection may be used again"


def test_who_may_not() -> None:
    outlet = opened()
    for nobody in (make.checker(), make.head()):
        with pytest.raises(NotAllowed):
            open_outlet(actor=nobody, name="x", connection="hall")
        with pytest.raises(NotAllowed):
            close_outlet(actor=nobody, outlet=outlet, reason="x")
    with pytest.raises(NotKnown):
        close_outlet(actor=stranger(), outlet=outlet, reason="x")
    with pytest.raises(NotKnown):
        queries.outlet_row(outlet.uid, stranger())
    seeing = make.person("上级", "disclosure.prepare", agency=OTHER, seen=frozenset({make.AGENCY, OTHER}))
    with pytest.raises(NotAllowed):
        close_outlet(actor=seeing, outlet=outlet, reason="x")


@pytest.mark.parametrize(
    ("name", "connection", "code"),
    [
        (" ", "hall", "disclosure.outlet_name"),
        ("屏", "nothing", "disclosure.outlet_connection"),
        ("屏", "theirs", "disclosure.outlet_connection"),
        ("屏", "half", "disclosure.outlet_incomplete"),
    ],
)
def test_only_a_whole_connection_of_ones_own(name: str, connection: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        open_outlet(actor=make.publisher(), name=name, connection=connection)
    assert refused.value.code == code


def test_one_open_outlet_per_connection() -> None:
    opened()
    with pytest.raises(Conflict):
        opened()
    with pytest.raises(IntegrityError), transaction.atomic():
        row = Outlet.objects.get()
        row.pk, row.uid = None, uuid.uuid4()
        row.save(force_insert=True)


def test_nothing_is_owed_without_an_outlet_or_by_another_agency() -> None:
    make.published_notice()
    open_outlet(actor=stranger(), name="他们的", connection="theirs")
    make.published_notice("28")
    assert not Delivery.objects.exists()


def test_a_publication_owes_a_push_due_with_its_duty() -> None:
    opened()
    make.published_notice()
    row = Delivery.objects.get()
    assert (row.action, row.state, row.version.number) == ("publish", "owed", 1)
    assert row.due_on is not None
    assert row.basis == "浙政办发〔2019〕20号 二(四)2"


def test_of_two_workers_one_claims() -> None:
    opened()
    make.published_notice()
    assert claimed().sends == 1
    assert claim() is None
    with clock.fixed(clock.now() + timedelta(seconds=301)):
        assert claimed().sends == 2


def test_a_worker_that_lost_its_lease_writes_no_progress() -> None:
    opened()
    make.published_notice()
    slow = claimed()
    with clock.fixed(clock.now() + timedelta(seconds=301)):
        quick = claimed()
        call = Call(began_at=clock.now(), outcome="going")
        assert not note(slow, call, progress={"old": 1})
        assert not postpone(slow, call, wait=5)
        assert note(quick, call, progress={"new": 1})
    quick.refresh_from_db()
    assert quick.progress == {"new": 1} and quick.tries == 2


def test_confirming_is_for_the_job_and_happens_once() -> None:
    opened()
    make.published_notice()
    row = claimed()
    with pytest.raises(NotAllowed):
        confirm_push(actor=make.publisher(), delivery=row, receipt=RECEIPT)
    with pytest.raises(Invalid):
        confirm_push(actor=job(), delivery=row, receipt=Receipt(remote_id="7", answer_sha256=""))
    confirm_push(actor=job(), delivery=row, receipt=RECEIPT)
    for again in (
        lambda: confirm_push(actor=job(), delivery=row, receipt=RECEIPT),
        lambda: give_up_push(actor=job(), delivery=row, code="x", said="x"),
        lambda: retry_push(actor=make.publisher(), delivery=row),
    ):
        with pytest.raises(Conflict):
            again()


def test_retrying_is_for_the_keepers_and_not_while_it_runs() -> None:
    opened()
    make.published_notice()
    row = claimed()
    with pytest.raises(NotNow):
        retry_push(actor=make.publisher(), delivery=row)
    give_up_push(actor=job(), delivery=row, code="http_404", said="x")
    for nobody, refusal in ((make.checker(), NotAllowed), (stranger(), NotKnown)):
        with pytest.raises(refusal):
            retry_push(actor=nobody, delivery=row)
    retry_push(actor=admin(), delivery=row)
    row.refresh_from_db()
    assert (row.state, row.tries, row.sends) == ("owed", 0, 1)
    assert Entry.objects.get(act="disclosure.retry_push").actor_label == "管理员"


def test_a_correction_overtakes_what_still_waits() -> None:
    opened()
    notice = make.published_notice()
    make.corrected(notice)
    assert [(row.action, row.state) for row in Delivery.objects.order_by("pk")] == [
        ("publish", "dropped"),
        ("correct", "owed"),
    ]


def test_a_failed_push_is_overtaken_by_the_removal() -> None:
    opened()
    notice = make.published_notice()
    give_up_push(actor=job(), delivery=claimed(), code="http_404", said="x")
    make.withdrawn(notice)
    assert [(row.action, row.state) for row in Delivery.objects.order_by("pk")] == [
        ("publish", "dropped"),
        ("remove", "owed"),
    ]


def test_an_early_end_comes_down_too() -> None:
    opened()
    notice = make.published_notice()
    confirm_push(actor=job(), delivery=claimed(), receipt=RECEIPT)
    with clock.fixed(clock.now() + timedelta(days=400)):
        end_early(
            actor=make.publisher(),
            notice=notice,
            conditions=frozenset(EARLY_END_CONDITIONS),
            reason="已履行并纠正",
            applied_on=clock.today(),
        )
    assert Delivery.objects.get(action="remove").state == "owed"


def test_lists_are_for_those_who_may_see() -> None:
    opened()
    notice = make.published_notice()
    make.published_notice("28")
    mine = queries.pushes_for(make.publisher(), limit=1)
    assert [line.number for line in mine] == ["清市监处罚〔2026〕28号"]
    rest = queries.pushes_for(make.publisher(), after=mine[0].key)
    assert [line.notice_uid for line in rest] == [str(notice.uid)]
    assert queries.pushes_for(stranger()) == [] and queries.outlets_for(stranger()) == []
    for look in (
        lambda: queries.pushes_of(notice.source_urn, stranger()),
        lambda: queries.push_row(Delivery.objects.first().uid, stranger()),
    ):
        with pytest.raises(NotKnown):
            look()
    for wrong in ({"state": "no"}, {"after": "x"}):
        with pytest.raises(Invalid):
            queries.pushes_for(make.publisher(), **wrong)


def test_the_list_asks_no_query_per_row(django_assert_max_num_queries: Any) -> None:
    opened()
    for key in range(30, 40):
        make.published_notice(str(key))
    with django_assert_max_num_queries(1):
        assert len(queries.pushes_for(make.publisher())) == 10
    with django_assert_max_num_queries(3):
        (line,) = queries.outlets_for(make.publisher())
    assert line.counts["owed"] == 10 and line.ready and line.host == "hall.example"
