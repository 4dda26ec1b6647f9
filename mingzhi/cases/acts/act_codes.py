"""Make, end and scan act codes: showing identity to whoever stands before the officers."""

import contextlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from mingzhi.cases.models import ActCode, ActScan, Case
from mingzhi.cases.policy import must_see
from mingzhi.cases.queries.act_codes import act_code, is_running, standing_of, takes_part_in_case, tasks_now
from mingzhi.cases.rules.act_code import LIFE, OFFICERS, Standing, slot_of
from mingzhi.identity.queries import officers as officers_of
from mingzhi.identity.rules.views import OfficerView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor, ActorKind
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Conflict, Invalid, NotAllowed, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.trail.acts import act, describe

SHOWING = cite("行政处罚法 §55-1")
TWO = cite("行政处罚法 §42-1")
_DAY = timedelta(days=1)


def must_show(actor: Actor, case: Case) -> None:
    """Refuse whoever does not handle the case: the live code speaks for those present (行政处罚法 §55-1).

    Raises NotKnown for a case the actor may not know, NotAllowed for another's case.
    """
    must_see(actor, case.agency_code)
    actor.must("cases.handle", citation=SHOWING)
    if actor.agency_code != case.agency_code or not takes_part_in_case(case, actor.urn):
        raise NotAllowed(
            "cases.act_code_others",
            _("只有办理本案的执法人员可以出示行政行为码。"),
            citation=SHOWING,
            way_out=_("请由承办人出示，或者先办理承办人的更换、增派。"),
        )


def may_make(*, actor: Actor, case: Case, officers: Sequence[str], **_rest: Any) -> None:
    """An officer of the case, who is among the officers of the act."""
    must_show(actor, case)
    if actor.urn not in officers:
        raise NotAllowed(
            "cases.act_code_absent",
            _("行政行为码由在场的执法人员出示，您不在所选人员之中。"),
            citation=SHOWING,
            way_out=_("请将您本人列入，或者由在场人员生成。"),
        )


def may_end(*, actor: Actor, code: ActCode, **_rest: Any) -> None:
    """An officer of the case."""
    must_show(actor, code.case)


def anybody(*, actor: Actor, **_rest: Any) -> None:
    """Whoever stands before the officers; no account is needed."""
    if actor.kind is not ActorKind.PUBLIC:
        raise NotAllowed("cases.scan_public", _("扫码核验不需要登录。"), way_out=_("请用手机直接扫码。"))


@act(
    "cases.make_act_code",
    title=_("出示行政行为码"),
    may=may_make,
    locks="case",
    serves=("2.1.2a",),
    basis=("行政处罚法 §55-1", "浙政办发〔2019〕20号 二(一)2"),
)
def make_act_code(*, actor: Actor, case: Case, step: str, officers: Sequence[str]) -> ActCode:
    """Make the code for a task of the case; an earlier one of the case ends.

    Raises NotNow when the case's state does not allow the task, Invalid for fewer than two officers or
    one without a certificate valid today.
    """
    task = next((item for item in tasks_now(case) if item.code == step), None)
    if task is None:
        raise NotNow(
            "cases.act_code_task",
            _("案件现在的状态不能办理该任务。"),
            citation=SHOWING,
            way_out=_("请从案件当前可以办理的现场任务中选择。"),
        )
    shown = _certified(case, officers)
    now = clock.now()
    ActCode.objects.filter(case=case, ended_at__isnull=True).update(ended_at=now)
    code = ActCode.objects.create(
        key=secrets.token_hex(6),
        case=case,
        agency_code=case.agency_code,
        step_code=task.code,
        state=case.state,
        officers=[[one.urn, one.name, one.certificate_number] for one in shown],
        made_at=now,
        until=now + LIFE,
        made_by_urn=actor.urn,
        made_by_label=actor.label,
    )
    describe(
        subject=case.urn,
        label=case.label,
        mentions=(code.urn, *(one.urn for one in shown)),
        content={"key": code.key, "task": task.code, "officers": [one.name for one in shown]},
    )
    return code


@act(
    "cases.end_act_code",
    title=_("收起行政行为码"),
    may=may_end,
    locks="code",
    serves=("2.1.2a",),
    basis=("行政处罚法 §55-1",),
)
def end_act_code(*, actor: Actor, code: ActCode) -> ActCode:
    """End the showing of a code; Conflict when it has ended."""
    if code.ended_at is not None:
        raise Conflict("cases.act_code_ended", _("该行政行为码已经收起。"))
    code.ended_at = clock.now()
    code.save(update_fields=["ended_at"])
    describe(subject=code.case.urn, label=code.case.label, mentions=(code.urn,), content={"key": code.key})
    return code


def scan(*, actor: Actor, key: str, given: str) -> tuple[ActCode, Standing]:
    """Check a scanned code and record that it was scanned; return the code and what it is worth.

    Once a minute and code a fresh scan is an entry, once a day and code an outdated copy; a made-up
    proof is none. Raises NotKnown for an unknown code.
    """
    code = act_code(key)
    found = standing_of(code, given)
    slot = slot_of(clock.now()) if found is Standing.FRESH else clock.today().toordinal()
    wanted = {"code": code, "standing": found.value, "slot": slot}
    if found is Standing.FORGED or not is_running(code) or ActScan.objects.filter(**wanted).exists():
        return code, found
    with contextlib.suppress(Conflict):  # another scan of the same minute was first
        record_scan(actor=actor, code=code, standing=found, slot=slot)
    return code, found


@act(
    "cases.scan_act_code",
    title=_("扫描行政行为码"),
    may=anybody,
    locks="code",
    serves=("2.1.2a",),
    basis=("行政处罚法 §55-1",),
)
def record_scan(*, actor: Actor, code: ActCode, standing: Standing, slot: int) -> ActScan:
    """Record that the code was scanned: never by whom. Conflict when this slot has its entry."""
    if ActScan.objects.filter(code=code, standing=standing.value, slot=slot).exists():
        raise Conflict("cases.scan_recorded", _("该时段的扫码已经记录。"))
    row = ActScan.objects.create(code=code, standing=standing.value, slot=slot)
    describe(
        subject=code.case.urn,
        label=code.case.label,
        mentions=(code.urn,),
        content={"key": code.key, "standing": standing.value},
    )
    return row


def _certified(case: Case, chosen: Sequence[str]) -> list[OfficerView]:
    wanted = dict.fromkeys(chosen)
    if len(wanted) < OFFICERS:
        raise Invalid(
            "cases.act_code_two",
            _("执法人员不得少于两人。"),
            citation=TWO,
            way_out=_("请选择在场的两名以上执法人员。"),
            field="officers",
        )
    known = {one.urn: one for one in officers_of(case.agency_code, clock.today()) if one.valid}
    if any(urn not in known for urn in wanted):
        raise Invalid(
            "cases.act_code_certificate",
            _("所选人员中有人今天没有本机关有效的执法证件。"),
            citation=TWO,
            way_out=_("请更换为持有效执法证件的人员，或者先办理证件的恢复。"),
            field="officers",
        )
    return [known[urn] for urn in wanted]
