"""The memory of answers: bounded in bytes and in time."""

import pytest

from mingzhi.site.gateway import remembering
from mingzhi.site.gateway.remembering import BESIDE, Kept, Memory


def kept(size: int = 100) -> Kept:
    return Kept(b"x" * size, (("ETag", '"1"'),), '"1"')


@pytest.fixture
def now(monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(remembering, "monotonic", lambda: moment[0])
    return moment


def test_what_is_kept_is_found_until_its_time_ends(now) -> None:
    memory, one = Memory(10_000), kept()
    memory.put("one", one, 2)
    now[0] += 1.9
    assert memory.get("one") is one and memory.get("two") is None
    now[0] += 0.1
    assert memory.get("one") is None


def test_what_was_not_read_for_longest_goes_first(now) -> None:
    memory = Memory(3 * (100 + BESIDE))
    for key in ("a", "b", "c"):
        memory.put(key, kept(), 60)
    memory.get("a")
    memory.put("d", kept(), 60)
    assert [key for key in "abcd" if memory.get(key)] == ["a", "c", "d"]


def test_an_answer_kept_again_counts_once(now) -> None:
    memory = Memory(2 * (100 + BESIDE))
    for _again in range(5):
        memory.put("a", kept(), 60)
    memory.put("b", kept(), 60)
    assert memory.get("a") and memory.get("b") and len(memory) == 2


def test_what_is_larger_than_the_memory_leaves_it_empty_and_usable(now) -> None:
    memory = Memory(1000)
    memory.put("large", kept(2000), 60)
    assert len(memory) == 0
    memory.put("a", kept(), 60)
    memory.clear()
    assert memory.get("a") is None
    memory.put("a", kept(), 60)
    assert memory.get("a")
