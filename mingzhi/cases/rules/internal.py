"""Which steps of a case are internal: those whose paper goes into the auxiliary part of the volume.

市场监督管理行政处罚程序规定 §78-3: sources, the report of the investigation, opinions of review, the report
of a hearing, approvals. Who may not read that part sees of such a step only that it was taken.
"""

from mingzhi.cases.rules.documents import AUXILIARY, DOCUMENTS
from mingzhi.cases.rules.procedures import PROCEDURES


def internal_acts() -> frozenset[str]:
    """Return the codes under which internal steps stand in the trail."""
    return frozenset(
        f"cases.{step.code}"
        for procedure in PROCEDURES.values()
        for step in procedure.steps
        if step.document in DOCUMENTS and DOCUMENTS[step.document].part == AUXILIARY
    )
