"""A stand-in is a real HTTP server on the loopback address that speaks an outlet's published interface.

It keeps what it was told, as the outlet would, and can be told to fail: ``fail(path, …)`` lets the next
calls to a path answer otherwise, before or after they took effect.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        return json.loads(self.body or b"{}")

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class Fault:
    """Answer ``status`` and ``value``; ``after`` lets the call take effect first; ``seconds`` of silence;
    ``cut`` closes the line without an answer."""

    status: int = 500
    value: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    after: bool = False
    seconds: float = 0
    cut: bool = False


class StandIn:
    def __init__(self) -> None:
        self.calls: list[Request] = []
        self.faults: dict[str, list[Fault]] = {}
        self.lock = threading.RLock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        self.hook: Callable[[Request], None] | None = None
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def fail(self, path: str, *faults: Fault) -> None:
        self.faults.setdefault(path, []).extend(faults)

    def paths(self) -> list[str]:
        return [call.path for call in self.calls]

    def answer(self, request: Request) -> tuple[int, Any]:
        raise NotImplementedError

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def respond(self, request: Request) -> tuple[int, Any, dict[str, str]] | None:
        with self.lock:
            self.calls.append(request)
            waiting = self.faults.get(request.path) or []
            fault = waiting.pop(0) if waiting else None
            status, value = (200, {}) if fault and not fault.after else self.answer(request)
        if self.hook:
            self.hook(request)
        if fault is None:
            return status, value, {}
        time.sleep(fault.seconds)
        return None if fault.cut else (fault.status, fault.value, fault.headers)

    def _handler(stand_in) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                parts = urlsplit(self.path)
                length = int(self.headers.get("Content-Length") or 0)
                request = Request(
                    self.command,
                    parts.path,
                    dict(parse_qsl(parts.query)),
                    {name.lower(): value for name, value in self.headers.items()},
                    self.rfile.read(length),
                )
                said = stand_in.respond(request)
                if said is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                status, value, headers = said
                body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
                self.send_response(status)
                for name, text in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = _serve  # noqa: N815

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

            def handle_one_request(self) -> None:
                try:
                    super().handle_one_request()
                except (OSError, ValueError):
                    self.close_connection = True

        return Handler


@contextmanager
def running(stand_in: StandIn) -> Iterator[StandIn]:
    try:
        yield stand_in
    finally:
        stand_in.stop()
