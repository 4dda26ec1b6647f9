"""Bodies renamed, merged, their powers moved: announced, with a task for each thing that rests on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from mingzhi.catalogue.acts import move_powers as move
from mingzhi.catalogue.policy import may_move
from mingzhi.catalogue.queries import held
from mingzhi.identity.acts import add_public_item, close_agency, revise_agency
from mingzhi.identity.models import Agency
from mingzhi.identity.policy import may_revise_agency
from mingzhi.identity.queries import agency_history, agency_on, agency_row
from mingzhi.identity.rules.cards import card_of
from mingzhi.identity.rules.views import AgencyView
from mingzhi.kernel import clock
from mingzhi.kernel.actor import Actor
from mingzhi.kernel.citation import cite
from mingzhi.kernel.refusal import Invalid, NotNow
from mingzhi.kernel.wording import gettext_noop as _
from mingzhi.supervision import policy
from mingzhi.supervision.acts.adjusting import note_change
from mingzhi.supervision.models import Change
from mingzhi.supervision.queries.body_reliances import of_body, open_cases_of
from mingzhi.supervision.rules.adjustment import MERGE, MOVE, PLAN, RENAME
from mingzhi.trail.acts import act


@act(
    "supervision.rename_agency",
    title=_("机关更名并派发调整任务"),
    may=may_revise_agency,
    locks="agency",
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def rename_agency(
    *, actor: Actor, agency: Agency, since: date, name: str, sign: str, reason: str, number: str = ""
) -> Change:
    """Let a body bear another name from today or a later day; code, cases and history keep theirs.

    The announcement becomes public at once. Raises Invalid (no name, the same name, no reason, a past day).
    """
    _check(since, reason)
    before = agency_on(agency.code, clock.today())
    name, sign = name.strip(), sign.strip() or before.sign
    if not name or name == before.name or len(name) > 100 or len(sign) > 20:
        raise Invalid("supervision.new_name", _("请填写与现名不同的新名称，不超过100字。"), field="name")
    touched = of_body(agency.code, how=RENAME, on=since, owner=agency.code)
    card = replace(card_of(agency_history(agency.code)[0]), name=name, sign=sign)
    revise_agency(actor=actor, agency=agency, since=since, card=card, reason=reason)
    text = f"自{_day(since)}起，{before.name}更名为{name}，统一社会信用代码不变。{reason.strip()}"
    said = {"title": f"关于{before.name}更名的公告", "text": text, "number": number}
    _announce(actor, agency, since, said)
    return note_change(
        actor=actor,
        kind=RENAME,
        subject=agency.urn,
        label=f"{before.name} → {name}",
        effective_on=since,
        reason=reason,
        touched=touched,
        content={"before": before.name, "after": name},
    )


@act(
    "supervision.move_powers",
    title=_("职能划转并派发调整任务"),
    may=may_move,
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def move_powers(
    *,
    actor: Actor,
    source: str,
    target: str,
    codes: Sequence[str],
    on: date,
    reason: str,
    number: str = "",
) -> Change:
    """Let powers pass from one body to another from today or a later day.

    Open cases under them stay where they are, each with a task. Raises Invalid, NotKnown (not held).
    """
    _check(on, reason)
    giver, taker = agency_on(source, on), _other(source, target, on)
    touched = of_body(source, how=MOVE, on=on, owner=target, codes=list(codes))
    move(actor=actor, source=source, target=target, codes=codes, on=on)
    count = len(set(codes))
    text = f"自{_day(on)}起，{giver.name}的{count}项执法事项由{taker.name}行使。{reason.strip()}"
    said = {"title": f"关于{giver.name}职能划转的公告", "text": text, "number": number}
    _announce(actor, agency_row(target), on, said)
    return note_change(
        actor=actor,
        kind=MOVE,
        subject=agency_row(source).urn,
        label=f"{giver.name} → {taker.name}（{count}）",
        effective_on=on,
        reason=reason,
        touched=touched,
        content={"from": source, "to": target, "codes": sorted(set(codes))},
    )


@act(
    "supervision.merge_agency",
    title=_("机关合并并派发调整任务"),
    may=policy.may_merge,
    locks="agency",
    serves=("2.1.1c",),
    basis=(PLAN,),
)
def merge_agency(
    *, actor: Actor, agency: Agency, into: str, on: date, reason: str, number: str = ""
) -> Change:
    """Merge a body into another from a later day: its powers pass over, it is closed, its records remain.

    Refused while it has open cases: nobody could go on with them. Powers can be moved before, with a task
    for each case, so that the cases end where they are. Raises Invalid, NotNow.
    """
    _check(on, reason)
    if on <= clock.today():
        raise Invalid("supervision.merge_day", _("合并自今天以后的某一天起。"), field="on")
    giver, taker = agency_on(agency.code, clock.today()), _other(agency.code, into, on)
    if count := open_cases_of(agency):
        raise NotNow(
            "supervision.merge_cases",
            _("该机关还有%(n)s件在办案件，合并后将无人继续办理。"),
            citation=cite(PLAN),
            way_out=_("请先办结或者移送；也可以先划转职能，每件在办案件都会成为一项任务，办结后再合并。"),
            params={"n": str(count)},
        )
    touched = of_body(agency.code, how=MERGE, on=clock.today(), owner=into)
    codes = [row.code for row in held(clock.today(), agency_code=agency.code)]
    if codes:
        move(actor=actor, source=agency.code, target=into, codes=codes, on=on)
    close_agency(actor=actor, agency=agency, on=on, reason=reason)
    text = f"自{_day(on)}起，{giver.name}并入{taker.name}，其职权由{taker.name}继续行使。{reason.strip()}"
    said = {"title": f"关于{giver.name}并入{taker.name}的公告", "text": text, "number": number}
    _announce(actor, agency_row(into), clock.today(), said)
    return note_change(
        actor=actor,
        kind=MERGE,
        subject=agency.urn,
        label=f"{giver.name} → {taker.name}",
        effective_on=on,
        reason=reason,
        touched=touched,
        content={"from": agency.code, "to": into, "codes": codes},
    )


def _check(on: date, reason: str) -> None:
    if on < clock.today():
        raise Invalid(
            "supervision.past_day",
            _("机构变动不能自过去的日期起：当时以原名义作出的行为有效。"),
            way_out=_("请填写今天或者以后的日期。"),
            field="on",
        )
    if not reason.strip() or len(reason) > 200:
        raise Invalid("supervision.change_reason", _("请写明依据和理由，不超过200字。"), field="reason")


def _other(source: str, target: str, on: date) -> AgencyView:
    if not target or target == source:
        raise Invalid("supervision.target", _("请选择另一个机关。"), field="target")
    return agency_on(target, on)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _announce(actor: Actor, agency: Agency, since: date, said: Mapping[str, str]) -> None:
    """Put the announcement of the change into the public register (主体公告)."""
    values = {
        **said,
        "number": said["number"].strip()[:100],
        "issuer": actor.agency_label or actor.label,
    }
    add_public_item(actor=actor, agency=agency, register="announcements", values=values, since=since)
