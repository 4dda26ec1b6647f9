"""A place that answers a monitor anything but what it promises: doubts and alarms, never a crash."""

import socket
import threading

import pytest

from mingzhi.portal.stranger import monitor
from mingzhi.portal.stranger.asking import Place, Unanswered
from mingzhi.portal.stranger.state import ALARM, UNSURE, State

pytestmark = [pytest.mark.django_db, pytest.mark.serves("2.4.2a", "2.1.3c")]


@pytest.mark.parametrize("shown", [{}, {"items": 3}, {"items": [{}]}, {"items": [[]], "next_cursor": 1}])
def test_lists_of_another_shape_are_doubts_and_what_was_seen_is_kept(place, seen, monkeypatch, shown) -> None:
    _notice, known = seen
    ask, before = place.json, len(known.notices)
    monkeypatch.setattr(place, "json", lambda path: shown if "/api/" in path else ask(path))
    report = monitor.watch(place, known)
    assert report.status == UNSURE and report.doubts and len(known.notices) == before


def test_a_list_without_end_is_a_doubt(place, seen, monkeypatch) -> None:
    page = {"items": [], "next_cursor": "again"}
    ask = place.json
    monkeypatch.setattr(place, "json", lambda path: page if "/api/" in path else ask(path))
    report = monitor.watch(place, State())
    assert report.status == UNSURE and "no end" in " ".join(report.doubts)


@pytest.mark.parametrize("shown", [{"uid": ""}, {"uid": [], "commitment": 1}, {"content": "x"}])
def test_a_notice_of_another_shape_is_an_alarm_and_the_others_are_looked_at(
    place, seen, monkeypatch, shown
) -> None:
    notice, known = seen
    ask = place.json
    monkeypatch.setattr(
        place, "json", lambda path: shown if f"{notice.uid}/notice.json" in path else ask(path)
    )
    report = monitor.watch(place, known)
    assert report.status == ALARM and report.checked == 2
    assert "no notice" in " ".join(en for _zh, en in report.alarms)


@pytest.mark.parametrize("said", [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{}", b"no http\r\n\r\n"])
def test_an_answer_that_breaks_off_is_no_answer(said) -> None:
    with socket.create_server(("127.0.0.1", 0)) as here:

        def answer() -> None:
            reader, _address = here.accept()
            with reader:
                reader.recv(4096)
                reader.sendall(said)

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(Unanswered):
            Place(f"http://127.0.0.1:{here.getsockname()[1]}").get("/")
