"""The demo's receiver takes what is signed and fresh, once, and nothing else."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from mingzhi.disclosure.connections import connection
from mingzhi.exchange.rules.signing import webhook_secret, webhook_signature
from mingzhi.kernel import clock
from mingzhi.site.demo import hall

pytestmark = pytest.mark.django_db
NOTICE = str(uuid.UUID(int=7))
NUMBER = "清市监处罚〔2026〕1号"
CONTENT = {"title": "某店一案", "number": NUMBER, "version": 1, "agency": {"name": "清溪县市场监督管理局"}}


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    settings.CHANNELS_FILE = str(tmp_path / "channels.toml")
    hall.connect("http://127.0.0.1:8000")


def send(client: Any, kind: str, content: Any, *, key: str = "", stamp: int = 0, spoil: str = "") -> Any:
    found = connection(hall._agency(), hall.NAME)
    data = {"notice": NOTICE, "url": f"https://x/notices/{NOTICE}/", "version": 1, "content": content}
    body = json.dumps({"type": kind, "timestamp": "2026-04-20T09:30:00+08:00", "data": data}).encode()
    key, moment = key or str(uuid.uuid4()), str(stamp or int(clock.now().timestamp()))
    secret = webhook_secret(str(found.values["secret"]))
    headers = {
        "Webhook-Id": key,
        "Webhook-Timestamp": moment,
        "Webhook-Signature": webhook_signature(secret, key=key, timestamp=moment, body=body) + spoil,
    }
    return client.post(hall.PATH, body, content_type="application/json", headers=headers)


def shown(client: Any) -> str:
    return client.get(hall.PATH).content.decode()


def test_it_shows_what_it_was_sent_and_takes_it_down(client: Any) -> None:
    assert "某店一案" not in shown(client)
    assert send(client, "notice.published", CONTENT).status_code == 200
    assert "某店一案" in shown(client)
    fallen = {"number": NUMBER, "reason": "决定被撤销。"}
    assert send(client, "notice.removed", fallen).status_code == 200
    assert "某店一案" not in shown(client) and "决定被撤销。" in shown(client)


def test_a_repetition_changes_nothing(client: Any) -> None:
    key = str(uuid.uuid4())
    send(client, "notice.published", CONTENT, key=key)
    send(client, "notice.removed", {"number": "1", "reason": "撤"})
    assert send(client, "notice.published", CONTENT, key=key).status_code == 200
    assert "某店一案" not in shown(client)


def test_what_is_forged_or_old_is_refused(client: Any) -> None:
    assert send(client, "notice.published", CONTENT, spoil="x").status_code == 401
    assert send(client, "notice.published", CONTENT, stamp=1).status_code == 401
    assert client.post(hall.PATH, b"{}", content_type="application/json").status_code == 401
    assert "某店一案" not in shown(client)


def test_a_file_that_somebody_keeps_is_left_alone(settings: Any) -> None:
    file = Path(settings.CHANNELS_FILE)
    before = file.read_text()
    hall.connect("http://127.0.0.1:9000")
    after = file.read_text()
    assert "127.0.0.1:9000" in after and after.split("secret")[1] == before.split("secret")[1]
    file.write_text("# my own\n")
    hall.connect("http://127.0.0.1:9000")
    assert file.read_text() == "# my own\n"
    assert file.stat().st_mode & 0o777 == 0o600
