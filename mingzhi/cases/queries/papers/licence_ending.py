"""What the papers that end a licence say beside their core (行政许可法 §8-2, §69, §70)."""

from collections.abc import Mapping
from typing import Any

from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.procedure import Step as Declared


def ending(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Which licence ends: by the decision that granted it, and by its number where it has one."""
    grant = rows.last("grant")
    if grant is None:
        return {}
    number = grant.data.get("licence_number")
    item = f"{grant.document_number}准予的{rows.case.power_name}"
    return {"licence_item": item, **({"licence_number": number} if number else {})}


def withdrawal(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Why a licence is withdrawn, and how what its holder loses is made good (行政许可法 §8-2)."""
    core, ended = data.get("core") or {}, ending(rows, declared, data)
    labels = {
        code: label for item in declared.fields if item.code == "compensation" for code, label in item.choices
    }
    made_good = labels.get(str(data.get("compensation")), "已依法处理补偿")
    told = {
        **ended,
        "reason": data.get("reason") or f"{core.get('facts', '')}{core.get('reasons', '')}",
        "decision_text": data.get("decision_text")
        or f"决定撤回{ended.get('licence_item', rows.case.power_name)}。",
        "compensation_told": f"{made_good}。{data.get('compensation_text', '')}",
    }
    # what was granted has a legal basis of its own: it is not that of its withdrawal
    return told if core.get("basis") else {**told, "basis": ["行政许可法 §8-2"]}
