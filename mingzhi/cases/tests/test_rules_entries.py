"""What an entry may hold: no column, no paper and no date beyond reason."""

import pytest

from mingzhi.cases.rules.entries import LONGEST_LINE, LONGEST_TEXT, MOST, check_entries
from mingzhi.cases.rules.procedure import Field, FieldKind, Step


def refused(kind: FieldKind, value: object) -> bool:
    step = Step(
        code="try",
        title="试",
        sources=(),
        basis=("行政处罚法 §54-1",),
        fields=(Field(code="entry", label="项", kind=kind),),
    )
    found = [refusal for refusal in check_entries(step, {"entry": value}) if refusal.field == "entry"]
    long = isinstance(value, str) and len(value) > LONGEST_LINE and kind in (FieldKind.TEXT, FieldKind.LONG)
    assert all(refusal.code == "cases.field_long" for refusal in found if long)
    return bool(found)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (FieldKind.TEXT, "字" * LONGEST_LINE, "字" * (LONGEST_LINE + 1)),
        (FieldKind.LONG, "字" * LONGEST_TEXT, "字" * (LONGEST_TEXT + 1)),
        (FieldKind.DATE, "2026-04-13", "0001-01-01"),
        (FieldKind.DATE, "1900-01-01", "9999-12-31"),
        (FieldKind.MOMENT, "2026-04-13T09:00:00+08:00", "0001-01-01T00:00:00+08:00"),
        (FieldKind.MONEY, 0, -1),
        (FieldKind.MONEY, MOST, MOST + 1),
        (FieldKind.NUMBER, 1, 10**15),
    ],
)
def test_what_is_beyond_reason_is_refused(kind: FieldKind, good: object, bad: object) -> None:
    assert not refused(kind, good)
    assert refused(kind, bad)


@pytest.mark.parametrize(
    ("outcome", "penalties", "good"),
    [
        ("penalty", [{"kind": "fine", "amount": 100}], True),
        ("penalty", [], False),
        ("penalty", [{"kind": "fine"}], False),
        ("penalty", [{"kind": "fine", "amount": 0}], False),
        ("penalty", [{"kind": "confiscate_income", "text": "违法所得"}], False),
        ("penalty", [{"kind": "confiscate_goods", "text": " "}], False),
        ("penalty", [{"kind": "confiscate_goods", "text": "火腿肠12包"}, {"kind": "warning"}], True),
        ("first", [], True),
        ("first", [{"kind": "fine", "amount": 100}], False),
        ("transfer", [{"kind": "warning"}], False),
    ],
)
def test_a_core_holds_penalties_where_it_punishes_and_nowhere_else(outcome, penalties, good) -> None:
    core = {"outcome": outcome, "party": {"name": "某某"}, "facts": "事实。", "penalties": penalties}
    assert refused(FieldKind.CORE, core) is not good
