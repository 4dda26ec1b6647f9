"""Ask the gate about a step with everything that was entered, and keep what was found on the way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from mingzhi.cases.acts.citing import must_exist
from mingzhi.cases.acts.empowering import may_detain
from mingzhi.cases.models import Case, Step
from mingzhi.cases.notices.served import must_stand_in_the_paper
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.papers.computed import computed
from mingzhi.cases.queries.party.requests import open_requests
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.queries.rows import Rows
from mingzhi.cases.rules import gate
from mingzhi.cases.rules.facts import CaseFacts, OfficerFact
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedure import Step as Declared
from mingzhi.identity.queries import certificates_on, names_of
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.canonical import canonical
from mingzhi.kernel.refusal import Invalid
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.prepared import prepared

_EMPTY: tuple[Any, ...] = (None, "", [], {})
_NAMED = ("handler_1", "handler_2", "member_1", "member_2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A step that may be taken: its declaration, the facts, the cleaned entries, who acted.

    ``officers`` are the acting officers followed by those named in the form; ``acting`` only the former.
    """

    case: Case
    procedure: Procedure
    declared: Declared
    facts: CaseFacts
    rows: Rows
    data: dict[str, Any]
    computed: dict[str, Any]
    officers: tuple[OfficerFact, ...]
    acting: tuple[OfficerFact, ...]
    object_urn: str
    at: datetime
    day: date


def ask(
    *,
    actor: Actor,
    case: Case,
    step: str,
    data: Mapping[str, Any],
    officers: Sequence[str],
    at: datetime,
) -> Asked:
    """Ask the gate; raises its Refusal, or Invalid for values that cannot be kept."""
    procedure = procedure_of(case.procedure, case.procedure_version)
    day = at.astimezone(clock.CHINA).date()
    entered = clean(data)
    known = officer_facts(officers, entered, day)
    rows = Rows(case, day)
    facts = facts_of(case, on=day, rows=rows)
    entered = in_place_of(facts.anew, entered)
    declared = gate.require(procedure, facts, step, actor, day, data=entered, officers=known, now=at)
    must_exist(declared, entered, day)
    may_detain(case.power_uid, entered)
    if declared.code == "correct_decision":
        must_stand_in_the_paper(rows, entered, actor)
    try:
        canonical(entered)
    except (TypeError, ValueError) as error:
        raise Invalid("cases.data", _("填写的内容含有不能保存的值。"), field="data") from error
    return Asked(
        case=case,
        procedure=procedure,
        declared=declared,
        facts=facts,
        rows=rows,
        data=entered,
        computed=computed(rows, declared, entered, at),
        officers=known,
        acting=known[: len(dict.fromkeys(officers))],
        object_urn=object_urn(rows),
        at=at,
        day=day,
    )


def still_holds(asked: Asked, case: Case, at: datetime) -> bool:
    """Tell whether no step and no request has come in since the gate was asked, on the same day.

    The gate read the case before its steps: a step committed in between shows in the state of the case alone.
    """
    if at.astimezone(clock.CHINA).date() != asked.day or asked.case.state != case.state:
        return False
    return read_after(asked, last_step(case.pk)) and open_requests(case) == asked.facts.requests


def read_after(asked: Asked, newest: Sequence[int]) -> bool:
    """Tell whether the gate saw just the steps up to the ``newest`` one."""
    return [row.pk for row in asked.rows.steps[-1:]] == list(newest)


@prepared
def last_step(case: int) -> "QuerySet[Step, int]":
    """Return the key of the last step of a case, as a list of one or none."""
    return Step.objects.filter(case=case).order_by("-id").values_list("id", flat=True)[:1]


def clean(data: Mapping[str, Any]) -> dict[str, Any]:
    """Drop what was left empty and strip texts; tuples become lists."""
    found: dict[str, Any] = {}
    for code, value in data.items():
        kept: Any = value.strip() if isinstance(value, str) else value
        kept = list(kept) if isinstance(kept, tuple) else kept
        if kept not in _EMPTY:
            found[code] = kept
    return found


def in_place_of(fallen: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries with the core naming the fallen decision it takes the place of; nobody types that.

    So the same content is another core: it is reviewed, approved and told of anew (行政处罚法 §58-1, §44).
    """
    core = data.get("core")
    if not isinstance(core, Mapping):
        return dict(data)
    said = {part: value for part, value in core.items() if part != "anew"}
    return {**data, "core": {**said, "anew": fallen} if fallen else said}


def officer_facts(officers: Sequence[str], data: Mapping[str, Any], day: date) -> tuple[OfficerFact, ...]:
    """Return the acting officers, then those named in the form, with their certificates of that day."""
    named = [data[code] for code in _NAMED if isinstance(data.get(code), str)]
    urns = list(dict.fromkeys([*officers, *named]))
    if not urns:
        return ()
    held = certificates_on(urns, day)
    without = [urn for urn in urns if urn not in held]
    names = {urn: view.person_name for urn, view in held.items()}
    names |= names_of(without) if without else {}
    return tuple(
        OfficerFact(
            urn=urn,
            name=names.get(urn, ""),
            certificate_number=held[urn].number if urn in held else "",
            certificate_valid=urn in held and held[urn].valid,
        )
        for urn in urns
    )


def object_urn(rows: Rows) -> str:
    """Return the enforcement object's name: one page per enterprise over all its cases."""
    return f"urn:mingzhi:cases:object:{rows.party.code}" if rows.party.code else ""
