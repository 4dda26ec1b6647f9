"""Eight at once, a few rounds each: exactly one wins, the others are refused by name, the record is sound.

The long version is the same with more rounds: see :mod:`tests.served.contests`.
"""

import json

import pytest

from tests.served.world import World

SHORT = {
    "numbers": (3, {"reserve", "use"}),
    "notices": (2, {"publish/withdraw", "correct/withdraw", "correct/correct", "correct/expire"}),
    "case": (
        1,
        {"assign", "opinion", "approve_proposal", "serve_notice", "decide_penalty", "serve_decision", "pay"},
    ),
    "answers": (2, {"filing", "filing/publish", "filing check", "report"}),
    "desk": (2, {"rating token", "one-time code", "request"}),
}


PUT_IN = ("人员 ", "任职 ", "执法证件 ", "法制审核资格 ")
"""The people of the scenario stand there without the acts by which a county would have appointed them."""


@pytest.mark.parametrize("name", SHORT)
def test_of_eight_at_once_one_wins(empty: World, name: str) -> None:
    rounds, contested = SHORT[name]
    play = f"from tests.served.contests_answers import run; run({name!r}, rounds={rounds})"
    (told,) = empty.sound(after=(play,), but=PUT_IN)
    tallies = json.loads(told)
    assert set(tallies) == contested
    for what, tally in tallies.items():
        assert not tally["broken"], (what, tally["broken"])
        assert tally["wrong"] == 0, (what, tally)
        assert "says nothing" not in tally["refused"] and (tally["refused"] or what == "reserve"), what
