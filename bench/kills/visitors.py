"""Visitors who work without a pause while processes are killed: each opens cases, or adds files to one."""

import hashlib
import io
import os
import threading
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any

from tests.served.visitor import Post, Visitor

_LED_ON, _FAILED = 302, 500
FORM = "csrfmiddlewaretoken"


def acts(visitor: Visitor, said: Mapping[str, Any]) -> tuple[Post, Callable[[str], str]]:
    """Open a case; it is confirmed by its address."""
    post = visitor.form(f"/work/cases/open/{said['power']}/", "cause", **said["opening"])
    return post, lambda address: address.rstrip("/").rpartition("/")[2]


def recording() -> bytes:
    """Return a second of noise as WAV, never twice the same."""
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(os.urandom(8000))
    return target.getvalue()


def uploads(visitor: Visitor, said: Mapping[str, Any]) -> tuple[Post, Callable[[str], str]]:
    """Add a file to a case; it is confirmed by its digest."""
    path = f"/work/cases/{said['case']}/materials/"
    film = recording()
    step = "urn:" + visitor.open(path).text.split('<option value="urn:')[1].split('"')[0]
    post = visitor.form(path, "kind", {"files": ("记录仪.wav", film)}, step=step, kind="other")
    return post, lambda _address: hashlib.sha256(film).hexdigest()


WORKS = {"acts": acts, "uploads": uploads}


@dataclass
class Stream:
    """One visitor at one kind of work: what was confirmed, what was cut off, what went wrong otherwise."""

    base: str
    work: str
    said: Mapping[str, Any]
    confirmed: list[str] = field(default_factory=list)
    cut: int = 0
    wrong: list[str] = field(default_factory=list)
    pressing: bool = False
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> "Stream":
        """Log in and begin."""
        visitor = Visitor(self.base).log_in(self.said["login"])
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, args=(visitor,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End after the request under way."""
        self._stopping.set()
        if self._thread:
            self._thread.join(timeout=120)

    def _run(self, visitor: Visitor) -> None:
        while not self._stopping.is_set():
            try:
                post, confirmed = WORKS[self.work](visitor, self.said)
            except (OSError, HTTPException, LookupError, StopIteration):  # no page: nothing was sent
                self._stopping.wait(0.2)
                continue
            self._press(post, confirmed)

    def _press(self, post: Post, confirmed: Callable[[str], str]) -> None:
        self.pressing = True
        try:
            answer = post.press()
        except (OSError, HTTPException):
            self.cut += 1
            return
        finally:
            self.pressing = False
        if answer.status == _LED_ON:
            self.confirmed.append(confirmed(answer.headers.get("location") or answer.headers["Location"]))
        elif answer.status >= _FAILED:
            self.cut += 1
        else:
            self.wrong.append(f"{self.work}: {answer.status} {answer.url}")
