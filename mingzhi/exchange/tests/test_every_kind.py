"""What holds for every kind of outlet: the same notice everywhere, once, in order, removal included."""

from datetime import date, timedelta
from typing import Any

import pytest

from mingzhi.disclosure.acts import close_outlet, expire_due, retry_push, withdraw
from mingzhi.disclosure.acts import test_outlet as try_outlet
from mingzhi.disclosure.models import Delivery, DeliveryAttempt, Outlet
from mingzhi.disclosure.queries.outlets import pushes_of
from mingzhi.disclosure.rules.outlets import KINDS, WAITS
from mingzhi.disclosure.tests import factories as make
from mingzhi.exchange import carrying
from mingzhi.exchange.carrying import carry_out
from mingzhi.exchange.connectors import CONNECTORS
from mingzhi.exchange.tests.shown import states, versions, work
from mingzhi.exchange.tests.standing import Fault
from mingzhi.kernel import clock
from mingzhi.kernel.actor import system_actor
from mingzhi.trail.models import Entry, Payload

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.3c", "2.4.2a")]

SENDING = {
    "wechat": "/cgi-bin/freepublish/submit",
    "weibo": "/2/statuses/share.json",
    "sms": "/",
    "webhook": "/",
}


def test_every_declared_kind_has_its_connector() -> None:
    assert set(CONNECTORS) == set(KINDS)


