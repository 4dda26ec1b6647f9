"""Open a case from a power of the catalogue."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from mingzhi.cases import policy
from mingzhi.cases.acts import clocks
from mingzhi.cases.acts.entrusting import entrusted, must_act_in_its_own_name
from mingzhi.cases.acts.parties import object_of, write_party
from mingzhi.cases.models import Case, CaseState, Step
from mingzhi.cases.rules.procedure import Procedure
from mingzhi.cases.rules.procedures import PROCEDURES
from mingzhi.catalogue.queries import holds, lasting_power
from mingzhi.catalogue.rules.powers import PowerView
from mingzhi.identity.queries import agency_on
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotKnown
from mingzhi.kernel.urn import Urn
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.records.acts import reserve_number, use_number
from mingzhi.trail.acts.frame import act, current_moment, describe

OPENING = {"ordinary": ("clue_check",), "summary": (), "licence": ("licence_correction",)}
"""Limits that run from the receipt of the clue or the application."""
LONGEST_CAUSE = 200


@act(
    "cases.open",
    title=_("登记案件"),
    may=policy.may_open,
    serves=("1a", "2.2.1a"),
    basis=("行政处罚法 §54-1",),
    stage="启动",
)
def open_case(
    *,
    actor: Actor,
    agency_code: str,
    power_uid: str,
    procedure: str,
    cause: str,
    source: str,
    party: Mapping[str, Any],
    facts: str = "",
    act_ended_on: date | None = None,
    delegation: str = "",
) -> Case:
    """Open a case under one version of one power and one procedure; its number is gapless.

    ``party`` has kind (person, individual_business, organisation), name, code, operator, id_number,
    birth_date, address, phone, or ``known`` False while nobody is identified. ``delegation`` is the
    uid of the delegation under which another body handles the case in this agency's name. Raises Invalid
    naming the field, also when the agency does not hold the power on that day.
    """
    at, _recorded = current_moment()
    day = at.astimezone(clock.CHINA).date()
    declared = _procedure(procedure)
    agency = _body(agency_code, day)
    must_act_in_its_own_name(agency)
    power = _power(power_uid, agency_code, procedure, day)
    given = entrusted(agency_code, delegation, power.kind, day)
    _said(cause.strip())
    _over(act_ended_on, day)
    case = _case(actor, agency, power, declared, at)
    case.cause, case.source, case.delegated = cause.strip(), source, bool(given)
    case.act_ended_on = act_ended_on
    case.number = _number(actor, agency, case, day)
    case.save(force_insert=True)
    CaseState.objects.create(case=case, state=case.state, since=at, step_code="open")
    current = write_party(case, party, at)
    about = {"source": source, "facts": facts, "power": power.code, **given}
    about |= {"act_ended_on": act_ended_on.isoformat()} if act_ended_on else {}
    step = _first_step(actor, case, declared, about)
    for code in OPENING[procedure]:
        clocks.start(case, declared.by_limit[code], step, at)
    clocks.refresh(case)
    case.party_name = current.name
    case.save(update_fields=Case.CHANGEABLE)
    describe(
        subject=case.urn,
        label=case.label,
        content={**step.data, "procedure": procedure, "version": declared.version, "party": current.name},
        mentions=[step.urn, power.urn, *object_of(current), *filter(None, [given.get("delegation")])],
        basis=step.basis,
    )
    return case


def _body(code: str, day: date) -> AgencyView:
    """Return the agency of that day: a case entered late cannot begin before there was one."""
    try:
        return agency_on(code, day)
    except NotKnown as unknown:
        raise Invalid(
            "cases.before_the_agency",
            _("%(day)s本机关还没有设立。"),
            citation=cite("行政处罚法 §17"),
            way_out=_("请核对发生时间；设立以前的事项由当时的机关办理。"),
            params={"day": day.isoformat()},
            field="occurred_at",
        ) from unknown


def _said(cause: str) -> None:
    if not cause:
        raise Invalid("cases.cause", _("请填写案由。"), field="cause")
    if len(cause) > LONGEST_CAUSE:
        raise Invalid(
            "cases.cause_long",
            _("案由不超过%(most)s个字。"),
            way_out=_("请只写主要违法行为，经过写在案情里。"),
            params={"most": LONGEST_CAUSE},
            field="cause",
        )


def _over(act_ended_on: date | None, day: date) -> None:
    """Refuse an act that is to end on a later day: the time for punishing it could not have begun."""
    if act_ended_on is not None and act_ended_on > day:
        raise Invalid(
            "cases.act_ended_ahead",
            _("违法行为发生（终了）日期不能晚于登记的日期。"),
            citation=cite("行政处罚法 §36-2"),
            way_out=_("请核对日期；违法行为仍在继续的，不填。"),
            field="act_ended_on",
        )


def _first_step(actor: Actor, case: Case, declared: Procedure, data: Mapping[str, Any]) -> Step:
    at, recorded = current_moment()
    return Step.objects.create(
        case=case,
        procedure=case.procedure,
        code="open",
        title="登记案件",
        stage="启动",
        basis=list(declared.basis[:1]),
        data={"cause": case.cause, **data},
        occurred_at=at,
        recorded_at=recorded,
        actor_urn=actor.urn,
        actor_label=actor.label,
        state_before="",
        state_after=case.state,
    )


def _procedure(code: str) -> Procedure:
    if code not in PROCEDURES:
        raise Invalid("cases.procedure", _("没有这一执法程序。"), field="procedure")
    return PROCEDURES[code]


def _power(uid: str, agency_code: str, procedure: str, day: date) -> PowerView:
    power = lasting_power(uid)
    if not holds(agency_code, power.uid, day):
        raise Invalid(
            "cases.power",
            _("本机关当日没有该项职权，或者该版本不在有效期内。"),
            citation=cite("行政处罚法 §17"),
            way_out=_("请在本机关权责清单中选择当日有效的事项。"),
            field="power_uid",
        )
    if procedure not in power.procedures:
        raise Invalid(
            "cases.power_procedure",
            _("该事项不适用所选程序。"),
            way_out=_("请选择该事项适用的程序。"),
            field="procedure",
        )
    return power


def _case(actor: Actor, agency: AgencyView, power: PowerView, declared: Procedure, at: Any) -> Case:
    uid = uuid.uuid4()
    return Case(
        uid=uid,
        urn=str(Urn("cases", "case", str(uid))),
        procedure=declared.code,
        procedure_version=declared.version,
        kind=declared.kind,
        power_uid=power.uid,
        power_code=power.code,
        power_name=power.name,
        agency_code=agency.code,
        agency_name=agency.name,
        agency_level=agency.level,
        region_code=agency.region_code,
        region_name=agency.region_name,
        opened_at=at,
        opened_by_urn=actor.urn,
        opened_by_label=actor.label,
        state=declared.initial,
        state_since=at,
    )


def _number(actor: Actor, agency: AgencyView, case: Case, day: date) -> str:
    issued = reserve_number(
        actor=actor, agency_code=agency.code, sign=agency.sign, document_kind="案", year=day.year
    )
    use_number(actor=actor, issued=issued, subject_urn=case.urn)
    return str(issued.text)
