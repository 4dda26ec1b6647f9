"""What is asked of a portal rebuilt from the files is answered as the live one answers it."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode
from urllib.request import urlopen

import pytest

from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.disclosure.rules.registers import REGISTERS
from mingzhi.disclosure.tests import factories as make
from mingzhi.disclosure.tests.register_factories import published_register
from mingzhi.kernel import clock
from mingzhi.portal.opendata.building import build
from mingzhi.portal.stranger import answering
from mingzhi.portal.stranger.rebuilding import rebuild
from mingzhi.portal.tests.reading import said
from mingzhi.portal.tests.test_rebuilding import MISSING, live, publish_notices
from mingzhi.portal.views.notices import link

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a")]
HEAVY = [
    ("违法事实", "x"),
    ("处罚依据", "《行政处罚法》第九条；《食品安全法》第三条"),
    ("处罚内容", "吊销许可证件；罚款120,000元"),
]
SEARCHES = [
    "",
    "q=食品",
    "q=好味&kind=penalty&region=339921",
    "q=清市监处罚〔2026〕27号",
    "q=92339921MA7K9XY03N",
    "q=溪店",
    "q=食品安全法第3条",
    "q=店",
    "q=望海县应急",
    "region=3399&year=2026&order=oldest",
    "agency=11339922MB0W12343K&corrected=0",
    "corrected=1",
    "since=2026-01-01&until=2026-12-31&penalty=fine",
    "fine=from100000&region=339921&year=2026",
    "fine=under10000&order=oldest",
    "penalty=revoke_licence&q=大户",
    "kind=x",
    "penalty=x",
    "basis=食品安全法",
    "basis=食品安全法§3&fine=from100000",
    "basis=《行政处罚法》第九条",
    "basis=§",
    "fine=x&q=食品",
    "since=x&year=20",
]


def publish_registers() -> None:
    """Windows, powers and review lines that came, changed and went."""
    today = clock.today()
    past, soon = today - timedelta(days=60), today + timedelta(days=60)

    def window(key: str, agency: str, since, until=None, **more) -> RegisterLine:
        return RegisterLine(
            key=key, since=since, until=until, values={"name": key, "agency": agency, "phone": "1", **more}
        )

    published_register(
        "windows",
        window("一号", "甲局", past, today, address="旧路"),
        window("一号", "甲局", today, address="新路"),
        window("二号", "乙局", past, today),
        window("三号", "乙局", soon),
    )
    powers = {
        "name": "处罚权",
        "agency": "甲局",
        "code": "p1",
        "kind": "行政处罚",
        "basis": "行政处罚法 §9-1(2)",
    }
    published_register("powers", RegisterLine(key="p1", since=past, values=powers))
    published_register(
        "review",
        *(
            RegisterLine(key=kind, since=past, values={"kind": kind, "name": kind})
            for kind in ("行政处罚", "行政许可")
        ),
    )


@pytest.fixture
def answers(tmp_path, settle):
    publish_notices()
    make.published_notice("40", party_name="大户", fields=HEAVY)
    publish_registers()
    settle()
    build(tmp_path / "files", link)
    return rebuild(tmp_path / "files", tmp_path / "portal").answers


def told(answers, path: str, query: str) -> list[str]:
    return said(answers.page(path, dict(parse_qsl(query))), without={"own"})


def test_searches_are_answered_as_on_the_portal(client, answers) -> None:
    for query in SEARCHES:
        asked = urlencode(parse_qsl(query))
        assert (query, told(answers, "/notices/", query)) == (query, live(client, f"/notices/?{asked}"))


def test_registers_are_answered_for_any_day_and_narrowed_as_on_the_portal(client, answers) -> None:
    today = clock.today()
    days = [today, today - timedelta(days=30), today - timedelta(days=90), today + timedelta(days=90)]
    queries = [f"on={day}" for day in days] + [
        "agency=乙局",
        "q=新路",
        "q=甲局 一号",
        "q=行政处罚法第9条",
        "agency=无",
    ]
    for code in ("windows", "powers", "review", "guides"):
        for query in [*queries, f"agency=甲局&on={days[1]}"]:
            asked = urlencode(parse_qsl(query))
            shown = live(client, f"/registers/{code}/?{asked}")
            assert (code, query, told(answers, f"/registers/{code}.html", query)) == (code, query, shown)


def test_changes_between_two_days_are_those_of_the_portal(client, answers) -> None:
    today = clock.today()
    days = [today - timedelta(days=90), today - timedelta(days=30), today, today + timedelta(days=90)]
    for before in days:
        for after in days:
            query = f"since={before}&until={after}"
            shown = live(client, f"/registers/windows/difference/?{query}")
            assert (query, told(answers, "/registers/windows/difference/", query)) == (query, shown)
    assert "新路" in answers.page("/registers/windows/difference.html", {})
    assert set(answers.shelf.declared) == set(REGISTERS) and "form" in MISSING


@pytest.fixture
def port(answers) -> Iterator[int]:
    serving = answering.server(answers, 0)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield serving.server_port
    serving.shutdown()
    serving.server_close()


def test_readers_are_served_answers_and_pages_and_nothing_that_lies_elsewhere(answers, port) -> None:
    (answers.target.parent / "secret.html").write_text("secret")
    base = f"http://127.0.0.1:{port}"
    with urlopen(f"{base}/notices/index.html?{urlencode({'q': '大户'})}") as answer:
        assert "大户" in answer.read().decode()
    with urlopen(f"{base}/") as answer:
        assert "最新公示" in answer.read().decode()
    for path in ("/../secret.html", "/%2e%2e/secret.html", "/nothing.html", "/names"):
        assert answering.lying(answers.target, path) is None


def test_who_says_nothing_holds_up_nobody_and_odd_addresses_are_not_found(port) -> None:
    with socket.create_connection(("127.0.0.1", port)):  # as browsers open connections ahead
        for address in ("//[", f"/{'x' * 5000}", "/a\x00b"):
            with socket.create_connection(("127.0.0.1", port), timeout=10) as odd:
                odd.sendall(f"GET {address} HTTP/1.0\r\n\r\n".encode())
                assert b" 404 " in odd.makefile("rb").readline(), address[:20]
