"""A receiver of webhooks for the demo county: the screen of another system in the service hall.

It stands at ``/demo/hall/`` in demo mode only and is a stranger to the rest: what it shows is what it was
sent over HTTP, kept in files of its own. It checks signature and age, and does nothing twice.
"""

import hmac
import json
import secrets
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from mingzhi.disclosure.acts import open_outlet
from mingzhi.disclosure.connections import connection
from mingzhi.exchange.rules.signing import webhook_secret, webhook_signature
from mingzhi.kernel import clock
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.site.demo.county import People, county

NAME = "hall"
AGENCY = "qsj"
PATH = "/demo/hall/"
_OURS = "# written by the demo county\n"
_OLDEST = 300


def connect(base: str) -> None:
    """Write the file of connections that leads to this receiver, unless somebody keeps one."""
    file = Path(settings.CHANNELS_FILE)
    kept = connection(_agency(), NAME) if file.exists() and file.read_text().startswith(_OURS) else None
    if file.exists() and kept is None:
        return
    secret = str(kept.values["secret"]) if kept else secrets.token_urlsafe(32)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    file.write_text(
        f'{_OURS}[[connection]]\nagency = "{_agency()}"\nname = "{NAME}"\nkind = "webhook"\n'
        f'address = "{base}{PATH}"\nsecret = "{secret}"\n'
    )


def open_hall(people: People) -> None:
    """Let the market regulator push its notices to the hall from this day on.

    Where the hall answers is known only when the county is served: until then nothing is sent.
    """
    if Path(settings.CHANNELS_FILE).exists():
        return
    connect(settings.PUBLIC_URL)
    publisher = people.actor(AGENCY, "publisher", clock.today())
    open_outlet(actor=publisher, name=_("政务服务中心公示屏（演示）"), connection=NAME)
    Path(settings.CHANNELS_FILE).unlink()


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def hall(request: HttpRequest) -> HttpResponse:
    """Take a message, or show what was taken."""
    if request.method == "POST":
        return _take(request)
    rows = sorted(_read(), key=lambda row: str(row["timestamp"]), reverse=True)
    standing = [row["data"]["content"] | {"url": row["data"]["url"]} for row in rows if _stands(row)]
    fallen = [row["data"]["content"] | {"url": row["data"]["url"]} for row in rows if not _stands(row)]
    answer = render(request, "demo_hall.html", {"standing": standing, "fallen": fallen})
    answer["Cache-Control"] = "no-store"
    return answer


def _take(request: HttpRequest) -> HttpResponse:
    found = connection(_agency(), NAME)
    key, stamp = request.headers.get("Webhook-Id", ""), request.headers.get("Webhook-Timestamp", "")
    if found is None or not _is_fresh(stamp):
        return JsonResponse({"error": "timestamp"}, status=401)
    secret = webhook_secret(str(found.values["secret"]))
    right = webhook_signature(secret, key=key, timestamp=stamp, body=request.body)
    if not hmac.compare_digest(right.encode(), request.headers.get("Webhook-Signature", "").encode()):
        return JsonResponse({"error": "signature"}, status=401)
    seen = _folder("seen") / str(UUID(key))
    if not seen.exists():
        message = json.loads(request.body)
        if message["data"].get("notice"):
            _keep(message)
        seen.touch()
    return JsonResponse({"id": f"hall-{key[:8]}"})


def _keep(message: dict[str, Any]) -> None:
    """Keep the last word on a notice: the newer version, or that it has come down."""
    file = _folder("notices") / f"{UUID(message['data']['notice'])}.json"
    draft = file.with_suffix(f".{secrets.token_hex(4)}")
    draft.write_text(json.dumps(message, ensure_ascii=False), encoding="utf-8")
    draft.replace(file)


def _read() -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in _folder("notices").glob("*.json")]


def _stands(row: dict[str, Any]) -> bool:
    return bool(row["type"] != "notice.removed")


def _is_fresh(stamp: str) -> bool:
    return stamp.isascii() and stamp.isdigit() and abs(clock.now().timestamp() - int(stamp[:12])) < _OLDEST


def _folder(name: str) -> Path:
    folder = Path(settings.VAR) / "demo-hall" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _agency() -> str:
    return str(next(entry["code"] for entry in county()["agencies"] if entry["key"] == AGENCY))
