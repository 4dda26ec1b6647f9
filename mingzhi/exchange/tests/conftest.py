"""The outlets' stand-ins, and the file of connections that leads to them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from mingzhi.disclosure.acts import open_outlet
from mingzhi.disclosure.models import Outlet
from mingzhi.disclosure.tests import factories as make
from mingzhi.exchange import http
from mingzhi.exchange.connectors import wechat
from mingzhi.exchange.tests.sms_standin import KEY, SmsStandIn
from mingzhi.exchange.tests.sms_standin import SECRET as SMS_SECRET
from mingzhi.exchange.tests.standing import StandIn, running
from mingzhi.exchange.tests.webhook_standin import SECRET as HOOK_SECRET
from mingzhi.exchange.tests.webhook_standin import WebhookStandIn
from mingzhi.exchange.tests.wechat_standin import APPID, SECRET, THUMB, WechatStandIn
from mingzhi.exchange.tests.weibo_standin import TOKEN, WeiboStandIn
from mingzhi.kernel import clock

VALUES: dict[str, dict[str, Any]] = {
    "wechat": {"appid": APPID, "secret": SECRET, "thumb_media_id": THUMB},
    "weibo": {"access_token": TOKEN},
    "sms": {
        "access_key_id": KEY,
        "access_key_secret": SMS_SECRET,
        "sign_name": "清溪市监",
        "template_publish": "SMS_1",
        "template_correct": "SMS_2",
        "template_remove": "SMS_3",
        "phones": ["13800000001", "13800000002"],
    },
    "webhook": {"secret": HOOK_SECRET},
}
_MAKERS: dict[str, type[StandIn]] = {
    "wechat": WechatStandIn,
    "weibo": WeiboStandIn,
    "sms": SmsStandIn,
    "webhook": WebhookStandIn,
}


@pytest.fixture(autouse=True)
def standing_clock() -> Iterator[None]:
    with clock.fixed(datetime(2026, 4, 20, 9, 30, tzinfo=clock.CHINA)):
        yield


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.VAR = tmp_path
    settings.CHANNELS_FILE = str(tmp_path / "channels.toml")
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    monkeypatch.setattr(http, "SECONDS", 0.6)
    cache.clear()
    wechat._tokens.clear()


def _text(value: Any) -> str:
    return "[" + ", ".join(_text(one) for one in value) + "]" if isinstance(value, list) else f'"{value}"'


def connect(path: str, kind: str, address: str, agency: str = make.AGENCY, **more: Any) -> None:
    """Enter a connection into the file, as whoever runs the system does."""
    lines = ["[[connection]]", f'agency = "{agency}"', f'name = "{kind}"', f'kind = "{kind}"']
    lines += [
        f"{key} = {_text(value)}" for key, value in {"address": address, **VALUES[kind], **more}.items()
    ]
    file = Path(path)
    file.touch(mode=0o600)
    file.write_text(file.read_text() + "\n".join(lines) + "\n\n")


@pytest.fixture(params=sorted(_MAKERS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def stand_in(kind: str, settings: Any) -> Iterator[Any]:
    with running(_MAKERS[kind]()) as server:
        connect(settings.CHANNELS_FILE, kind, server.address)
        yield server


@pytest.fixture
def outlet(kind: str, stand_in: StandIn, db: None) -> Outlet:
    return open_outlet(actor=make.publisher(), name="清溪市监发布", connection=kind)
