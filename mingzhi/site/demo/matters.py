"""Fill the plain scenarios with the matters of the demo county."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from mingzhi.site.walk import scenario

PLAIN = {"ordinary": "plain-fine", "summary": "plain-summary", "licence": "plain-licence"}
MONEY = {"fine", "confiscate_income"}
HEARING = {"organisation": 10_000_000, "individual_business": 500_000, "person": 500_000}
"""From which fine (cents) the plain scenario tells the right to a hearing; the gate asks the real rule."""


@cache
def matters() -> dict[str, dict[str, Any]]:
    """Return the matters by procedure and name."""
    return tomllib.loads(Path(__file__).with_name("matters.toml").read_text(encoding="utf-8"))


def script_of(procedure: str, name: str, *, outcome: str = "") -> dict[str, Any]:
    """Return the plain scenario of a procedure filled with one matter.

    ``outcome`` overrides what the matter ends in (``first`` for a first offence without penalty,
    ``refuse`` for a refused licence).
    """
    matter = matters()[procedure][name]
    party = matter["party"]
    penalties = matter.get("penalties", ())
    fine = sum(item.get("amount", 0) for item in penalties if item["kind"] == "fine")
    owed = sum(item.get("amount", 0) for item in penalties if item["kind"] in MONEY)
    values = {
        "{owed}": owed,
        "{first_half}": owed // 2,
        "{second_half}": owed - owed // 2,
        "{hearing}": fine >= HEARING[party["kind"]],
        "{until}": matter.get("until"),
    }
    words = {
        "party": party["name"],
        "person": party.get("operator") or party["name"],
        "place": matter["place"],
        "facts": matter["facts"],
        "cause": matter["cause"],
        "reasons": matter.get("reasons", ""),
        "item": matter.get("item", ""),
        "conclusion": "不符合条件。" if outcome == "refuse" else "符合条件。",
        "serial": f"{crc32(name.encode()) % 10**10:010d}",
    }
    filled: dict[str, Any] = {
        part: _filled(events, words, values) for part, events in scenario(PLAIN[procedure]).items()
    }
    filled["case"] = {
        "power": matter["power"],
        "procedure": procedure,
        "cause": matter["cause"],
        "source": "申请" if procedure == "licence" else "日常检查发现",
        "facts": matter["facts"],
    }
    filled["party"] = party
    filled["core"] = _core(procedure, matter, outcome)
    return filled


def _core(procedure: str, matter: Mapping[str, Any], outcome: str) -> dict[str, Any]:
    party = matter["party"]
    shown = {name: party[name] for name in ("name", "code", "address") if party.get(name)}
    core = {"party": shown, "facts": matter["facts"], "basis": matter["basis"]}
    if procedure == "licence":
        granted = {"scope": matter["scope"]} if outcome != "refuse" else {}
        reasons = "经营场所面积不符合条件。" if outcome == "refuse" else "符合法定条件。"
        return core | {"outcome": outcome or "grant", "grant": granted, "reasons": reasons}
    core |= {"breached": matter["breached"], "reasons": matter["reasons"], "outcome": outcome or "penalty"}
    if not outcome:
        core["penalties"] = matter["penalties"]
        core["mitigation"] = matter.get("mitigation", "")
        return core
    return core | {"basis": ["行政处罚法 §33-1"], "reasons": "初次违法且危害后果轻微并及时改正。"}


def _filled(value: Any, words: Mapping[str, str], values: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        if value in values:
            return values[value]
        for name, word in words.items():
            value = value.replace("{" + name + "}", word)
        return value
    if isinstance(value, Mapping):
        return {name: _filled(part, words, values) for name, part in value.items()}
    if isinstance(value, list):
        return [_filled(part, words, values) for part in value]
    return value
