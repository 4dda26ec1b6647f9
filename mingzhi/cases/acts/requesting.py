"""The party uses a right from its page; the agency takes the request up, or answers it.

What the law refuses, as a request after its time, is recorded with the rule and closed at once: whether a
request was made, and when, must never depend on whether it was granted.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from mingzhi.calendars.queries import calendar
from mingzhi.calendars.rules.deadlines import due
from mingzhi.cases import policy
from mingzhi.cases.acts.checking_requests import (
    LONGEST,
    MOOT,
    checked_entries,
    must_be_moot,
    must_be_new,
    must_be_open,
    right_named,
)
from mingzhi.cases.acts.ending_publication import EFFECTS
from mingzhi.cases.acts.handing_in import file_from_party, filed
from mingzhi.cases.models import Case, PartyRequest, RequestOutcome, Step
from mingzhi.cases.models.request import ANSWERED, REFUSED, TAKEN, WITHDRAWN
from mingzhi.cases.queries.facts.picture import facts_of
from mingzhi.cases.queries.party.requests import right_used
from mingzhi.cases.queries.party.rights import with_publication
from mingzhi.cases.queries.procedures import procedure_of
from mingzhi.cases.rules.rights import conditions
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, Refusal
from mingzhi.kernel.typed import readable
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.storing import Stored
from mingzhi.trail.acts import act, describe


@act(
    "cases.ask_right",
    title=_("收到当事人的申请"),
    may=policy.may_ask_right,
    locks="case",
    serves=("2.1.2b",),
    basis=("行政处罚法 §7-1", "行政许可法 §7"),
)
def ask_right(
    *, actor: Actor, case: Case, right: str, data: Mapping[str, Any], files: Sequence[Stored] = ()
) -> PartyRequest:
    """Take the party's request and start its clock; what a rule refuses is kept with the rule, closed.

    Raises Invalid for what is missing or not of its kind, Conflict while the same request is open,
    NotNow when too many came on one day.
    """
    declared = right_named(case, right)
    entered = checked_entries(case, declared, data, files)
    must_be_new(case, declared)
    now, today = clock.now(), clock.today()
    deadline = due(today, declared.term.length, calendar=calendar(case.region_code))
    procedure = procedure_of(case.procedure, case.procedure_version)
    facts = with_publication(declared, case, facts_of(case, on=today))
    refusal = conditions(declared, procedure, facts, actor=actor, on=today, data=entered)
    row = PartyRequest(
        case=case,
        party_urn=actor.urn,
        party_label=actor.label[:200],
        right=declared.code,
        title=declared.title,
        basis=declared.basis,
        data=entered,
        received_at=now,
        due_on=deadline.due_date,
        provisional=deadline.provisional,
        derivation=deadline.derivation(),
        closed_at=now if refusal else None,
    )
    row.files = [filed(file_from_party(actor, case, row.urn, row.title, one)) for one in files]
    row.save(force_insert=True)
    if refusal is not None:
        _write(row, REFUSED, now, **_words(refusal))
    _tell(row, title=declared.title, basis=declared.basis, **_asked(row, refusal))
    return row


@act(
    "cases.withdraw_request",
    title=_("当事人撤回申请"),
    may=policy.may_withdraw_request,
    locks="request",
    serves=("2.1.2b",),
    basis=("行政处罚法 §7-1",),
)
def withdraw_request(*, actor: Actor, request: PartyRequest) -> PartyRequest:
    """Take a request back before the agency has taken it up; Conflict afterwards."""
    must_be_open(request)
    _close(request, WITHDRAWN, by=actor)
    _tell(request, withdrawn=True)
    return request


@act(
    "cases.answer_request",
    title=_("答复当事人的申请"),
    may=policy.may_answer_request,
    locks="request",
    serves=("2.1.2b",),
    basis=("行政处罚法 §45-1", "行政复议法 §32-2"),
)
def answer_request(
    *, actor: Actor, request: PartyRequest, answer: str, text: str, checked: frozenset[str] = frozenset()
) -> PartyRequest:
    """Answer a request in words, with reasons the party reads.

    ``answer`` is one of the right's own answers; for a right with a step it is MOOT, where the case has moved
    on so that the step cannot be taken any more. ``checked``: which conditions were found fulfilled.
    NotNow while the step can be taken, Invalid without reasons.
    """
    must_be_open(request)
    right = right_used(request)
    said = readable(text).strip()
    if answer not in (dict(right.answers) or {MOOT: ""}):
        raise Invalid("cases.request_answer", _("请选择答复的结果。"), field="answer")
    if not said or len(said) > LONGEST:
        raise Invalid(
            "cases.request_text",
            _("须写明办理情况和理由，不超过%(n)s字。"),
            citation=cite(right.basis),
            way_out=_("答复会原样给当事人看，请写清楚，不要写他人的个人信息。"),
            params={"n": str(LONGEST)},
            field="text",
        )
    if answer == MOOT:
        must_be_moot(request, right)
    if (right.code, answer) in EFFECTS:
        EFFECTS[right.code, answer](actor, request, checked)
    _close(request, ANSWERED, by=actor, text=said, params={"answer": answer})
    _tell(request, answer=answer, text=said, checked=sorted(checked))
    return request


def taking_up(request: PartyRequest, step: str) -> Callable[[Step], object]:
    """Return what the step that takes a request up does in its own transaction.

    Raises Conflict when somebody was faster, Invalid when the step is not the one of the right.
    """
    right = right_used(request)
    if right.step != step:
        raise Invalid("cases.request_step", _("该步骤不办理这项申请。"), field="request")

    def settle(taken: Step) -> None:
        row = PartyRequest.objects.select_for_update().get(pk=request.pk)
        must_be_open(row)
        if row.case_id != taken.case_id:
            raise Invalid("cases.request_step", _("该步骤不办理这项申请。"), field="request")
        row.closed_at = taken.recorded_at
        row.save(update_fields=PartyRequest.CHANGEABLE)
        late = taken.recorded_at.astimezone(clock.CHINA).date() > row.last_day
        _write(row, TAKEN, taken.recorded_at, step=taken, late=late, by=(taken.actor_urn, taken.actor_label))

    return settle


def _close(request: PartyRequest, outcome: str, *, by: Actor, **words: Any) -> None:
    now = clock.now()
    request.closed_at = now
    request.save(update_fields=PartyRequest.CHANGEABLE)
    _write(request, outcome, now, late=clock.today() > request.last_day, by=(by.urn, by.label), **words)


def _write(
    request: PartyRequest, outcome: str, at: datetime, *, by: tuple[str, str] = ("", ""), **words: Any
) -> None:
    RequestOutcome.objects.create(
        request=request, outcome=outcome, at=at, by_urn=by[0], by_label=by[1], **words
    )


def _words(refusal: Refusal) -> dict[str, Any]:
    return {
        "text": refusal.sentence,
        "params": {name: str(value) for name, value in refusal.params.items()},
        "basis": refusal.citation.compact if refusal.citation else "",
        "way_out": refusal.way_out,
    }


def _asked(row: PartyRequest, refusal: Refusal | None) -> dict[str, Any]:
    files = [{"name": one["name"], "sha256": one["sha256"]} for one in row.files]
    told = {"data": row.data, "files": files, "due_on": row.due_on.isoformat()}
    return told if refusal is None else {**told, "refused": refusal.code}


def _tell(request: PartyRequest, *, title: str = "", basis: str = "", **content: Any) -> None:
    case = request.case
    describe(
        subject=case.urn,
        label=case.label,
        mentions=(request.urn,),
        content={"request": str(request.uid), "right": request.right, **content},
        title=title,
        basis=(basis,) if basis else (),
    )
