"""What a form says of the law: the core that stands, another that ends it, the articles of the power."""

from collections.abc import Callable, Mapping
from typing import Any

from mingzhi.cases.queries import CasePage
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.catalogue.queries import power_version
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.kernel.actor import Actor

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
    power = _power(page)
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


OF_THE_LAW: Mapping[tuple[str, str], Callable[[CasePage, Actor], list[str]]] = {
    ("order_to_correct", "breached"): lambda page, _actor: list(_power(page).breached),
    ("order_to_correct", "basis"): lambda _page, _actor: ["行政处罚法 §28-1"],
    ("approve_seizure", "basis"): lambda page, _actor: list(_power(page).measures),
}
"""Articles that a form begins with: what the power breaches and allows."""


def _power(page: CasePage) -> PowerView:
    return power_version(page.case.power_uid)


def _entered(page: CasePage, code: str, name: str) -> str:
    """Return what the last step of a code says; empty where there is none."""
    return next((str(step.data.get(name, "")) for step in reversed(page.steps) if step.code == code), "")
