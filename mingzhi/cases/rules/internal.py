"""Which steps of a case are internal: those whose paper goes into the auxiliary part of the volume.

市场监督管理行政处罚程序规定 §78-3: sources, the report of the investigation, opinions of review, the report
of a hearing, approvals. Who may not read that part sees of such a step only that it was taken.
"""

from collections.abc import Iterator

from mingzhi.cases.rules.documents import AUXILIARY, DOCUMENTS
from mingzhi.cases.rules.procedure import Step
from mingzhi.cases.rules.procedures import INSTALLED


def _steps() -> Iterator[Step]:
    return (step for procedure in INSTALLED.values() for step in procedure.steps)


def _internal(step: Step) -> bool:
    return step.document in DOCUMENTS and DOCUMENTS[step.document].part == AUXILIARY


def internal_acts() -> frozenset[str]:
    """Return the codes under which internal steps stand in the trail."""
    return frozenset(f"cases.{step.code}" for step in _steps() if _internal(step))


def open_titles() -> frozenset[tuple[str, str]]:
    """Return (code, title) of the steps that share the code of an internal one of another procedure."""
    inside = {(step.code, step.title) for step in _steps() if _internal(step)}
    codes = {code for code, _title in inside}
    shared = {(step.code, step.title) for step in _steps() if step.code in codes} - inside
    return frozenset((f"cases.{code}", title) for code, title in shared)
