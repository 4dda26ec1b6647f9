"""Whatever is entered in whatever field of whatever step: taken or refused by name, never a broken page."""

import contextlib
from typing import Any

import pytest

from mingzhi.cases.rules.gate import require
from mingzhi.cases.rules.procedure import Field, FieldKind, Procedure, Step
from mingzhi.cases.tests.given import OFFICERS, ON, actor
from mingzhi.cases.tests.test_rules_walk import STEPS, name
from mingzhi.cases.tests.walking import way
from mingzhi.kernel.refusal import Refusal

HOSTILE: tuple[Any, ...] = (
    *("", " ", "\x00", "\ud800", "\u202e", "<script>", "字" * 50_000, "'; DROP TABLE cases_case; --"),
    *("-1", "1e999", "NaN", "1.5", "２", "²", "0001-01-01", "9999-12-31", "2026-02-30", "0000-00-00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-14:00", "2026-03-05T10:00:00", "2026-03-05"),
    *("urn:x", "urn:mingzhi:identity:person:x", "食品安全法 §0"),
    *(-1, 0, 10**18, 10**30, 1.5, float("nan"), float("inf"), True, False, None),
    *([], {}, ["x"], [{}], [None], [["x"]], {"a": 1}, [{"name": {"a": 1}}], ("x",), [-1]),
)


def taken_or_refused(procedure: Procedure, step: Step, data: dict[str, Any]) -> None:
    found = way(step, step.sources[0])
    with contextlib.suppress(Refusal):
        require(
            procedure, found.facts, step.code, actor(), ON, data={**found.data, **data}, officers=OFFICERS
        )


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=name)
def test_no_entry_breaks_a_step(procedure: Procedure, step: Step) -> None:
    for part in step.fields:
        for value in HOSTILE:
            taken_or_refused(procedure, step, {part.code: value})
    for value in HOSTILE:
        taken_or_refused(procedure, step, dict.fromkeys((part.code for part in step.fields), value))


CORE = {
    "outcome": "penalty",
    "party": {"name": "某店"},
    "facts": "事实",
    "breached": ["食品安全法 §34(10)"],
    "basis": ["食品安全法 §124-1"],
    "penalties": [{"kind": "fine", "amount": 5000, "days": 0, "text": ""}],
    "mitigation": "",
    "reasons": "理由",
    "grant": {},
}


def cores(part: Field) -> list[Any]:
    """Return cores in which one part, or one part of a penalty, is hostile."""
    whole = [{**CORE, code: value} for code in (*CORE, "unknown") for value in HOSTILE]
    penalty = CORE["penalties"][0]
    return whole + [
        {**CORE, "penalties": [{**penalty, code: value}]}
        for code in (*penalty, "unknown")
        for value in HOSTILE
    ]


WITH_CORE = [
    (procedure, step) for procedure, step in STEPS if any(f.kind is FieldKind.CORE for f in step.fields)
]


@pytest.mark.parametrize(("procedure", "step"), WITH_CORE, ids=name)
def test_no_core_breaks_a_step(procedure: Procedure, step: Step) -> None:
    for part in step.fields:
        if part.kind is FieldKind.CORE:
            for core in cores(part):
                taken_or_refused(procedure, step, {part.code: core})
