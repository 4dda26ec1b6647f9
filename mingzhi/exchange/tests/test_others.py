"""What is peculiar to Weibo, short messages and webhooks, and to addresses and the file of connections."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingzhi.disclosure.connections import connections
from mingzhi.disclosure.models import Delivery, Outlet
from mingzhi.disclosure.tests import factories as make
from mingzhi.exchange import http
from mingzhi.exchange.carrying import carry_out
from mingzhi.exchange.rules.outcome import Trouble
from mingzhi.exchange.rules.signing import aliyun_signature, webhook_secret, webhook_signature
from mingzhi.exchange.tests.shown import states, versions, work
from mingzhi.exchange.tests.standing import Fault
from mingzhi.kernel import clock
from mingzhi.kernel.refusal import NotNow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["weibo"])
def test_repeated_content_is_found_and_not_posted_twice(kind: str, stand_in: Any, outlet: Outlet) -> None:
    said = {"error": "repeat content!", "error_code": 20019, "request": "/2/statuses/share.json"}
    stand_in.fail("/2/statuses/share.json", Fault(status=400, value=said, after=True))
    notice = make.published_notice()
    work()
    assert states() == [("publish", "confirmed")] and versions(stand_in, notice) == [1]


@pytest.mark.parametrize("kind", ["weibo"])
@pytest.mark.parametrize(
    ("code", "state"), [(21327, "owed"), (10023, "owed"), (20003, "failed"), (10001, "owed")]
)
def test_weibo_errors(kind: str, stand_in: Any, outlet: Outlet, code: int, state: str) -> None:
    said = {"error": "no", "error_code": code, "request": "/2/statuses/share.json"}
    stand_in.fail("/2/statuses/share.json", Fault(status=400, value=said))
    make.published_notice()
    carry_out()
    assert (Delivery.objects.get().state, Delivery.objects.get().error_code) == (state, str(code))


@pytest.mark.parametrize("kind", ["weibo"])
def test_a_long_title_still_fits(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice(title="很长的标题" * 40)
    work()
    assert versions(stand_in, notice) == [1]
    assert all(len(text) <= 140 and str(notice.uid) in text for text in stand_in.statuses.values())


@pytest.mark.parametrize("kind", ["sms"])
def test_messages_wait_until_they_have_arrived(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.status = 1
    make.published_notice()
    work(rounds=3)
    assert states() == [("publish", "owed")] and len(stand_in.sent) == 2
    for row in stand_in.sent:
        row["status"] = 3
    with clock.fixed(clock.now() + timedelta(hours=1)):
        work()
    assert states() == [("publish", "confirmed")] and len(stand_in.sent) == 2


@pytest.mark.parametrize("kind", ["sms"])
def test_a_message_that_did_not_arrive_is_a_failure(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.status = 2
    make.published_notice()
    work()
    row = Delivery.objects.get()
    assert row.state == "failed" and row.error_code.startswith("not_received")
    assert "138" not in row.error


@pytest.mark.parametrize("kind", ["sms"])
@pytest.mark.parametrize(
    ("code", "state"), [("isv.BUSINESS_LIMIT_CONTROL", "owed"), ("isv.SMS_SIGNATURE_ILLEGAL", "failed")]
)
def test_sms_errors(kind: str, stand_in: Any, outlet: Outlet, code: str, state: str) -> None:
    stand_in.fail("/", Fault(status=200, value={"Code": code, "Message": "no", "RequestId": "R"}))
    make.published_notice()
    carry_out()
    assert (Delivery.objects.get().state, Delivery.objects.get().error_code) == (state, code)


@pytest.mark.parametrize("kind", ["sms"])
def test_only_whole_numbers_are_written_to(kind: str, stand_in: Any, outlet: Outlet, settings: Any) -> None:
    file = Path(settings.CHANNELS_FILE)
    file.write_text(file.read_text().replace("13800000001", "13800000001&x"))
    make.published_notice()
    carry_out()
    assert Delivery.objects.get().error_code == "phones" and not stand_in.sent


@pytest.mark.parametrize("kind", ["webhook"])
def test_what_a_receiver_gets(kind: str, stand_in: Any, outlet: Outlet) -> None:
    notice = make.published_notice()
    work()
    sent = stand_in.calls[-1]
    message = sent.json()
    assert message["type"] == "notice.published"
    assert message["data"]["url"] == f"http://127.0.0.1:8000/notices/{notice.uid}/"
    assert message["data"]["content"]["title"].startswith("清溪县好味食品店")
    assert sent.headers["idempotency-key"] == sent.headers["webhook-id"] == str(Delivery.objects.get().uid)
    assert "王秀兰" not in sent.body.decode()
    make.withdrawn(notice)
    work()
    fallen = stand_in.calls[-1]
    assert fallen.json()["type"] == "notice.removed"
    assert "好味" not in json.dumps(fallen.json(), ensure_ascii=False)
    assert fallen.json()["data"]["content"]["reason"]


@pytest.mark.parametrize("kind", ["webhook"])
def test_the_address_is_called_as_it_stands(kind: str, stand_in: Any, outlet: Outlet, settings: Any) -> None:
    file = Path(settings.CHANNELS_FILE)
    file.write_text(file.read_text().replace(stand_in.address, f"{stand_in.address}/in/hall/?screen=3"))
    make.published_notice()
    work()
    (call,) = stand_in.calls
    assert (call.path, call.query) == ("/in/hall/", {"screen": "3"})


@pytest.mark.parametrize("kind", ["webhook"])
@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 422])
def test_a_receiver_that_refuses_is_not_asked_again(
    kind: str, stand_in: Any, outlet: Outlet, status: int
) -> None:
    stand_in.fail("/", Fault(status=status, value={}))
    make.published_notice()
    work()
    assert states() == [("publish", "failed")] and len(stand_in.calls) == 1


@pytest.mark.parametrize("kind", ["webhook"])
def test_a_dead_outlet_holds_up_nobody(kind: str, stand_in: Any, outlet: Outlet) -> None:
    stand_in.fail("/", *[Fault(seconds=1.0, cut=True)] * 5)
    for key in ("27", "28", "29"):
        make.published_notice(key)
    assert carry_out() == 1
    assert len(stand_in.calls) == 1


@pytest.mark.parametrize("kind", ["webhook"])
def test_a_flood_of_bytes_is_cut_off(
    kind: str, stand_in: Any, outlet: Outlet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "LARGEST", 1000)
    stand_in.fail("/", Fault(status=200, value=b"x" * 5000))
    make.published_notice()
    carry_out()
    assert Delivery.objects.get().error_code == "answer"


def test_published_vectors() -> None:
    """Standard Webhooks, and the example of Alibaba Cloud's documentation on the RPC signature."""
    signature = webhook_signature(
        webhook_secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
        key="msg_p5jXN8AQM9LWM0D4loKWxJek",
        timestamp="1614265330",
        body=b'{"test": 2432232314}',
    )
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    example = {
        "TimeStamp": "2016-02-23T12:46:24Z",
        "Format": "XML",
        "AccessKeyId": "testid",
        "Action": "DescribeRegions",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
        "Version": "2014-05-26",
        "SignatureVersion": "1.0",
    }
    example["Timestamp"] = example.pop("TimeStamp")
    assert aliyun_signature("testsecret", example, method="GET") == "OLeaidS1JvxuMvnyHOwuJ+uX5qY="


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest",
        "http://localhost.evil.example/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://user:secret@example.com/",
        "https:///x",
        "https://[",
        "",
    ],
)
def test_only_https_and_in_tests_the_loopback_address(address: str) -> None:
    with pytest.raises(Trouble):
        http.permitted(address)


def test_production_takes_no_plain_address_at_all(settings: Any) -> None:
    settings.MODE = "production"
    with pytest.raises(Trouble):
        http.permitted("http://127.0.0.1:9000/")
    assert http.permitted("https://hall.example/in").hostname == "hall.example"


def test_a_file_that_others_can_read_is_not_used(settings: Any, tmp_path: Path) -> None:
    file = tmp_path / "channels.toml"
    file.write_text("")
    file.chmod(0o644)
    settings.CHANNELS_FILE = str(file)
    with pytest.raises(NotNow):
        connections(make.AGENCY)


@pytest.mark.parametrize(
    "text", ["[[connection]", "[[connection]]\nkind = 'fax'", "connection = 3", "[[connection]]\nname = 'x'"]
)
def test_a_broken_file_is_named_and_publishing_goes_on(settings: Any, tmp_path: Path, text: str) -> None:
    file = tmp_path / "channels.toml"
    file.touch(mode=0o600)
    file.write_text(text)
    settings.CHANNELS_FILE = str(file)
    with pytest.raises(NotNow):
        connections(make.AGENCY)
    assert make.published_notice().closed_at is None
