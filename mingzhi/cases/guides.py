"""What of the procedures becomes public: flow chart and service guide, printed from what is executed.

The declaration that drives gate, buttons and clocks is printed here with its version and hash, so that chart
and guide cannot differ from what the cases run on (浙政办发〔2019〕20号 二(一)1). Lines hold a title and,
behind a tab, further words and citations.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from mingzhi.calendars.rules.lengths import length_of
from mingzhi.cases.rules.chart import chart_of
from mingzhi.cases.rules.documents import DOCUMENTS
from mingzhi.cases.rules.procedure import NAMED, Limit, Procedure
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.cases.rules.standing import in_force_since
from mingzhi.catalogue.queries import powers
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.disclosure.rules.register_lines import RegisterLine
from mingzhi.kernel.wording import gettext_noop as _

BETWEEN = "；"
OF_ONE_FIELD = {"市场监督管理": "市场监管"}
"""How the titles of rules begin that bind the agencies of one field only."""
BY_ANALOGY = _("参照市场监管部门的规定办理")


def register_lines(on: date) -> dict[str, list[RegisterLine]]:
    """Return flow charts and, for the powers standing on a day, service guides; one query."""
    guides = [
        _guide(power, PROCEDURES[code])
        for power in powers(on)
        for code in power.procedures
        if code in PROCEDURES
    ]
    return {"procedures": [_procedure(one) for one in PROCEDURES.values()], "guides": guides}


def _procedure(procedure: Procedure) -> RegisterLine:
    steps = (_told(step.title, *step.basis) for step in procedure.steps)
    return RegisterLine(
        key=procedure.code,
        since=in_force_since(procedure),
        values={
            "name": procedure.title,
            "kind": procedure.kind,
            "version": procedure.version,
            "chart": chart_text(procedure),
            "basis": BETWEEN.join(procedure.basis),
            "steps": "\n".join(dict.fromkeys(steps)),
            "limits": _limits(procedure.limits),
            "hash": procedure.hash,
        },
    )


def _guide(power: PowerView, procedure: Procedure) -> RegisterLine:
    main = [step for step in procedure.steps if _on_main_line(procedure, step.sources, step.target)]
    papers = dict.fromkeys(DOCUMENTS[step.document].title for step in main if step.document in DOCUMENTS)
    return RegisterLine(
        key=f"{power.code}-{procedure.code}",
        since=max(power.valid_from, in_force_since(procedure)),
        until=power.valid_until,
        values={
            "name": power.name,
            "code": power.code,
            "kind": power.kind,
            "field": power.field,
            "procedure": procedure.title,
            "basis": BETWEEN.join(power.basis),
            "steps": "\n".join(_told(step.title, *_binding(step.basis, power.field)) for step in main),
            "limits": _limits((one for one in procedure.limits if one.runs_for == "agency"), power.field),
            "rights": _limits((one for one in procedure.limits if one.runs_for == "party"), power.field),
            "documents": "\n".join(papers),
            "version": procedure.version,
            "hash": procedure.hash,
        },
    )


def _on_main_line(procedure: Procedure, sources: Iterable[str], target: str) -> bool:
    order = [state.code for state in procedure.states]
    if not target or not procedure.by_state[target].main:
        return False
    return any(
        procedure.by_state[source].main and order.index(source) < order.index(target) for source in sources
    )


def _told(title: str, *more: str) -> str:
    return "\t".join((title, *more))


def _limits(limits: Iterable[Limit], field: str = "") -> str:
    return "\n".join(
        _told(limit.title, _length(limit.length), *_binding((limit.basis,), field)) for limit in limits
    )


def _binding(basis: Iterable[str], field: str) -> Sequence[str]:
    """Return what binds the agencies of a field; what rests on the rules of another field alone says so."""
    cited = tuple(filter(None, basis))
    binding = tuple(one for one in cited if not field or _field_of(one) in ("", field))
    return binding or ((BY_ANALOGY, *cited) if cited else ())


def _field_of(citation: str) -> str:
    return next((field for begins, field in OF_ONE_FIELD.items() if citation.startswith(begins)), "")


def _length(text: str) -> str:
    if not text:
        return NAMED
    length = length_of(text)
    return length.template % {"count": length.count} if length.count != 1 else length.template


def chart_text(procedure: Procedure) -> str:
    """Return states and ways of the chart as JSON text: whoever reads it can draw it again."""
    chart = chart_of(procedure)
    states = [
        {
            "code": node.code,
            "title": node.title,
            "stage": str(node.stage),
            "main": node.main,
            "final": node.final,
        }
        for node in chart.nodes
    ]
    ways = [
        {"from": edge.source, "to": edge.target, "steps": list(edge.titles), "back": edge.back}
        for edge in chart.edges
    ]
    return json.dumps({"states": states, "ways": ways}, ensure_ascii=False, separators=(",", ":"))
