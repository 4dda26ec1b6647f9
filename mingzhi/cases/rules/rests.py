"""What a day entered rests on: nothing reached anybody before it was made, no answer precedes its question.

Times of the party run from these days (行政处罚法 §44, §62; 行政强制法 §35, §54): a day too early would take
them away. Empty codes: the step that brought the case into its present state.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from mingzhi.cases.rules.facts import CaseFacts
from mingzhi.cases.rules.taken import TakenFact
from mingzhi.kernel import clock

AFTER_STEP: dict[tuple[str, str], tuple[str, ...]] = {
    ("serve_notice", "served_on"): ("approve_proposal",),
    ("notify_hearing", "served_on"): ("ask_hearing",),
    ("serve_correction", "served_on"): ("correct_decision",),
    ("serve_freezing", "served_on"): ("freeze",),
    ("serve_enforcement", "served_on"): ("decide_enforcement", "decide_enforcement_now"),
    ("serve_substitute", "served_on"): ("decide_substitute",),
    ("warn_substitute", "served_on"): ("decide_substitute",),
    ("demand", "served_on"): (),
    ("demand_instalment", "served_on"): (),
    ("deliver", "served_on"): (),
    ("deliver_refusal", "served_on"): (),
    ("receive_correction", "received_on"): ("tell_correction",),
    ("police_file", "received_on"): ("send_crime",),
    ("police_refuse", "received_on"): ("send_crime",),
    ("record_acceptance", "accepted_on"): ("apply_court", "apply_court_now"),
    ("record_ruling", "ruled_on"): ("apply_court", "apply_court_now"),
}
"""(step, entry) → the steps of which the last is its floor."""

BY_PAPER = ("serve_document", "served_on")
"""Any paper: its floor is the step that made it."""

ENDING = frozenset({"remedy_upheld", "remedy_changed", "remedy_unlawful", "remedy_revoked"})
"""What ends a remedy is of the day of its filing or later (行政复议法 §30, 行政诉讼法 §51)."""

MEASURES = frozenset({"freeze", "take_preservation", "take_seizure"})
AT_ONCE = timedelta(hours=24)
"""A measure is entered with the moment it was taken: days and approval run from there (强制法 §19, §25)."""


def rested_on(facts: CaseFacts, step: str, entry: str, entered: Mapping[str, Any]) -> tuple[str, date] | None:
    """Return title and day of what an entered day rests on; None where nothing is known."""
    if (step, entry) == BY_PAPER:
        return _told(_made(facts.taken, entered))
    if (step, entry) in AFTER_STEP:
        return _told(_taken(facts.taken, AFTER_STEP[step, entry]))
    return None


def filed_on(facts: CaseFacts, step: str, entry: str) -> date | None:
    """Return the day of filing of the remedy that a step ends."""
    if step not in ENDING or entry != "ended_on":
        return None
    return max((item.filed_on for item in facts.remedies if item.pending and item.filed_on), default=None)


def _taken(taken: Sequence[TakenFact], codes: tuple[str, ...]) -> Iterator[TakenFact]:
    moved = (item for item in reversed(taken) if item.state_after != item.state_before)
    return (item for item in reversed(taken) if item.code in codes) if codes else moved


def _made(taken: Sequence[TakenFact], entered: Mapping[str, Any]) -> Iterator[TakenFact]:
    """The paper by its number, else the first of its kind."""
    number, paper = str(entered.get("document_number") or ""), str(entered.get("document") or "")
    made = [item for item in taken if item.document and item.document == paper]
    return iter([item for item in made if item.number == number] or made)


def _told(found: Iterator[TakenFact]) -> tuple[str, date] | None:
    first = next(found, None)
    return (first.title, first.at.astimezone(clock.CHINA).date()) if first is not None else None
