"""What became of a request after it was taken up: the step that answers it, in the words the party reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mingzhi.cases.models import PartyRequest, Step
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.procedure import Field, FieldKind
from mingzhi.cases.rules.rights import Right, right_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answering step: its title, its paper's number, when, and what it says to the party."""

    title: str
    number: str
    at: datetime
    said: tuple[tuple[str, str], ...]


def replies_to(rows: Sequence[PartyRequest]) -> dict[int, Reply]:
    """Return request → its answer, where there is one already; at most one query."""
    taken = [(row, right) for row in rows if (right := _answered_later(row))]
    if not taken:
        return {}
    codes = {code for _row, right in taken for code, _fields in right.replies}
    cases = {row.case_id for row, _right in taken}
    steps = list(Step.objects.filter(case__in=cases, code__in=codes).order_by("id"))
    found = {row.pk: _reply(row, right, steps) for row, right in taken}
    return {key: reply for key, reply in found.items() if reply is not None}


def _answered_later(row: PartyRequest) -> Right | None:
    outcome = getattr(row, "outcome", None)
    right = right_of(row.case.procedure, row.right)
    return right if outcome is not None and outcome.step_id and right and right.replies else None


def _reply(row: PartyRequest, right: Right, steps: Sequence[Step]) -> Reply | None:
    shown, taken = dict(right.replies), row.outcome.step_id or 0
    answers = (
        step
        for step in steps
        if step.case_id == row.case_id
        and step.code in shown
        and step.id >= taken
        and step.data.get("whom") in (None, row.data.get("whom"))
    )
    step = next(answers, None)
    if step is None:
        return None
    declared = procedure_of(row.case.procedure, row.case.procedure_version).by_step[step.code]
    fields = {field.code: field for field in declared.fields}
    said = [
        (fields[code].label, _words(fields[code], step.data[code]))
        for code in shown[step.code]
        if step.data.get(code)
    ]
    return Reply(title=step.title, number=step.document_number, at=step.occurred_at, said=tuple(said))


def _words(field: Field, value: object) -> str:
    return str(dict(field.choices).get(str(value), value)) if field.kind is FieldKind.CHOICE else str(value)
