"""Send requests from concurrent readers and keep every time; bounded in count, loopback only."""

import http.client
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(slots=True)
class Times:
    """What one kind of page took: milliseconds, database queries, failures."""

    milliseconds: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    server_seconds: float = 0.0

    def percentile(self, share: float) -> float:
        """Return the time below which ``share`` of the requests stayed."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


class Reader:
    """One browser-like client: keeps its connection and its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, int]:
        """Return (status, body, queries the page made)."""
        headers = {"Accept-Language": "zh-CN", "Referer": "http://127.0.0.1/"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if form is not None:
            form = {**form, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode(errors="replace")
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer.status, text, int(answer.headers.get("X-Queries", "-1"))

    def log_in(self, username: str, password: str) -> None:
        """Log in as a member of staff; raise when the product refuses."""
        _, page, _ = self.request("GET", "/account/login/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"username": username, "password": password}
        if token:
            self.cookies.setdefault("csrftoken", token[1])
        status, text, _ = self.request("POST", "/account/login/", form)
        if status not in {302, 303}:
            raise RuntimeError(f"login answered {status}: {text[:300]}")


def measure(
    readers: Sequence[Reader], paths: Callable[[int], str], *, requests: int, expect: int = 200
) -> Times:
    """Let all readers ask at once until ``requests`` are answered; ``paths(n)`` is the n-th address."""
    times = Times()
    lock = threading.Lock()
    numbers = iter(range(requests))

    def work(reader: Reader) -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            path = paths(number)
            begun = time.perf_counter()
            status, _, queries = reader.request("GET", path)
            elapsed = (time.perf_counter() - begun) * 1000
            with lock:
                times.milliseconds.append(elapsed)
                times.queries.append(queries)
                if status != expect:
                    times.failures.append(f"{path}: {status}")

    begun = time.perf_counter()
    threads = [threading.Thread(target=work, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.seconds = time.perf_counter() - begun
    return times
