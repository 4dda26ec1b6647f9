"""One-time codes reach the party's phone through the sender of messages, soon or not at all."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from mingzhi.cases.acts.access import open_desk, send_one_time_code
from mingzhi.cases.acts.messages import WAITS, take_up
from mingzhi.cases.models import Case, OneTimeMessage
from mingzhi.exchange.messages import send_codes
from mingzhi.exchange.tests.conftest import connect
from mingzhi.exchange.tests.sms_standin import SmsStandIn
from mingzhi.exchange.tests.standing import Fault, running
from mingzhi.kernel import clock
from mingzhi.kernel.actor import public_actor
from mingzhi.kernel.refusal import NotNow
from mingzhi.records.models import Document
from mingzhi.site.tests.stages import StagedWalk

MORNING = datetime(2026, 4, 16, 9, 0, tzinfo=clock.CHINA)
PHONE = "13900000000"
pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.1.2b")]


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, settings: Any) -> None:
    settings.CHANNELS_FILE = str(tmp_path / "channels.toml")


@pytest.fixture
def case(walk: StagedWalk) -> Iterator[Case]:
    walk.play(before="publish")
    with clock.fixed(MORNING):
        yield walk.the_case()


@pytest.fixture
def sms(settings: Any) -> Iterator[SmsStandIn]:
    with running(SmsStandIn()) as server:
        connect(settings.CHANNELS_FILE, "sms", server.address, agency="*", template_code="SMS_9")
        yield server


def code_of(case: Case) -> str:
    return Document.objects.filter(case_urn=case.urn, template_code="penalty_decision").earliest("id").code


def ask(case: Case, **more: Any) -> None:
    assert send_one_time_code(actor=public_actor(on=clock.today()), code=code_of(case), **more) == ("", "")


def test_the_code_goes_to_the_phone_and_opens_the_page(case: Case, sms: SmsStandIn) -> None:
    ask(case)
    row = OneTimeMessage.objects.get()
    assert PHONE not in row.sealed and row.sealed
    assert send_codes() == 1
    (sent,) = sms.sent
    assert sent["PhoneNumbers"] == PHONE and sent["TemplateCode"] == "SMS_9"
    told = json.loads(sent["TemplateParam"])
    assert set(told) == {"code"}, "nothing else is told to whoever holds the phone"
    row.refresh_from_db()
    assert (row.outcome, row.sealed) == ("sent", "") and send_codes() == 0
    opened, _party = open_desk(
        actor=public_actor(on=clock.today()), code=code_of(case), one_time=told["code"]
    )
    assert opened == case


def test_an_agency_sends_with_its_own_sender_first(case: Case, sms: SmsStandIn, settings: Any) -> None:
    connect(settings.CHANNELS_FILE, "sms", sms.address, agency=case.agency_code, template_code="SMS_8")
    ask(case)
    send_codes()
    assert [row["TemplateCode"] for row in sms.sent] == ["SMS_8"]


def test_after_a_lost_answer_it_is_not_sent_twice(case: Case, sms: SmsStandIn) -> None:
    sms.fail("/", Fault(status=503, after=True))
    ask(case)
    assert send_codes() == 1 and OneTimeMessage.objects.get().outcome == ""
    with clock.fixed(MORNING + timedelta(seconds=WAITS[0])):
        assert send_codes() == 1
    assert OneTimeMessage.objects.get().outcome == "sent" and len(sms.sent) == 1


def test_what_cannot_be_sent_is_given_up_and_forgotten(case: Case, sms: SmsStandIn, caplog: Any) -> None:
    sms.fail("/", *(Fault(status=503) for _n in range(9)))
    ask(case)
    moment = MORNING
    for wait in (0, *WAITS):
        moment += timedelta(seconds=wait)
        with clock.fixed(moment):
            assert send_codes() == 1
    row = OneTimeMessage.objects.get()
    assert (row.outcome, row.sealed, row.tries) == ("failed", "", len(WAITS) + 1) and not sms.sent
    assert PHONE not in caplog.text and "503" in row.error_code


def test_a_number_the_sender_refuses_is_not_tried_again(case: Case, sms: SmsStandIn) -> None:
    sms.fail("/", Fault(status=200, value={"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "no"}))
    ask(case)
    send_codes()
    assert OneTimeMessage.objects.get().outcome == "failed"


def test_a_code_that_is_too_old_is_not_sent(case: Case, sms: SmsStandIn) -> None:
    ask(case)
    with clock.fixed(MORNING + timedelta(minutes=11)):
        assert send_codes() == 0
    row = OneTimeMessage.objects.get()
    assert (row.outcome, row.sealed) == ("too_late", "") and not sms.sent


def test_two_workers_do_not_take_up_the_same_message(case: Case, sms: SmsStandIn) -> None:
    ask(case)
    assert take_up() is not None and take_up() is None


def test_without_a_sender_the_page_offers_the_digits_only(case: Case, client: Client) -> None:
    page = client.get(reverse("desk:home")).content.decode()
    assert "没有开通短信" in page and reverse("desk:one_time") not in page
    answer = client.post(reverse("desk:one_time"), {"code": code_of(case)})
    said = answer.content.decode()
    assert answer.status_code == 409 and "没有开通短信" in said and code_of(case) in said
    with pytest.raises(NotNow):
        ask(case)
    assert not OneTimeMessage.objects.exists()


def test_with_a_sender_the_page_never_shows_the_code(case: Case, client: Client, sms: SmsStandIn) -> None:
    assert reverse("desk:one_time") in client.get(reverse("desk:home")).content.decode()
    page = client.post(reverse("desk:one_time"), {"code": code_of(case)}).content.decode()
    send_codes()
    secret = json.loads(sms.sent[0]["TemplateParam"])["code"]
    assert "验证码会在一分钟内" in page and secret not in page and PHONE not in page and "139*" not in page
    unknown = client.post(reverse("desk:one_time"), {"code": "f" * 16}).content.decode()
    assert "验证码会在一分钟内" in unknown and len(sms.sent) == 1


def test_an_agency_without_a_sender_says_nothing_about_its_codes(case: Case, settings: Any) -> None:
    with running(SmsStandIn()) as other:
        connect(settings.CHANNELS_FILE, "sms", other.address, agency="other", template_code="SMS_9")
        ask(case)
        assert send_codes() == 0 and not OneTimeMessage.objects.exists()


def test_so_many_messages_a_day_and_from_one_address(case: Case, sms: SmsStandIn) -> None:
    def refused(**more: Any) -> str:
        with pytest.raises(NotNow) as caught:
            ask(case, **more)
        assert caught.value.code == "cases.desk_sends"
        return caught.value.sentence

    for number in range(10):
        with clock.fixed(MORNING + timedelta(hours=number)):
            ask(case, address="203.0.113.9")
    with clock.fixed(MORNING + timedelta(hours=11)):
        assert "一天内" in refused(address="203.0.113.9")
    with clock.fixed(MORNING + timedelta(days=3)):
        for number in range(10):
            send_one_time_code(
                actor=public_actor(on=clock.today()), code=f"{number:016x}", address="203.0.113.7"
            )
        assert "网络地址" in refused(address="203.0.113.7")
        ask(case, address="203.0.113.8")


def test_an_ended_message_cannot_be_filled_again(case: Case, sms: SmsStandIn) -> None:
    ask(case)
    send_codes()
    row = OneTimeMessage.objects.get()
    for values in ({"sealed": "x"}, {"ended_at": None, "outcome": ""}, {"agency_code": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            OneTimeMessage.objects.filter(pk=row.pk).update(**values)


def test_a_file_others_can_read_sends_nothing(case: Case, sms: SmsStandIn, settings: Any) -> None:
    Path(settings.CHANNELS_FILE).chmod(0o644)
    with pytest.raises(NotNow) as caught:
        ask(case)
    assert caught.value.code == "cases.desk_no_sender"
