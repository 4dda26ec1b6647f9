"""What the paper of a withdrawn licence says beside its core (行政许可法 §8-2)."""

from collections.abc import Mapping
from typing import Any

from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules.procedure import Step as Declared


def withdrawal(rows: Rows, declared: Declared, data: Mapping[str, Any]) -> dict[str, Any]:
    """Why a licence is withdrawn, and how what its holder loses is made good (行政许可法 §8-2)."""
    core = data.get("core") or {}
    labels = {
        code: label for item in declared.fields if item.code == "compensation" for code, label in item.choices
    }
    made_good = labels.get(str(data.get("compensation")), "已依法处理补偿")
    told = {
        "reason": data.get("reason") or core.get("reasons", ""),
        "decision_text": data.get("decision_text") or f"决定撤回{rows.case.power_name}。",
        "compensation_told": f"{made_good}。{data.get('compensation_text', '')}",
    }
    # what was granted has a legal basis of its own: it is not that of its withdrawal
    return told if core.get("basis") else {**told, "basis": ["行政许可法 §8-2"]}