def test_published_corrected_and_removed(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    assert states() == [("publish", "owed")]
    work()
    assert states() == [("publish", "confirmed")]
    assert versions(stand_in, notice) == [1]
    make.corrected(notice)
    work()
    assert versions(stand_in, notice) == [2]
    withdraw(actor=make.publisher(), notice=notice, ground="revoked", reason="决定被撤销。", **make.FELL)
    work()
    assert versions(stand_in, notice) == []
    assert states() == [("publish", "confirmed"), ("correct", "confirmed"), ("remove", "confirmed")]
    removal = Delivery.objects.get(action="remove")
    assert removal.receipt and removal.due_on == date(2026, 4, 23)
    entries = Entry.objects.filter(act="disclosure.confirm_push").order_by("pk")
    assert [Payload.objects.get(entry=entry).content["action"] for entry in entries] == [
        "publish",
        "correct",
        "remove",
    ]
    assert {entry.subject_urn for entry in entries} == {notice.subject_urn}


def test_a_lost_answer_makes_no_second_copy(kind: str, stand_in: Any, outlet: Outlet) -> None:
    """The outlet has done it, and nobody heard: the next try finds it."""
    stand_in.fail(SENDING[kind], Fault(after=True, cut=True))
    notice = make.published_notice()
    carry_out()
    assert states() == [("publish", "owed")]
    assert Delivery.objects.get().error_code in {"unreachable", "timeout"}
    work()
    assert states() == [("publish", "confirmed")]
    assert versions(stand_in, notice) == [1]
    assert _copies(stand_in) == (2 if kind == "sms" else 1)  # two numbers, one message each


def _copies(stand_in: Any) -> int:
    for name in ("articles", "statuses", "sent", "shown"):
        if hasattr(stand_in, name):
            return len(getattr(stand_in, name))
    raise AssertionError


def test_a_crash_between_sending_and_confirming_makes_no_second_copy(
    kind: str, stand_in: Any, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def die(**_rest: object) -> None:
        raise Killed

    notice = make.published_notice()
    with monkeypatch.context() as patched:
        patched.setattr(carrying, "confirm_push", die)
        with pytest.raises(Killed):
            for number in range(5):
                with clock.fixed(clock.now() + timedelta(seconds=40 * number)):
                    carry_out()
    copies = _copies(stand_in)
    assert copies and states() == [("publish", "owed")]
    assert carry_out() == 0, "nobody else takes it while the lease runs"
    with clock.fixed(clock.now() + timedelta(hours=1)):
        work()
    assert states() == [("publish", "confirmed")]
    assert versions(stand_in, notice) == [1] and _copies(stand_in) == copies


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_a_passing_failure_is_tried_again(kind: str, stand_in: Any, outlet: Outlet, status: int) -> None:
    stand_in.fail(SENDING[kind], Fault(status=status, value=b"<html>busy</html>"))
    notice = make.published_notice()
    carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.error_code) == ("owed", f"http_{status}")
    assert row.next_try_at > clock.now()
    assert carry_out() == 0, "not before its time"
    with clock.fixed(row.next_try_at):
        work()
    assert states() == [("publish", "confirmed")] and versions(stand_in, notice) == [1]


def test_an_outlet_that_asks_for_time_gets_it(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail(SENDING[kind], Fault(status=429, value=b"", headers={"Retry-After": "7200"}))
    make.published_notice()
    carry_out()
    assert Delivery.objects.get().next_try_at == clock.now() + timedelta(hours=2)


def test_silence_is_a_failure(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail(SENDING[kind], Fault(seconds=1.5, status=200, value={}))
    make.published_notice()
    carry_out()
    assert Delivery.objects.get().error_code == "timeout"


def test_a_redirect_is_not_followed(kind: str, stand_in: Any, outlet: Outlet) -> None:
    elsewhere = {"Location": "http://169.254.169.254/latest/meta-data/"}
    stand_in.fail(SENDING[kind], Fault(status=302, value=b"", headers=elsewhere))
    make.published_notice()
    carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.error_code) == ("failed", "http_302")


def test_after_many_failures_a_person_must_look(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail(SENDING[kind], *[Fault(status=500, value=b"")] * (len(WAITS) + 1))
    notice = make.published_notice()
    moment = clock.now()
    for wait in (0, *WAITS):
        moment += timedelta(seconds=wait + 1)
        with clock.fixed(moment):
            carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.error_code, row.sends) == ("failed", "http_500", len(WAITS) + 1)
    assert Entry.objects.filter(act="disclosure.give_up_push").count() == 1
    with clock.fixed(moment + timedelta(days=9)):
        assert carry_out() == 0, "given up is given up"
        retry_push(actor=make.publisher(), delivery=row)
        work()
    assert states() == [("publish", "confirmed")] and versions(stand_in, notice) == [1]
    assert DeliveryAttempt.objects.filter(delivery=row, outcome="refused").count() == 1


def test_withdrawn_before_it_was_sent(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    make.withdrawn(notice)
    work()
    assert states() == [("publish", "dropped")]
    assert not [path for path in stand_in.paths() if path == SENDING[kind]]


def test_withdrawn_while_nobody_knows_whether_it_arrived(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail(SENDING[kind], Fault(after=True, cut=True))
    notice = make.published_notice()
    carry_out()
    make.withdrawn(notice)
    work()
    assert states() == [("publish", "dropped"), ("remove", "confirmed")]
    assert versions(stand_in, notice) == []


def test_withdrawn_while_it_is_being_sent(kind: str, stand_in: Any, outlet: Outlet) -> None:
    """The removal waits for what is on its way, and then takes it down."""
    notice = make.published_notice()
    claimed = carrying.claim()
    assert claimed is not None
    make.withdrawn(notice)
    assert states() == [("publish", "owed"), ("remove", "owed")]
    assert carry_out() == 0, "the removal must not overtake the publication"
    carrying._carry(claimed)
    work()
    assert versions(stand_in, notice) == []
    assert states()[1] == ("remove", "confirmed")


def test_what_expires_comes_down_too(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    work()
    with clock.fixed(clock.now() + timedelta(days=365 * 5 + 30)):
        assert expire_due(actor=system_actor("test", on=clock.today())) == 1
        work()
        assert versions(stand_in, notice) == []
    assert states()[-1] == ("remove", "confirmed")


def test_a_closed_outlet_gets_nothing_new_but_is_still_cleared(
    kind: str, stand_in: Any, outlet: Outlet
) -> None:
    notice = make.published_notice()
    work()
    close_outlet(actor=make.publisher(), outlet=outlet, reason="账号注销")
    make.published_notice("28")
    assert states() == [("publish", "confirmed")]
    make.withdrawn(notice)
    work()
    assert versions(stand_in, notice) == []


def test_a_test_publishes_nothing(kind: str, stand_in: Any, outlet: Outlet) -> None:
    push = try_outlet(actor=make.publisher(), outlet=outlet)
    work()
    push.refresh_from_db()
    assert push.state == "confirmed"
    for name in ("articles", "statuses", "sent", "shown"):
        assert not getattr(stand_in, name, None)


def test_without_a_connection_it_waits_and_counts_no_try(
    kind: str, stand_in: Any, outlet: Outlet, settings: Any
) -> None:
    make.published_notice()
    kept = settings.CHANNELS_FILE
    settings.CHANNELS_FILE = f"{kept}.gone"
    for days in range(12):
        with clock.fixed(clock.now() + timedelta(days=days)):
            carry_out()
    row = Delivery.objects.get()
    assert (row.state, row.error_code, row.tries, row.sends) == ("owed", "not_configured", 0, 0)
    assert not DeliveryAttempt.objects.exists(), "nothing was called"
    settings.CHANNELS_FILE = kept
    with clock.fixed(clock.now() + timedelta(days=13)):
        work()
    assert states() == [("publish", "confirmed")]


def test_a_stranger_answer_is_the_outlets_trouble(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail(SENDING[kind], Fault(status=200, value=b"[1, 2"))
    make.published_notice()
    carry_out()
    row = Delivery.objects.get()
    if kind == "webhook":  # a receiver need not say anything: 2xx is the receipt
        assert row.state == "confirmed"
    else:
        assert (row.state, row.error_code) == ("owed", "answer")


def test_nothing_secret_and_nothing_personal_is_kept(kind: str, stand_in: Any, outlet: Outlet) -> None:
    """Neither credentials nor numbers reach the record; a message names no party."""
    from mingzhi.exchange.tests.conftest import VALUES

    notice = make.published_notice()
    work()
    make.withdrawn(notice)
    work()
    secrets = [
        text for key, text in VALUES[kind].items() if key not in {"thumb_media_id", "appid", "sign_name"}
    ]
    flat = [one for text in secrets for one in (text if isinstance(text, list) else [text])]
    kept = [str(row.__dict__) for row in (*Delivery.objects.all(), *DeliveryAttempt.objects.all())]
    kept += [str(row.content) for row in Payload.objects.all()]
    assert not [one for one in flat if one.isdigit() or len(one) > 8 if any(one in text for text in kept)]
    if kind == "sms":
        assert "好味食品店" not in str(stand_in.sent)


def test_the_receipts_stand_with_the_notice(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    work()
    make.withdrawn(notice)
    lines = pushes_of(notice.source_urn, make.publisher())
    assert [(line.action, line.state) for line in lines] == [("publish", "confirmed"), ("remove", "owed")]
    assert lines[1].is_open and lines[1].due_on == date(2026, 4, 23)
    assert lines[1].takes_down is (kind != "sms")
