"""What a form begins with where a content core is proposed: the one that stands, or another that ends it."""

from collections.abc import Callable, Mapping
from typing import Any

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.catalogue.queries import power_version

REVOKED_BY: Mapping[str, str] = {
    "abuse": "行政许可法 §69-1(1)",
    "power": "行政许可法 §69-1(2)",
    "procedure": "行政许可法 §69-1(3)",
    "unqualified": "行政许可法 §69-1(4)",
    "other": "行政许可法 §69-1(5)",
    "fraud": "行政许可法 §69-2",
}
"""The ground on which a revocation was opened → the article it rests on."""


def core_for(declared: Declared, page: CasePage) -> dict[str, Any]:
    """Return what the core of a form starts with."""
    afresh = AFRESH.get(declared.code)
    return afresh(page) if afresh else _standing(page)


def _standing(page: CasePage) -> dict[str, Any]:
    """Return the content core as it stands, or what the power says of the law."""
    if page.proposed is not None:
        return page.proposed.as_json()
    power = power_version(page.case.power_uid)
    start: dict[str, Any] = {"breached": list(power.breached), "basis": list(power.basis)}
    if page.procedure.kind == "行政处罚":
        start["outcome"] = "penalty"
    if facts := _entered(page, "check_on_site", "facts"):
        start["facts"] = facts
    return start


def _revocation(page: CasePage) -> dict[str, Any]:
    """Take over what the revocation was opened with (行政许可法 §69)."""
    basis = REVOKED_BY.get(_entered(page, "open_revocation", "ground"))
    return {
        "outcome": "revoke",
        "facts": _entered(page, "open_revocation", "facts"),
        "basis": [basis] if basis else [],
    }


def _withdrawal(_page: CasePage) -> dict[str, Any]:
    return {"outcome": "withdraw", "basis": ["行政许可法 §8-2"]}


AFRESH: Mapping[str, Callable[[CasePage], dict[str, Any]]] = {
    "propose_revocation": _revocation,
    "propose_withdrawal": _withdrawal,
}
"""Steps that propose something else than the core that stands (行政许可法 §69, §8-2)."""


def _entered(page: CasePage, code: str, name: str) -> str:
    """Return what the last step of a code says; empty where there is none."""
    return next((str(step.data.get(name, "")) for step in reversed(page.steps) if step.code == code), "")
