"""Who handles a case in the name of another agency (行政处罚法 §20-4; 行政许可法 §24-3)."""

from collections.abc import Iterable

from mingzhi.cases.models import Case, Step


def delegate_in(steps: Iterable[Step]) -> str:
    """Return the body the first step names; empty where the agency acts by itself."""
    return next((str(step.data.get("delegate", "")) for step in steps if step.code == "open"), "")


def delegate_of(case: Case) -> str:
    """Return the same for a case whose steps are not at hand; no query where nothing was delegated."""
    return delegate_in(Step.objects.filter(case=case, code="open")) if case.delegated else ""
