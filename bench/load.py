"""Send requests from concurrent readers and keep every time; bounded in count, loopback only."""

import csv
import http.client
import io
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from bench.places import cpu_seconds

Address = Callable[[int], str]
"""Gives the n-th address of a kind of page."""


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


def measure(readers: Sequence[Reader], paths: Address, *, requests: int, expect: int = 200) -> Times:
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


def alone_and_together(
    port: int, server: int, kinds: Mapping[str, Address], requests: int, readers: int
) -> dict[tuple[str, int], Times]:
    """Ask for every kind of page with one reader (a quarter of the requests), then with many."""
    found = {}
    for number in (1, readers):
        for name, address in kinds.items():
            asked = shifted(address, 0 if number == 1 else requests)
            before = cpu_seconds(server)
            asking = [Reader(port) for _nth in range(number)]
            times = measure(asking, asked, requests=requests if number > 1 else requests // 4)
            times.server_seconds = cpu_seconds(server) - before
            found[name, number] = times
            print(f"  {name}, {number}: p95 {times.percentile(0.95):.0f} ms", flush=True)
    return found


def shifted(address: Address, by: int) -> Address:
    """Return the addresses from a later one on."""
    return lambda nth: address(by + nth)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was taken whole: its rows, the time, the processor time of the server."""

    rows: int
    seconds: float
    server_seconds: float

    def __str__(self) -> str:
        of_processor = self.rows / max(self.server_seconds, 0.01)
        return f"{self.rows:,} rows, {self.rows / self.seconds:,.0f}/s, {of_processor:,.0f} a CPU second"


def table_of(port: int, server: int, path: str) -> Table:
    """Take a table as CSV."""
    reader, before, begun = Reader(port), cpu_seconds(server), time.perf_counter()
    status, text, _queries = reader.request("GET", path)
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")
    seconds = time.perf_counter() - begun
    rows = sum(1 for _row in csv.reader(io.StringIO(text))) - 1
    return Table(rows, seconds, cpu_seconds(server) - before)
